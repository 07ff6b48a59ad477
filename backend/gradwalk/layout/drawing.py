"""What is drawn of a recording: boxes and the edges between them, without sizes or places. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ..recording.base import FunctionId, Scalar, TensorId
from ..recording.functions import ConstantEdge, Function, FunctionEdge
from ..recording.recording import Recording
from ..recording.steps import Op, TensorOperand

NodeKind = Literal["leaf", "unit", "function", "output", "use", "constant"]
EdgeKind = Literal["data", "plain", "cut", "constant", "output"]

# A leaf that more functions than this use is drawn as a chip at each further use: dot then has no long edges to route.
EDGES_FROM_A_LEAF = 2

# A leaf's own function is not a box: it is the well in the leaf's card.
_LEAF_FUNCTION = "AccumulateGrad"


@dataclass(frozen=True, slots=True)
class Node:
    """A box. `leaf_node` is the card that a `use` chip stands for."""

    id: str
    kind: NodeKind
    tensor: TensorId | None = None
    function: FunctionId | None = None
    output_nr: int = 0
    constant: Scalar | None = None
    leaf_node: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from `source` down to `target`; `function` and `input` name the entry of `next_functions` that it shows."""

    id: str
    kind: EdgeKind
    source: str
    target: str
    function: FunctionId | None = None
    input: int | None = None
    step: int | None = None
    label: str | None = None


