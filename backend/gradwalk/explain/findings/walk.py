"""A recording indexed by what findings ask: who made what, what it was called, who wrote to it, which calls ran what."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from ...recording.base import FunctionId, ScopeId, Span, TensorId, ValueIndex
from ...recording.functions import Function, FunctionEdge
from ...recording.recording import Recording, Scope
from ...recording.steps import (
    Accumulate,
    Backward,
    BackwardEnd,
    Bind,
    Error,
    Node,
    Op,
    Skipped,
    Step,
    TensorOperand,
)
from ...recording.tensors import Tensor
from ...recording.values import Value
from ..source import Source

# A name, and the call that it is local to.
_Key = tuple[ScopeId | None, str]


class Walk:
    """One recording, read once."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.steps = recording.steps
        self.source = Source(recording.program.source)
        self.born: dict[TensorId, Step] = {}
        self.made: dict[FunctionId, Step] = {}
        self.ops: list[Op] = []
        self.nodes: list[Node] = []
        self.nodes_of: dict[int, list[Node]] = defaultdict(list)
        self.used: set[TensorId] = set()
        self.accumulations: list[Accumulate] = []
        self.calls: dict[int, Backward] = {}
        self.ends: dict[int, BackwardEnd] = {}
        self.binds: list[Bind] = []
        self.producer: dict[TensorId, Op] = {}
        self.error: Error | None = None
        # The names that each tensor was given, and what each name came to mean; a local one is known with its call.
        self._names: dict[TensorId, list[tuple[int, _Key]]] = defaultdict(list)
        self._keys: dict[_Key, list[tuple[int, TensorId | None]]] = defaultdict(list)
        self._meanings: dict[str, list[Bind]] = defaultdict(list)
        self._requires: dict[TensorId, list[tuple[int, bool]]] = defaultdict(list)
        self._values: dict[TensorId, list[tuple[int, ValueIndex]]] = defaultdict(list)
        for step in self.steps:
            self._read(step)

    def _read(self, step: Step) -> None:
        for tensor in step.born:
            self.born.setdefault(tensor, step)
        for function in step.functions:
            self.made.setdefault(function, step)
        for change in step.changes:
            if change.value is not None:
                self._values[change.tensor].append((step.index, change.value))
            if change.requires_grad is not None:
                self._requires[change.tensor].append((step.index, change.requires_grad))
        match step:
            case Op():
                self.ops.append(step)
                self.used.update(self.operands(step))
                for output in step.outputs:
                    self.producer.setdefault(output, step)
            case Node():
                self.nodes.append(step)
                self.nodes_of[step.call].append(step)
            case Accumulate():
                self.accumulations.append(step)
            case Backward():
                self.calls[step.call] = step
            case BackwardEnd():
                self.ends[step.call] = step
            case Bind():
                self.binds.append(step)
                self._meanings[step.name].append(step)
                self._name(step.index, (step.local, step.name), step.tensor)
            case Skipped():
                for renamed in step.names:
                    self._name(step.index, (renamed.local, renamed.name), renamed.tensor)
            case Error():
                self.error = step
            case _:
                pass

    def _name(self, index: int, key: _Key, tensor: TensorId | None) -> None:
        self._keys[key].append((index, tensor))
        if tensor is not None:
            self._names[tensor].append((index, key))

    def come_to(self, line: int) -> Step | None:
        """The last step of a line or of one before it; None where the program has recorded nothing up to there."""
        return next((step for step in reversed(self.steps) if step.span is not None and step.span.line <= line), None)

    # ---------- rows

    def tensor(self, id: TensorId) -> Tensor:
        """The tensor as it was born."""
        return self.recording.tensors[int(id[1:]) - 1]

    def function(self, id: FunctionId) -> Function:
        """The function."""
        return self.recording.functions[int(id[1:]) - 1]

    def value(self, index: ValueIndex) -> Value:
        """A value."""
        return self.recording.values[index]

    def is_something(self, index: ValueIndex | None) -> bool:
        """Whether not all elements of a value are 0, as far as that is known."""
        summary = None if index is None else self.value(index).summary
        return summary is not None and (summary.min, summary.max) != (0, 0)

    def value_at(self, tensor: TensorId, at: int) -> ValueIndex:
        """The value that a tensor had just before the step `at`."""
        found = self.tensor(tensor).value
        for index, value in self._values.get(tensor, ()):
            if index < at:
                found = value
        return found

    def requires(self, tensor: TensorId, at: int) -> bool:
        """Whether a tensor required a gradient just before the step `at`."""
        said = [requires for index, requires in self._requires.get(tensor, ()) if index < at]
        return said[-1] if said else self.tensor(tensor).requires_grad

    # ---------- words

    def name(self, tensor: TensorId, at: int | None = None) -> str | None:
        """What the program calls a tensor at the step `at`: a global name before a local one, and of several the first.

        Else what it called it last, or will call it; None for a tensor that never has a name.
        """
        until = len(self.steps) if at is None else at
        given = [key for index, key in self._names[tensor] if index <= until]
        meant = [key for key in given if self._means(key, until) == tensor]
        chosen = min(meant, key=lambda key: key[0] is not None, default=given[-1] if given else None)
        return chosen[1] if chosen else next(iter(self.tensor(tensor).names), None)

    def _means(self, key: _Key, at: int) -> TensorId | None:
        bound = self._keys[key]
        return bound[bisect_right(bound, at, key=lambda one: one[0]) - 1][1]

    def called(self, tensor: TensorId, at: int | None = None) -> str:
        """A tensor in a sentence: its name, or what made it, or its id."""
        row = self.tensor(tensor)
        return self.name(tensor, at) or self.origin(row.span, row.scope) or tensor

    def expression(self, function: FunctionId) -> str:
        """A function in a sentence: what made it, or its short name."""
        row = self.function(function)
        return self.origin(row.span, row.scope) or row.op

    def origin(self, span: Span | None, scope: ScopeId | None) -> str:
        """What did something: its expression; or, where that calls a module that calls others, the one, `layers.0 (Linear)`.

        Empty where that is long.
        """
        path: list[str] = []
        inner = at = None if scope is None else self._scope(scope)
        while at is not None and span is not None and (at.kind, at.span) == ("module", span) and at.name != at.module:
            path.insert(0, at.name)
            at = None if at.parent is None else self._scope(at.parent)
        return f"{'.'.join(path)} ({inner.module})" if inner is not None and path else self.source.short(span)

    def around(self, id: ScopeId | None) -> Iterator[Scope]:
        """A scope and those that it lies in, the innermost first."""
        while id is not None:
            scope = self._scope(id)
            yield scope
            id = scope.parent

    def _scope(self, id: ScopeId) -> Scope:
        return self.recording.scopes[int(id[1:]) - 1]

    def meaning(self, name: str, at: int) -> TensorId | None:
        """The tensor that a name last came to mean before the step `at`, whatever the call that it is local to."""
        bound = self._meanings.get(name, [])
        known = bisect_left(bound, at, key=lambda bind: bind.index)
        return bound[known - 1].tensor if known else None

    def line(self, span: Span | None) -> int:
        """The line of a span; 0 for None."""
        return span.line if span else 0

    # ---------- the graph

    @cached_property
    def accumulators(self) -> dict[TensorId, FunctionId]:
        """The AccumulateGrad of each leaf that has one."""
        return {row.variable: row.id for row in self.recording.functions if row.variable is not None}

    def ancestors(self, function: FunctionId) -> set[FunctionId]:
        """The function and everything that its gradients can come to."""
        found, todo = {function}, [function]
        while todo:
            for edge in self.function(todo.pop()).inputs:
                if isinstance(edge, FunctionEdge) and edge.function not in found:
                    found.add(edge.function)
                    todo.append(edge.function)
        return found

    def operands(self, op: Op) -> list[TensorId]:
        """The tensors that went into an operation, in order."""
        return [operand.tensor for operand in op.inputs if isinstance(operand, TensorOperand)]

    def before(self, tensor: TensorId) -> Iterator[TensorId]:
        """A tensor and all that it was computed from, the nearest first, whether or not a graph was made of it."""
        seen, todo = {tensor}, [tensor]
        while todo:
            now = todo.pop(0)
            yield now
            op = self.producer.get(now)
            for operand in self.operands(op) if op else ():
                if operand not in seen:
                    seen.add(operand)
                    todo.append(operand)

    # ---------- calls

    def last_backward(self, before: int) -> Backward | None:
        """The last backward call that began before a step."""
        return next((call for call in reversed(self.calls.values()) if call.index < before), None)

    @cached_property
    def failure(self) -> BackwardEnd | None:
        """The end of the backward call that the program's error came from."""
        if self.error is None or self.error.call is None:
            return None
        return self.ends.get(self.error.call)
