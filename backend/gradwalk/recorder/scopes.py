"""Where the program is: in which calls of its own functions and of modules, and in which iteration of which loop.

A function says that it was entered and never that it was left, so that its body stays as it was written: a call is over
once the frame that made it no longer stands on the stack. Module calls are wrapped and say both.
"""

import inspect
from types import CodeType, FrameType
from typing import Any, NamedTuple

import torch

from .instrument import Loop
from .spans import FILENAME, Span, Spans
from .text import name as shorten
from .timeline import Scope

_RESUMED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


# What Python calls the code of a generator expression, and of the others.
_GENERATOR = "<genexpr>"
_COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>"}


class _Iteration:
    """A loop that runs, and the scope of its present iteration."""

    __slots__ = ("loop", "scope")

    def __init__(self, loop: Loop, scope: Scope) -> None:
        self.loop = loop
        self.scope = scope


class _Again:
    """Which functions are called while a call stays where it is: over and over by `map`, say, or in a recursion."""

    __slots__ = ("at", "is_loop", "sites")

    def __init__(self, at: int) -> None:
        # The instruction that the call has come to.
        self.at = at
        # From where functions were called meanwhile, an instruction of a code, and what was called.
        self.sites: dict[tuple[int, int, int], Loop] = {}
        # Whether one was called twice from the same place.
        self.is_loop = False


class ModuleCall(NamedTuple):
    """A call of a module that is under way."""

    module: torch.nn.Module
    scope: Scope


class Call:
    """A call of a function that is under way, the loops that it runs and the module calls that it is in the middle of."""

    __slots__ = ("again", "code", "frame", "loops", "modules", "names", "parts", "passing", "scope")

    def __init__(self, frame: int, code: CodeType | None, scope: Scope | None) -> None:
        self.frame = frame
        self.code = code
        self.scope = scope
        self.loops: list[_Iteration] = []
        self.again: _Again | None = None
        self.modules: list[ModuleCall] = []
        # The tensor, by its row, that each local name means.
        self.names: dict[str, str] = {}
        # Those that a comprehension binds.
        self.passing: set[str] = set()
        # The items, by their own names, of what a name that means no tensor itself means.
        self.parts: dict[str, set[str]] = {}