@dataclass(slots=True)
class Drawing:
    """Everything that is drawn, in the program's order."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def draw(recording: Recording) -> Drawing:
    """Every function but AccumulateGrad, the tensors that they made, and the leaves that matter.

    A leaf matters if a function uses it, if the program gave it a name, or if something that matters was computed from it.
    """
    return _Draftsman(recording).draw()


class _Draftsman:
    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._functions = {row.id: row for row in recording.functions}
        self._rows = {row.id: row for row in recording.tensors}
        self._drawing = Drawing()
        self._made = _made(recording)
        self._uses: dict[TensorId, dict[FunctionId, None]] = {}
        self._joined: set[tuple[str, str]] = set()

    def draw(self) -> Drawing:
        for function in self._drawn():
            self._add_function(function)
        for tensor in self._leaves():
            self._add(Node(f"leaf-{tensor}", "leaf", tensor=tensor))
        for function in self._drawn():
            for number, edge in enumerate(function.inputs):
                self._add_input(function, number, edge)
        self._add_untracked()
        return self._drawing

    def _add(self, node: Node) -> None:
        self._drawing.nodes[node.id] = node

    def _join(self, edge: Edge) -> None:
        self._drawing.edges.append(edge)
        self._joined.add((edge.source, edge.target))

    def _drawn(self) -> Iterator[Function]:
        return (row for row in self._recording.functions if row.name != _LEAF_FUNCTION)

    def _add_function(self, function: Function) -> None:
        outputs = self._made.get(function.id, {})
        if len(outputs) == 1:
            ((number, tensor),) = outputs.items()
            self._add(Node(f"unit-{function.id}", "unit", tensor=tensor, function=function.id, output_nr=number))
            return
        self._add(Node(f"function-{function.id}", "function", function=function.id))
        for number, tensor in sorted(outputs.items()):
            id = f"output-{function.id}-{number}"
            self._add(Node(id, "output", tensor=tensor, function=function.id, output_nr=number))
            edge = Edge(f"edge-{id}", "output", f"function-{function.id}", id, function=function.id)
            self._join(edge)

    def _leaves(self) -> list[TensorId]:
        """Tensors that no function made and that the picture needs, in the order of their birth."""
        wanted = {row.id for row in self._recording.tensors if row.names}
        for function in self._drawn():
            for edge in function.inputs:
                if isinstance(edge, ConstantEdge):
                    wanted |= {edge.tensor} if edge.tensor else set()
                elif (variable := self._functions[edge.function].variable) is not None:
                    wanted.add(variable)
        for step in reversed(self._recording.steps):
            if isinstance(step, Op) and (
                step.functions or any(output in wanted and self._untracked(output) for output in step.outputs)
            ):
                wanted |= {operand.tensor for operand in step.inputs if isinstance(operand, TensorOperand)}
        return [row.id for row in self._recording.tensors if row.id in wanted and self._untracked(row.id)]

    def _untracked(self, tensor: TensorId) -> bool:
        return self._rows[tensor].grad_fn is None

    def _add_input(self, function: Function, number: int, edge: FunctionEdge | ConstantEdge) -> None:
        target = self._target(function.id)
        id = f"edge-{function.id}-{number}"
        tracked = sum(isinstance(other, FunctionEdge) for other in function.inputs)
        if isinstance(edge, FunctionEdge):
            label = edge.argument if tracked > 1 else None
            source = self._source(edge, function.id)
            if source is not None:
                self._join(Edge(id, "data", source, target, function.id, number, label=label))
        elif edge.tensor is not None and (source := self._shows(edge.tensor)) is not None:
            self._join(Edge(id, "constant", source, target, function.id, number))
        elif edge.constant is not None:
            chip = f"constant-{function.id}-{number}"
            self._add(Node(chip, "constant", function=function.id, constant=edge.constant))
            self._join(Edge(id, "constant", chip, target, function.id, number))

    def _target(self, function: FunctionId) -> str:
        unit = f"unit-{function}"
        return unit if unit in self._drawing.nodes else f"function-{function}"

    def _source(self, edge: FunctionEdge, user: FunctionId) -> str | None:
        variable = self._functions[edge.function].variable
        if variable is not None:
            return self._use(variable, user)
        if self._functions[edge.function].name == _LEAF_FUNCTION:
            return None
        output = f"output-{edge.function}-{edge.output_nr}"
        return output if output in self._drawing.nodes else self._target(edge.function)

    def _use(self, leaf: TensorId, user: FunctionId) -> str | None:
        """The card of a leaf, or the chip that stands for it at this use."""
        card = f"leaf-{leaf}"
        if card not in self._drawing.nodes:
            return self._shows(leaf)
        users = self._users(leaf)
        if len(users) <= EDGES_FROM_A_LEAF or next(iter(users)) == user:
            return card
        chip = f"use-{leaf}-{user}"
        self._add(Node(chip, "use", tensor=leaf, function=user, leaf_node=card))
        return chip

    def _users(self, leaf: TensorId) -> dict[FunctionId, None]:
        if not self._uses:
            for function in self._drawn():
                for edge in function.inputs:
                    variable = self._functions[edge.function].variable if isinstance(edge, FunctionEdge) else None
                    if variable is not None:
                        self._uses.setdefault(variable, {})[function.id] = None
        return self._uses.get(leaf, {})

    def _shows(self, tensor: TensorId) -> str | None:
        """The card that a tensor has from its birth."""
        row = self._rows[tensor]
        if row.grad_fn is None:
            card = f"leaf-{tensor}"
            return card if card in self._drawing.nodes else None
        return self._card_of(tensor, row.grad_fn, row.output_nr)

    def _card_of(self, tensor: TensorId, function: FunctionId, output_nr: int) -> str | None:
        for id in (f"unit-{function}", f"output-{function}-{output_nr}"):
            node = self._drawing.nodes.get(id)
            if node is not None and node.tensor == tensor:
                return id
        return None

    def _add_untracked(self) -> None:
        """Lines from the inputs of an operation that made no function to its outputs; a line that was cut says so."""
        now: dict[TensorId, str | None] = {}
        for step in self._recording.steps:
            for tensor in step.born:
                now[tensor] = self._shows(tensor)
            if isinstance(step, Op):
                self._add_operation(step, now)
            for change in step.changes:
                if change.grad_fn is not None:
                    now[change.tensor] = self._card_of(change.tensor, change.grad_fn, change.output_nr or 0)

    def _add_operation(self, step: Op, now: dict[TensorId, str | None]) -> None:
        inputs = {operand.tensor: None for operand in step.inputs if isinstance(operand, TensorOperand)}
        # What had no grad_fn from its birth may have one now.
        untracked = [tensor for tensor in inputs if not self._rows[tensor].requires_grad]
        self._add_loose(step, [tensor for tensor in untracked if now.get(tensor) == f"leaf-{tensor}"])
        for output in step.outputs:
            target = f"leaf-{output}"
            if target not in self._drawing.nodes:
                continue
            if output not in step.born:
                self._add_adopted(step, output)
                continue
            sources = {now.get(tensor): None for tensor in inputs}
            for number, source in enumerate(source for source in sources if source and source != target):
                # An op that made a function for another of its outputs cut this one off.
                kind: EdgeKind = "cut" if step.cut or step.functions else "plain"
                id = f"edge-{output}-{number}"
                self._join(Edge(id, kind, source, target, step=step.index, label=step.name))

    def _add_adopted(self, step: Op, output: TensorId) -> None:
        """A line from what a custom function's forward computed to the same tensor with that function as its grad_fn."""
        for change in step.changes:
            if change.tensor != output or change.grad_fn is None or output in step.mutated:
                continue
            card = self._card_of(output, change.grad_fn, change.output_nr or 0)
            if card is not None:
                self._join(Edge(f"edge-{output}-adopted", "plain", f"leaf-{output}", card, step=step.index))

    def _add_loose(self, step: Op, untracked: list[TensorId]) -> None:
        """Lines from operands that no entry of `next_functions` tells of: a module's input, a loss's target, an index."""
        made = [function for function in step.functions if self._functions[function].name != _LEAF_FUNCTION]
        if not made:
            return
        targets = {self._target(function) for function in made}
        for number, tensor in enumerate(untracked):
            source = f"leaf-{tensor}"
            if source not in self._drawing.nodes:
                continue
            if any((source, target) in self._joined for target in targets):
                continue
            id = f"edge-{made[-1]}-operand-{number}"
            self._join(Edge(id, "constant", source, self._target(made[-1]), made[-1], step=step.index))


def _made(recording: Recording) -> dict[FunctionId, dict[int, TensorId]]:
    """The tensors that each function made, by output_nr; the first to have it, where several came to share it."""
    made: dict[FunctionId, dict[int, TensorId]] = {}
    for step in recording.steps:
        for tensor in step.born:
            row = recording.tensors[int(tensor[1:]) - 1]
            if row.grad_fn is not None:
                made.setdefault(row.grad_fn, {}).setdefault(row.output_nr, tensor)
        for change in step.changes:
            if change.grad_fn is not None:
                made.setdefault(change.grad_fn, {}).setdefault(change.output_nr or 0, change.tensor)
    return made
