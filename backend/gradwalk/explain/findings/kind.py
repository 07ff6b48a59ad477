"""How a kind of finding is told: texts with gaps, filled with what the recording says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...recording.base import FunctionId, Span, TensorId, Words
from ...recording.findings import Finding, OperandAtFault, Place, Remedy, Severity, TorchError
from ...recording.steps import Step
from ..source import Change
from .walk import Walk

Facts = Mapping[str, str | int | Words]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding. Texts have gaps in braces (`{name}`); code in them stands in backticks."""

    name: str
    severity: Severity
    title: Words
    what: Words
    why: Words
    remedy: Words | None = None

    def found(
        self,
        walk: Walk,
        at: Step,
        *,
        span: Span | None = None,
        steps: Sequence[int] = (),
        places: Sequence[Place] = (),
        tensors: Sequence[TensorId] = (),
        functions: Sequence[FunctionId] = (),
        operands: Sequence[OperandAtFault] = (),
        changes: Sequence[Change | None] = (),
        code: str | None = None,
        error: TorchError | None = None,
        severity: Severity | None = None,
        **facts: str | int | Words,
    ) -> Finding:
        """A finding of this kind.

        Args:
            walk: the recording.
            at: the step where it shows.
            span: the piece of the source that it is about; None: the step's.
            steps: other steps that belong to it.
            places: where the cause lies.
            tensors: the tensors that it is about.
            functions: the functions that it is about.
            operands: what does not fit, to be drawn.
            changes: the remedy as changes of the program; if one of them could not be made (None), none is.
            code: what to write, where no change can be made.
            error: torch's own words, of an error or a warning.
            severity: where it is not that of its kind.
            facts: what goes into the gaps of the texts.
        """
        edits = walk.source.edits(changes)
        remedy = (
            Remedy(says=filled(self.remedy, facts), edits=edits, snippet=None if edits else code)
            if self.remedy
            else None
        )
        return Finding(
            kind=self.name,
            severity=severity or self.severity,
            title=filled(self.title, facts),
            what=filled(self.what, facts),
            why=filled(self.why, facts),
            remedies=(remedy,) if remedy else (),
            span=span or at.span,
            steps=tuple(dict.fromkeys((at.index, *steps))),
            places=tuple(places),
            tensors=tuple(dict.fromkeys(tensors)),
            functions=tuple(dict.fromkeys(functions)),
            operands=tuple(operands),
            error=error,
        )


def filled(words: Words, facts: Facts) -> Words:
    """Words with their gaps filled, each language with its own."""

    def one(language: str) -> str:
        given = {name: getattr(fact, language) if isinstance(fact, Words) else fact for name, fact in facts.items()}
        text: str = getattr(words, language)
        return text.format(**given)

    return Words(en=one("en"), zh=one("zh"))


def place(at: Step, words: Words, **facts: str | int | Words) -> Place:
    """Where a cause lies."""
    return Place(says=filled(words, facts), span=at.span, step=at.index)


def shape(sizes: Sequence[int]) -> str:
    """A shape as Python writes it: `[2, 3]`."""
    return str(list(sizes))