class Scopes:
    """The stack of calls, outermost first. The frames that it is asked about are the program's."""

    def __init__(self, spans: Spans) -> None:
        self.root = Call(0, None, None)
        self._spans = spans
        self._stack: list[Call] = [self.root]
        self._paused: dict[tuple[int, CodeType], Call] = {}
        # What modules, by their ids, are called by those that hold them: a guess, to be checked.
        self._paths: dict[int, str] = {}

    def at(self, frame: FrameType | None, span: Span | None) -> Scope | None:
        """The innermost scope of what `frame` does at `span`."""
        call = self.call(frame)
        if call.again is not None:
            own = _own(call, frame)
            if own is not None and own.f_lasti != call.again.at:
                call.again = None
        if call.modules:
            return call.modules[-1].scope
        if call.loops and frame is not None and call.frame != id(frame):
            span = self._spans.at(_own(call, frame, comprehensions=True)) or span
        return _within(call, span) if call.loops else call.scope

    def call(self, frame: FrameType | None) -> Call:
        """The call that runs `frame`; a lambda's, a comprehension's and a class body's is that around it."""
        top = self._stack[-1]
        if frame is None or (top.frame == id(frame) and top.code is frame.f_code):
            return top
        return self._find(frame)

    def sharing(self, call: Call, name: str) -> Call | None:
        """`call`, or the innermost around it, that functions within share its `name` with; None if it has returned."""
        outwards = reversed(self._stack[: self._stack.index(call) + 1])
        return next((one for one in outwards if one.code is not None and name in one.code.co_cellvars), None)

    def enter(self, frame: FrameType) -> Loop | None:
        """A function of the program was called: `frame` is about to run its first line.

        Returns:
            What is done over and over without a loop, if this goes on with it.
        """
        caller = frame.f_back
        while caller is not None and caller.f_code.co_filename != FILENAME:
            caller = caller.f_back
        around = self.at(caller, self._spans.at(caller))
        code = frame.f_code
        called = self._stack[-1].modules[-1:]
        if called and code.co_name == "forward" and _is_own(called[0].module, code):
            scope: Scope | None = called[0].scope
        else:
            name = code.co_qualname.rpartition("<locals>.")[2]
            scope = Scope("function", shorten(name), around, self._spans.line(code.co_firstlineno))
        repeated = None if caller is None else self._repeated(caller, code)
        self._stack.append(Call(id(frame), code, scope))
        return repeated

    def iterate(self, frame: FrameType, loop: Loop) -> bool:
        """An iteration of `loop` begins in `frame`. Not of a generator that another than the code around it takes from."""
        call = self.call(frame)
        if (
            frame.f_code.co_flags & inspect.CO_GENERATOR
            and frame.f_code.co_name == _GENERATOR
            and not _is_at_home(frame)
        ):
            return False
        call.again = None
        loops = call.loops
        while loops and loops[-1].loop is not loop and not loops[-1].loop.start <= loop.start < loops[-1].loop.end:
            loops.pop()
        if loops and loops[-1].loop is loop:
            last = loops[-1].scope
            loops[-1].scope = Scope("iteration", loop.head, last.parent, last.span, (last.iteration or 0) + 1)
            return True
        around = loops[-1].scope if loops else call.scope
        loops.append(_Iteration(loop, Scope("iteration", loop.head, around, self._spans.line(loop.start[0]), 0)))
        return True

    def enter_module(self, module: torch.nn.Module, frame: FrameType | None) -> tuple[Call, int]:
        """A module is called by what `frame` does. Give the answer to `leave_module`."""
        span = self._spans.at(frame)
        around = self.at(frame, span)
        call = self._stack[-1]
        parent = call.modules[-1] if call.modules else self._in_forward()
        kind = type(module).__name__
        path = None if parent is None else self._path(parent.module, module)
        call.modules.append(
            ModuleCall(module, Scope("module", shorten(path or kind), around, span, module=shorten(kind)))
        )
        return call, len(call.modules)

    def leave_module(self, entered: tuple[Call, int]) -> None:
        """The call of a module has ended."""
        call, depth = entered
        del call.modules[depth - 1 :]

    def ids(self) -> set[str]:
        """The rows of the scopes that the program is in."""
        calls = [*self._stack, *self._paused.values()]
        scopes = [call.scope for call in calls] + [module.scope for call in calls for module in call.modules]
        scopes += [running.scope for call in calls for running in call.loops]
        return {scope.id for scope in scopes if scope is not None and scope.id is not None}

    @property
    def in_loop(self) -> bool:
        """Whether some call that is under way is in a loop, or does something over and over without one."""
        return any(call.loops or (call.again is not None and call.again.is_loop) for call in self._stack)

    def _repeated(self, caller: FrameType, code: CodeType) -> Loop | None:
        """What goes on as `caller`, a frame of the innermost call, calls `code`."""
        owner = self._stack[-1]
        own = _own(owner, caller)
        if own is None:
            return None
        if owner.again is None:
            owner.again = _Again(own.f_lasti)
        # In a recursion it is the outermost call that stays where it is.
        again = next(call.again for call in self._stack if call.code is owner.code) or owner.again
        site = id(caller.f_code), caller.f_lasti, id(code)
        loop = again.sites.get(site)
        if loop is None:
            start = code.co_firstlineno, 0
            again.sites[site] = Loop(start, (), start, shorten(code.co_name), "function")
        else:
            again.is_loop = True
        return loop

    def _path(self, parent: torch.nn.Module, module: torch.nn.Module) -> str | None:
        """The name of `module` in `parent`: `layers.0`."""
        children = parent._modules
        if children.get(self._paths.get(id(module), "")) is not module:
            # All at once: a container of thousands calls each of them.
            self._paths.update((id(child), name) for name, child in reversed(children.items()))
        name = self._paths.get(id(module), "")
        if children.get(name) is module:
            return name
        return next((name for name, child in torch.nn.Module.named_modules(parent) if child is module and name), None)

    def _in_forward(self) -> ModuleCall | None:
        """The module whose `forward` the innermost call is."""
        if len(self._stack) < 2 or not self._stack[-2].modules:
            return None
        caller = self._stack[-2].modules[-1]
        return caller if caller.scope is self._stack[-1].scope else None

    def _find(self, frame: FrameType) -> Call:
        known = {call.frame: depth for depth, call in enumerate(self._stack)}
        here: FrameType | None = frame
        resumed: list[Call] = []
        depth = None
        while here is not None:
            code = here.f_code
            depth = known.get(id(here))
            if depth is not None and self._stack[depth].code is code:
                break
            depth = None
            if code.co_filename == FILENAME:
                if code.co_name == "<module>":
                    self.root.frame, self.root.code = id(here), code
                    depth = 0
                    break
                if code.co_flags & _RESUMED and (id(here), code) in self._paused:
                    resumed.append(self._paused.pop((id(here), code)))
            here = here.f_back
        if depth is not None:
            for call in self._stack[depth + 1 :]:
                if call.code is not None and call.code.co_flags & _RESUMED:
                    self._paused[call.frame, call.code] = call
            del self._stack[depth + 1 :]
        self._stack += reversed(resumed)
        return self._stack[-1]


def _own(call: Call, frame: FrameType | None, comprehensions: bool = False) -> FrameType | None:
    """The frame of `call`, by way of that of a lambda or of a comprehension; the last of the `comprehensions` if asked for."""
    while frame is not None and id(frame) != call.frame:
        name = frame.f_code.co_name
        if comprehensions and (name in _COMPREHENSIONS or (name == _GENERATOR and _is_at_home(frame))):
            return frame
        frame = frame.f_back
    return frame


def _within(call: Call, span: Span | None) -> Scope | None:
    if span is None:
        return call.loops[-1].scope
    here = span["line"], span["column"]
    while call.loops and not call.loops[-1].loop.start <= here < call.loops[-1].loop.end:
        call.loops.pop()
    return next((running.scope for running in reversed(call.loops) if running.loop.repeats(here)), call.scope)


def _is_at_home(generator: FrameType) -> bool:
    """Whether the program's code that takes from a generator expression is the code that it stands in."""
    frame = generator.f_back
    while frame is not None and frame.f_code.co_filename != FILENAME:
        frame = frame.f_back
    return frame is not None and any(constant is generator.f_code for constant in frame.f_code.co_consts)


def _is_own(module: Any, code: CodeType) -> bool:
    return getattr(getattr(type(module), "forward", None), "__code__", None) is code
