"""What the parts of one recording share."""

import threading
from collections.abc import Sequence
from ctypes import ArgumentError
from types import FrameType

import torch

from .functions import Functions
from .kinds import is_parameter
from .library import Library
from .probe import Probe
from .scopes import Scopes
from .spans import Span, Spans
from .storages import Storages
from .tensors import Known, Tensors
from .timeline import Row, Stop, Timeline
from .trampoline import Trampolines
from .values import Values
from .window import Window


class Guard:
    """Keeps a failure to record from becoming the program's: it is counted, and the ending says so.

    Where memory or the stack is at its end, that is the program's; ctypes has an error of its own for it.
    """

    def __init__(self) -> None:
        self.missed: list[str] = []

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if kind is None or issubclass(kind, MemoryError | RecursionError) or not issubclass(kind, Exception):
            return False
        if issubclass(kind, ArgumentError) and "RecursionError" in str(error):
            raise RecursionError("maximum recursion depth exceeded") from None
        self.missed.append(f"{type(error).__name__}: {error}")
        return True


class Session:
    """The tables, the timeline and where the program is."""

    def __init__(self, source: str, timeline: Timeline, values: Values) -> None:
        self.timeline = timeline
        self.values = values
        self.spans = Spans(source)
        self.scopes = Scopes(self.spans)
        self.storages = Storages(timeline)
        timeline.released = self.storages.released
        self.tensors = Tensors(timeline, values, self.storages)
        self.functions = Functions(timeline, self.tensors, self.new_leaf)
        self.window = Window(timeline, self.spans, self.scopes, self.tensors, self.functions)
        self.library = Library()
        self.trampolines = Trampolines()
        self.span: Span | None = None
        self.guard = Guard()
        self.probe: Probe | None = None
        # How many calls are under way for which torch itself switches grad mode off.
        self.grad_mode_taken = 0
        # Whether the program has run something in another thread.
        self.elsewhere = False
        self._thread = threading.get_ident()

    def here(self) -> bool:
        """Whether this is the thread that is recorded; that there is another one is noted."""
        if threading.get_ident() == self._thread:
            return True
        self.elsewhere = True
        return False

    def at(self, frame: FrameType | None) -> Span | None:
        """Where `frame`, one of the program's, is now; what comes next is recorded in its scope."""
        span = self.spans.at(frame)
        self.timeline.scope = self.scopes.at(frame, span)
        if self.window.is_open:
            self.window.look()
        return span

    def refuse(self) -> None:
        """Let a program that has gone past a limit do nothing more.

        Raises:
            Stop: if a limit is reached.
        """
        if self.timeline.stopped:
            raise Stop

    def new_leaf(self, tensor: torch.Tensor, how: str | None = None, span: Span | None = None) -> Known:
        """A tensor that no recorded operation made: gives it a row and a `create` step."""
        known = self.tensors.find(tensor)
        how = how or ("grad" if known is not None and known.owner is not None else None)
        how = how or ("Parameter" if is_parameter(tensor) else None)
        grad_fn = None if tensor.is_leaf else tensor.grad_fn
        found = self.functions.find([grad_fn])
        known = self.tensors.add(tensor, span or self.span, None if grad_fn is None else self.functions.id(grad_fn))
        here = self.timeline.scope
        self.timeline.scope = known.scope or here
        functions = self.functions.describe(found, self.span, [tensor])
        step = self.timeline.step("create", known.span or span or self.span, tensor=known.id, how=how, born=[known.id])
        if functions:
            step["functions"] = functions
        self.timeline.scope = here
        return known

    def taken(self, name: str, tensor: torch.Tensor, span: Span | None) -> None:
        """An `op` step for numbers that were taken out of a tensor that has a graph."""
        known = self.tensors.find(tensor)
        if known is None or known.id is None or not tensor.requires_grad:
            return
        self.timeline.step(
            "op",
            span,
            name=name,
            inputs=[{"kind": "tensor", "tensor": known.id}],
            outputs=[],
            mutated=[],
            view=False,
            grad_enabled=torch.is_grad_enabled(),
            cut="item",
        )

    def mutation(self, name: str, span: Span | None, changes: Sequence[Row], functions: Sequence[str] = ()) -> None:
        """An `op` step that made nothing and changed tensors that are no tracked leaves."""
        written = [change for change in changes if change]
        if written:
            self.timeline.step(
                "op",
                span,
                name=name,
                inputs=[],
                outputs=[],
                mutated=[change["tensor"] for change in written],
                view=False,
                grad_enabled=torch.is_grad_enabled(),
                cut=None,
                functions=list(functions),
                changes=written,
            )
