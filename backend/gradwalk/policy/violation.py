"""What the policy says: a rule that the program breaks, where, why, and what to do."""

from typing import Literal

from ..errors import GradwalkError
from ..recording.base import Model, Span, Words

Rule = Literal[
    "text",
    "syntax",
    "nesting",
    "construct",
    "notebook",
    "plotting",
    "import",
    "module",
    "name",
    "attribute",
]


class Violation(Span):
    """One thing that keeps a program from being run, with its place in the source."""

    rule: Rule
    reason: Words
    hint: Words


class Advice(Model):
    """Why something is refused and what to do about it."""

    reason: Words
    hint: Words


class RefusedError(GradwalkError, ValueError):
    """The policy does not run this program.

    Args:
        violations: all of them, in the order of the source; at least one.
    """

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__(f"refused: {', '.join(f'line {v.line} ({v.rule})' for v in violations)}")
        self.violations = violations


def violation(span: Span, rule: Rule, advice: Advice, **facts: str | int) -> Violation:
    """A violation whose sentences have the facts filled in."""
    return Violation(
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        rule=rule,
        reason=Words(en=advice.reason.en.format(**facts), zh=advice.reason.zh.format(**facts)),
        hint=Words(en=advice.hint.en.format(**facts), zh=advice.hint.zh.format(**facts)),
    )
