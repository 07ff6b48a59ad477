"""Runs a program and records it."""

import ast
import gc
import linecache
import random
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import numpy.random
import torch

from ..recording.jacobian import Question
from ..recording.recording import Program
from . import tracebacks
from .bindings import Bindings
from .changes import Changes
from .console import Console, Stream
from .engine import Engine
from .instrument import instrument, load
from .kinds import is_a
from .limits import Limits
from .mode import Mode
from .operations import Operations
from .patches import patched
from .probe import Probe
from .session import Session
from .spans import FILENAME
from .text import name as shorten
from .text import text as bounded
from .timeline import Row, Stop, Timeline
from .values import Values

CONTAINERS = 16
_NO_MEMORY = "can't allocate memory"


def record(
    program: Program,
    write: Callable[[bytes], None],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    question: Question | None = None,
) -> None:
    """Run the program as `__main__` and write what it does, each line a `gradwalk.recording.wire.Batch` in JSON.

    Seeds torch's, numpy's and Python's generators first. Opens no file and starts no thread. Whatever the program raises
    is recorded, not raised. A `question` is answered in a line of its own.
    """
    values = Values(program.options.max_values)
    timeline = Timeline(write, limits, values)
    recorder = Recorder(program, timeline, values)
    if question is not None:
        recorder.ask(question, write)
    recorder.run()


def record_lines(program: Program, limits: Limits = Limits()) -> list[bytes]:  # noqa: B008 - frozen
    """What `record` writes, for notebooks and tests."""
    lines: list[bytes] = []
    record(program, lines.append, limits)
    return lines


class Recorder:
    """One run."""

    def __init__(self, program: Program, timeline: Timeline, values: Values) -> None:
        self._program = program
        self._timeline = timeline
        self._session = Session(program.source, timeline, values)
        self._changes = Changes(self._session)
        self._operations = Operations(self._session, self._changes)
        self._mode = Mode(self._session, self._operations)
        self._engine = Engine(self._session, self._changes, lambda: self._mode)
        self._bindings = Bindings(self._session, self._changes)
        self._console = Console(self._session, self._changes)

    def ask(self, question: Question, write: Callable[[bytes], None]) -> None:
        """Have a question about the program answered while it runs."""
        session = self._session
        session.probe = Probe(question, write, self._timeline, session.tensors, session.functions)

    def run(self) -> None:
        """Run the program to its end and write the ending."""
        seed(self._program.options.seed)
        kind = "finished"
        with _main(self._program.source) as names, self._streams():
            try:
                self._execute(names)
                self._settle(names)
            except Stop:
                kind = "too_large"
            except SystemExit as error:
                self._exit(error, names)
            except BaseException as error:  # noqa: BLE001 - whatever ends the program is recorded
                kind = self._error(error, names)
        if self._session.probe is not None:
            self._session.probe.close()
        self._session.storages.close()
        if self._timeline.stopped:
            kind = "too_large"
        ending: Row = {"kind": kind, "limits": self._timeline.limits_hit}
        problems = self._problems()
        if problems:
            ending["detail"] = bounded("; ".join(problems))
        self._timeline.finish(ending)

    def _execute(self, names: dict[str, Any]) -> None:
        source = self._program.source
        tree = ast.parse(source, FILENAME)
        # The program's own SyntaxWarnings come from here, once.
        compile(tree, FILENAME, "exec")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            code = compile(instrument(tree, self._session.spans.column), FILENAME, "exec")
        self._engine.open()
        # For each container that the program makes the recorder makes several: garbage is collected about as often.
        threshold = gc.get_threshold()
        gc.set_threshold(threshold[0] * CONTAINERS, *threshold[1:])
        try:
            with patched(self._session, self._changes, self._operations), self._mode:
                exec(load(code, self._bindings.functions()), names)
        finally:
            gc.set_threshold(*threshold)
            self._engine.close()

    def _problems(self) -> list[str]:
        missed = self._session.guard.missed
        problems = []
        if missed:
            problems.append(f"{len(missed)} events could not be recorded, the first: {missed[0]}")
        if self._session.elsewhere:
            problems.append("what the program's other threads did is not recorded, only what they printed and left")
        return problems

    def _settle(self, names: dict[str, Any]) -> None:
        self._console.catch_up()
        with torch._C.DisableTorchFunction(), self._session.guard:
            self._changes.settle()
            self._changes.look_everywhere(None)
            self._changes.look_at_all()
            self._bindings.catch_up(names)

    def _exit(self, error: SystemExit, names: dict[str, Any]) -> None:
        # `Stop` has no handler above while another exception is handled; that it came is noted.
        with suppress(Stop):
            self._settle(names)
            if error.code is not None and not is_a(error.code, int):
                self._console.write("stderr", f"{error.code}\n")

    def _error(self, error: BaseException, names: dict[str, Any]) -> str:
        tracebacks.strip(error)
        frames = tracebacks.program_frames(error)
        span = self._session.spans.at_traceback(frames[-1]) if frames else None
        message = str(error)
        if is_a(error, SyntaxError) and not frames:
            span = self._session.spans.line(max(error.lineno or 1, 1))
            message = error.msg
        failure = self._engine.failure
        came = failure is not None and failure[:2] == (id(error), str(error))
        no_memory = is_a(error, MemoryError) or _NO_MEMORY in message
        if no_memory:
            self._timeline.limits_hit.append("memory")
        try:
            self._settle(names)
            self._timeline.step(
                "error",
                span,
                exception=shorten(type(error).__qualname__),
                message=bounded(message),
                frames=tracebacks.frame_rows(error),
                function=failure[2] if came and failure else None,
                call=failure[3] if came and failure else None,
            )
        except (Stop, MemoryError):
            pass
        return "out_of_memory" if no_memory else "error"

    @contextmanager
    def _streams(self) -> Iterator[None]:
        """The program's output and warnings become steps."""
        before = sys.stdout, sys.stderr
        stdout, stderr = Stream(self._console, "stdout"), Stream(self._console, "stderr")
        with warnings.catch_warnings():
            machinery: Any = warnings
            show = machinery._showwarnmsg_impl
            machinery._showwarnmsg_impl = lambda warning: self._console.warn(warning, stderr, show)
            sys.stdout, sys.stderr = stdout, stderr
            try:
                yield
            finally:
                sys.stdout, sys.stderr = before


def seed(number: int) -> None:
    """Seed every generator that a program may draw from; numpy's takes 32 bits."""
    # torch.manual_seed would also queue a call for every absent device, with a stack that it reads files to format.
    torch.default_generator.manual_seed(number)
    numpy.random.seed(number % 2**32)
    random.seed(number)


@contextmanager
def _main(source: str) -> Iterator[dict[str, Any]]:
    """A fresh `__main__`, whose lines tracebacks and warnings can quote without a file."""
    module = types.ModuleType("__main__")
    module.__dict__["__builtins__"] = __builtins__
    before = sys.modules.get("__main__")
    sys.modules["__main__"] = module
    linecache.cache[FILENAME] = (len(source), None, source.splitlines(keepends=True), FILENAME)
    try:
        yield module.__dict__
    finally:
        linecache.cache.pop(FILENAME, None)
        if before is not None:
            sys.modules["__main__"] = before
