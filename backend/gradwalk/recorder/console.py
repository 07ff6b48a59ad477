"""What the program prints and the warnings it causes, as steps."""

import io
import re
import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import torch

from .changes import Changes
from .kinds import is_a
from .session import Session
from .spans import FILENAME, Span, program_frame
from .text import name as shorten
from .text import text as bounded
from .tracebacks import without_ours

_ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{6,16}\b")
# Output is written out sooner than other steps: a program may well print and then wait.
HURRY = 0.1
_FIRST_ADDRESS = 0x7F00_0000_0000
_MOST_WAITING = 10_000

StreamName = Literal["stdout", "stderr"]


class Addresses:
    """Gives every address that is printed a stable stand-in, so that the same program leaves the same recording."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def stable(self, text: str) -> str:
        """`text` with the n-th different address replaced by the n-th stand-in of the same length or so."""
        return _ADDRESS.sub(
            lambda match: self._seen.setdefault(match[0], f"{_FIRST_ADDRESS + 16 * len(self._seen):#x}"), text
        )


class Console:
    """Counts what is printed on both streams; past the limit it is dropped and the program goes on."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes
        self._printed = 0
        self._addresses = Addresses()
        # What other threads have shown since the recorded one showed something.
        self._waiting: deque[Callable[[], object]] = deque()

    def write(self, stream: StreamName, text: str) -> None:
        """Record one write; the writes of one `print` call become one step."""
        session = self._session
        session.refuse()
        frame = program_frame(2)
        if not text:
            return
        if session.here():
            self.catch_up()
            self._write(stream, text, session.at(frame))
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting.append(partial(self._write, stream, text, session.spans.at(frame)))

    def catch_up(self) -> None:
        """Record what other threads have shown. To be called in the recorded one."""
        while self._waiting:
            self._waiting.popleft()()

    def _write(self, stream: StreamName, text: str, span: Span | None) -> None:
        session = self._session
        timeline = session.timeline
        room = timeline.limits.printed_bytes - self._printed
        encoded = text.encode()
        self._printed += len(encoded)
        if len(encoded) > room:
            if "printed_bytes" not in timeline.limits_hit:
                timeline.limits_hit.append("printed_bytes")
            text = encoded[: max(room, 0)].decode(errors="ignore")
            if not text:
                return
        if self._changes.unsettled(None, False):
            with torch._C.DisableTorchFunction(), session.guard:
                self._changes.settle()
        if session.storages.exposed:
            with torch._C.DisableTorchFunction(), session.guard:
                self._changes.look_everywhere(span)
        text = self._addresses.stable(text)
        open_step = timeline.open
        if open_step is not None and _continues(open_step, stream, span):
            open_step["text"] += text
        else:
            timeline.open_step("print", span, stream=stream, text=text)
        if text.endswith("\n"):
            timeline.close_step()
            timeline.pump(HURRY)

    def warn(self, warning: Any, stream: "Stream", original: Any) -> None:
        """Record a warning that Python is about to show, unless the program shows it elsewhere."""
        if sys.stderr is not stream:
            original(warning)
            return
        session = self._session
        frame = program_frame(1)
        here = session.here()
        span: Span | None = session.at(frame) if here else session.spans.at(frame)
        if warning.filename == FILENAME and (span is None or span["line"] != warning.lineno):
            span = session.spans.line(max(warning.lineno, 1))
        step = partial(
            session.timeline.step,
            "warning",
            span,
            category=shorten(warning.category.__name__),
            message=bounded(without_ours(str(warning.message))),
        )
        if here:
            self.catch_up()
            step()
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting.append(step)


def _continues(step: dict[str, Any], stream: str, span: Span | None) -> bool:
    return bool(step["type"] == "print" and step["stream"] == stream and step["span"] == span)


class Stream(io.TextIOBase):
    """Stands in for `sys.stdout` or `sys.stderr`."""

    def __init__(self, console: Console, name: StreamName) -> None:
        self._console = console
        self._name = name

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """As a terminal's."""
        return "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        """As Python sets its own streams up."""
        return "strict" if self._name == "stdout" else "backslashreplace"

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Record `text`.

        Raises:
            UnicodeEncodeError: on stdout, for text that UTF-8 cannot say.
        """
        if not is_a(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        clean = text if text.isascii() else text.encode("utf-8", self.errors).decode()
        self._console.write(self._name, clean)
        return len(text)
