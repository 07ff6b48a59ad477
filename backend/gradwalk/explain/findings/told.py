"""How an error of torch is told: its cause and a remedy beside torch's own words, from a table of what torch says."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...recording.base import Words
from ...recording.findings import Finding, OperandAtFault
from ..source import Change
from .failures import Failure, failures
from .kind import Kind, place
from .operands import described
from .subjects import meant, named_tensors
from .walk import Walk


class Case(NamedTuple):
    """An error that is being told: in which recording, which, torch's words, and the expression that it is about."""

    walk: Walk
    failure: Failure
    found: re.Match[str]
    subject: ast.expr | None = None


Changes = list[Change | None]
Facts = Mapping[str, str | int | Words]


def unchanged(_case: Case) -> Changes:
    """No change of the program."""
    return []


def _no_facts(_case: Case) -> Facts:
    return {}


def _none_at_fault(_case: Case) -> Sequence[OperandAtFault]:
    return ()


def _always(_case: Case) -> bool:
    return True


class Told(NamedTuple):
    """An error by torch's words for it (a regular expression), what it is about, and what changes the program.

    `code` is what to write where no change can be made, `facts` go into the gaps of the texts beside `name`, `expression` and
    `shapes`, `at_fault` is what does not fit; where `applies` says no, torch's words mean something else.
    """

    words: str
    kind: Kind
    subject: Callable[[Case], ast.expr | None]
    changes: Callable[[Case], Changes]
    code: str | Callable[[Case], str]
    facts: Callable[[Case], Facts] = _no_facts
    at_fault: Callable[[Case], Sequence[OperandAtFault]] = _none_at_fault
    applies: Callable[[Case], bool] = _always


def told_of(walk: Walk, table: Iterable[Told]) -> Iterator[Finding]:
    """Each error of a table."""
    for told in table:
        for failure in failures(walk):
            found = re.search(told.words, failure.error.message)
            if found:
                case = Case(walk, failure, found)
                if told.applies(case):
                    yield _told(case._replace(subject=told.subject(case)), told)


def expression(case: Case) -> ast.expr | None:
    """The whole expression that raised."""
    nodes = [node for node in case.walk.source.nodes(case.failure.at.span) if isinstance(node, ast.expr)]
    return nodes[0] if nodes else None


def _told(case: Case, told: Told) -> Finding:
    walk, failure, subject = case.walk, case.failure, case.subject
    tensor = meant(walk, subject, failure.at) if subject is not None else None
    born = walk.born.get(tensor) if tensor else None
    whole = walk.source.short(failure.at.span) or "…"
    facts: dict[str, str | int | Words] = {
        "name": (subject is not None and walk.source.short(walk.source.span(subject))) or whole,
        "expression": whole,
        "shapes": described(walk, named_tensors(walk, failure.at.span, failure.at))
        or failure.error.message.rstrip("."),
    }
    return told.kind.found(
        walk,
        failure.at,
        span=failure.at.span,
        steps=(),
        severity=failure.severity,
        tensors=[tensor] if tensor else [],
        functions=[fn] if tensor and (fn := walk.tensor(tensor).grad_fn) else [],
        places=[place(born, Words(en="made here", zh="在这里创建"))] if born else [],
        operands=told.at_fault(case),
        changes=told.changes(case),
        code=told.code if isinstance(told.code, str) else told.code(case),
        error=failure.error,
        **{**facts, **told.facts(case)},
    )
