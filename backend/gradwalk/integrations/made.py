"""What became of a program while a page was made, and what of it a page may show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from ..errors import GradwalkError
from ..policy.violation import RefusedError
from ..recording.recording import Recording
from ..recording.steps import Error
from .wish import Wish

# Puts a file beside the pages, unless it is there, and says its address as the page that is being made writes it.
Publish = Callable[[str, Callable[[], bytes]], str]


# A picture as a file of its own: for books, and for print.
Form = Literal["svg", "pdf"]


class NotMadeError(GradwalkError):
    """A program has no recording, so that the page can only show its text.

    Args:
        says: what is wrong, in a sentence.
        line: of the program, from 1, where that is known.
    """

    def __init__(self, says: str, line: int | None = None) -> None:
        super().__init__(says)
        self.line = line


@dataclass(frozen=True, slots=True)
class Problem:
    """How a program ended otherwise than by itself; `line` is its own, from 1."""

    says: str
    line: int | None


def drawn_name(name: str, wish: Wish, form: Form) -> str:
    """What the file of a picture is called."""
    look = wish.look
    return f"{name}-{'all' if look.step is None else look.step}-{look.theme}-{look.lang}.{form}"


class Made(Protocol):
    """A recording, for pages."""

    @property
    def name(self) -> str:
        """What its files begin with: no other recording's do."""

    @property
    def source(self) -> str:
        """The program."""

    @property
    def problem(self) -> Problem | None:
        """How it ended, if not by itself."""

    def frame(self, wish: Wish, publish: Publish) -> str:
        """The address of what plays it."""

    def poster(self, wish: Wish, publish: Publish) -> str:
        """The address of its picture."""

    def draw(self, wish: Wish, form: Form) -> bytes:
        """Its picture.

        Raises:
            GradwalkError: if it cannot be drawn.
        """


def problem_of(recording: Recording) -> Problem | None:
    """What an author should be told of how a program ended."""
    outcome = recording.outcome
    if outcome.kind == "finished":
        return None
    raised = next((step for step in reversed(recording.steps) if isinstance(step, Error)), None)
    if raised is None:
        return Problem(ended(outcome.kind, outcome.detail), None)
    line = raised.span.line if raised.span is not None else None
    return Problem(ended("error", f"{raised.exception}: {raised.message}"), line)


def ended(kind: str, detail: str | None) -> str:
    """The sentence of an end, on one line."""
    return " ".join(f"the program ended: {kind}{f', {detail}' if detail else ''}".split())


def refused(error: RefusedError) -> NotMadeError:
    """A refusal, as an author is told of it: by its first place."""
    first = error.violations[0]
    return NotMadeError(f"the program is not run: {first.reason.en} {first.hint.en}", first.line)
