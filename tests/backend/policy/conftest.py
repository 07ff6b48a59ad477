"""What every policy test does: check a text and look at what is said of which piece of it."""

import re
from collections.abc import Callable

import pytest
from gradwalk.policy.check import check
from gradwalk.recording.base import Span


def _piece(source: str, span: Span) -> str:
    lines = re.split(r"\r\n|\r|\n", source)[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column]
    lines[0] = lines[0][span.column :]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def piece() -> Callable[[str, Span], str]:
    """The piece of a source that a span covers, cut out independently of the policy's own arithmetic."""
    return _piece


@pytest.fixture(scope="session")
def said() -> Callable[[str], list[tuple[str, str]]]:
    """Rule and marked piece of every violation in a text."""
    return lambda source: [(violation.rule, _piece(source, violation)) for violation in check(source)]
