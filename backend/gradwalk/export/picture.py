"""A recording at a step as DOT with everything that it shows, and the words that its picture is read with. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import Field

from ..errors import PictureTooLargeError
from ..layout.drawing import Drawing, Edge, Node, draw
from ..layout.groups import Group
from ..layout.numbers import written
from ..recording.base import Asked, Count
from ..recording.fold import fold
from ..recording.functions import Function
from ..recording.recording import Recording
from ..recording.state import FunctionState, State, TensorState
from ..recording.steps import Accumulate, Bind, Create, Error, Flag, Grad, Op, Update
from ..recording.steps import Node as Ran
from ..recording.tensors import Tensor
from .clusters import Clusters, Label
from .colours import COLOURS, Colours, Theme
from .takings import takings
from .texts import covered, expression, fit, labelled, monospaced, quoted, table
from .told import LONG, name_of, told
from .words import Lang, say

# What dot draws in a moment.
MOST_BOXES = 500


class Look(Asked):
    """How a recording is drawn: after how many of its steps (all, if that is absent), in which theme and language."""

    step: Count | None = Field(None, description="After how many steps; after all, if absent.")
    theme: Theme = "light"
    lang: Lang = "en"


@dataclass(frozen=True, slots=True)
class Picture:
    """DOT, what the whole is called and described as, and the title of each node and edge by graphviz's name for it."""

    dot: str
    title: str
    description: str
    titles: Mapping[str, str] = field(default_factory=dict)


def picture(recording: Recording, look: Look) -> Picture:
    """Draw a recording as it is after some steps. What comes later is grey, and its numbers are covered.

    Raises:
        PictureTooLargeError: if it has more than MOST_BOXES boxes.
    """
    return _Painter(recording, look).paint()


class _Names(dict[str, str]):
    """graphviz's names for boxes and groups: nothing of the program's text goes in."""

    def __missing__(self, id: str) -> str:
        name = self[id] = f"n{len(self)}"
        return name


class _Painter:
    def __init__(self, recording: Recording, look: Look) -> None:
        total = len(recording.steps)
        self._recording = recording
        self._position = total if look.step is None else min(look.step, total)
        self._lang: Lang = look.lang
        self._colours: Colours = COLOURS[look.theme]
        self._lines = recording.program.source.split("\n")
        self._state: State = fold(recording, self._position)
        # How wide a gradient will be, so that boxes keep their places from step to step.
        self._end: State = self._state if self._position == total else fold(recording)
        self._now = recording.steps[self._position - 1] if self._position else None
        self._titles: dict[str, str] = {}

    def paint(self) -> Picture:
        drawing = draw(self._recording)
        clusters = Clusters(self._recording, drawing)
        if clusters.boxes > MOST_BOXES:
            raise PictureTooLargeError(clusters.boxes, MOST_BOXES)
        colours, names = self._colours, _Names()
        lines = [
            "digraph gradwalk {",
            f'graph [bgcolor="{colours.paper}", pad="0.25", ranksep="0.45", nodesep="0.4", labeljust="l", fontname="sans-serif"]',
            f'node [shape="plain", fontname="sans-serif", fontsize="12", fontcolor="{colours.ink}"]',
            f'edge [fontname="monospace", fontsize="10", color="{colours.edge}", arrowsize="0.7"]',
            *self._boxes(drawing, clusters, clusters.root, names),
        ]
        for (source, target), edges in clusters.lines(drawing).items():
            ends = " → ".join(self._titles[names[end]].partition(":")[0] for end in (source, target))
            self._titles[f"{names[source]}->{names[target]}"] = ends
            whole = source in drawing.nodes and target in drawing.nodes
            drawn = [self._line(edge, ends) for edge in edges] if whole else [self._joined(edges, ends)]
            lines += [f"{names[source]} -> {names[target]} [{line}]" for line in drawn]
        for number, (box, by) in enumerate(takings(self._recording, drawing).items()):
            if clusters.shows(box) == box:
                lines.extend(self._taken(names[box], f"taken{number}", by))
        title, description = told(self._recording, self._state, self._position, self._lang)
        return Picture("\n".join([*lines, "}", ""]), title, description, self._titles)

    def _boxes(
        self, drawing: Drawing, clusters: Clusters, around: Group, names: "_Names", depth: int = 0
    ) -> Iterator[str]:
        """What stands in a group: the groups in it have a frame, or, closed, one box in their place."""
        for id in around.nodes:
            node = drawing.nodes[id]
            self._titles[names[id]] = title = self._title(node)
            yield f"{names[id]} [label=<{self._label(node)}>, tooltip={quoted(title)}]"
        for group in clusters.inside(around):
            name, label = names[group.id], clusters.label(group)
            self._titles[name] = title = fit(label.text, LONG)
            inside = [drawing.nodes[id] for id in clusters.nodes(group)]
            if not group.open:
                yield f"{name} [label=<{self._closed(label, inside)}>, tooltip={quoted(title)}]"
                continue
            self._titles[f"cluster_{name}"] = title
            ground = self._colours.paper if depth % 2 else self._colours.sunken
            ink = self._colours.ink if any(map(self._is_there, inside)) else self._colours.faint
            yield f'subgraph cluster_{name} {{ label=<{self._written(label, ink)}>; tooltip={quoted(title)}; margin="14";'
            yield f'style="rounded,filled"; penwidth="0.6"; color="{self._colours.edge}"; fillcolor="{ground}";'
            yield from self._boxes(drawing, clusters, group, names, depth + 1)
            yield "}"

    # ---------- boxes

    def _written(self, label: Label, ink: str) -> str:
        parts = [f"<B>{labelled(fit(label.strong))}</B>"] if label.strong else []
        parts += [f'<FONT FACE="monospace">{labelled(fit(label.code))}</FONT>'] if label.code else []
        parts += [f"<B>{label.count}</B>"] if label.count else []
        return f'<FONT COLOR="{ink}" POINT-SIZE="11">{" ".join(parts)}</FONT>'

    def _closed(self, label: Label, inside: Sequence[Node]) -> str:
        """One box for all that stands in a closed group."""
        there, now = any(map(self._is_there, inside)), any(map(self._is_now, inside))
        border, ground = self._lamp if now else (self._colours.edge, self._colours.sunken)
        style = "ROUNDED" if there else "ROUNDED,DASHED"
        written = self._written(label, self._colours.ink if there else self._colours.faint)
        count = say("inside", self._lang, boxes=len(inside))
        return (
            f'<TABLE BORDER="2" COLOR="{border}" BGCOLOR="{ground}" STYLE="{style}" CELLBORDER="0" CELLSPACING="0" '
            f'CELLPADDING="5"><TR><TD>{written}</TD></TR><TR><TD>{self._faint(count)}</TD></TR></TABLE>'
        )

    def _label(self, node: Node) -> str:
        match node.kind:
            case "constant":
                text = written(node.constant) if node.constant is not None else ""
                return self._chip(fit(text), self._is_there(node))
            case "use":
                return self._chip(name_of(self._tensor(node), self._lines), self._is_there(node))
            case "function":
                return self._table(node, [self._pill(node), *self._gradient(node)])
            case _:
                pill = [self._pill(node)] if node.kind == "unit" else []
                return self._table(node, [*pill, *self._card(node), *self._gradient(node)])

    def _table(self, node: Node, rows: Sequence[str]) -> str:
        colours, there = self._colours, self._is_there(node)
        border = self._lamp[0] if self._is_now(node) else colours.edge
        style = "ROUNDED" if node.kind != "leaf" else "SOLID"
        if not there:
            style = f"{style},DASHED" if style == "ROUNDED" else "DASHED"
        return (
            f'<TABLE BORDER="2" COLOR="{border}" BGCOLOR="{colours.surface}" STYLE="{style}" CELLBORDER="0" '
            f'CELLSPACING="0" CELLPADDING="4">{"".join(rows)}</TABLE>'
        )

    def _ground(self, node: Node) -> str:
        return self._lamp[1] if self._is_now(node) else self._colours.sunken

    @property
    def _lamp(self) -> tuple[str, str]:
        colours = self._colours
        if isinstance(self._now, Ran | Accumulate):
            return colours.backward, colours.backward_soft
        return colours.forward, colours.forward_soft

    def _pill(self, node: Node) -> str:
        row = self._function(node)
        short = row.name.partition("Backward")[0] or row.name
        code = expression(row.span, self._lines)
        name = f"<B>{labelled(fit(short))}</B>"
        shown = f"{name} {self._faint(code)}" if code else name
        return f'<TR><TD BGCOLOR="{self._ground(node)}">{self._inked(shown, self._is_there(node))}</TD></TR>'

    def _card(self, node: Node) -> Iterator[str]:
        tensor, there = self._tensor(node), self._is_there(node)
        state = self._state.tensors.get(tensor.id)
        shape = "×".join(map(str, state.shape if state else tensor.shape)) or say("scalar", self._lang)
        value = self._recording.values[state.value if state else tensor.value]
        about = " ".join([shape, value.dtype, *self._tag(tensor, state or self._end.tensors.get(tensor.id))])
        name = f"<B>{labelled(name_of(tensor, self._lines))}</B>"
        ground = f' BGCOLOR="{self._ground(node)}"' if node.kind != "unit" and self._is_now(node) else ""
        yield f"<TR><TD{ground}>{self._inked(f'{name}  {self._faint(fit(about))}', there)}</TD></TR>"
        lines = table(value) if there else covered(table(value))
        yield f"<TR><TD>{self._numbers(lines, self._colours.ink if there else self._colours.faint)}</TD></TR>"

    def _gradient(self, node: Node) -> Iterator[str]:
        """The gradient that has reached this box, or room for the one that will."""
        index, later = self._gradient_of(node, self._state), self._gradient_of(node, self._end)
        known = index if index is not None else later
        if known is None:
            return
        lines = table(self._recording.values[known])
        caption = ".grad" if node.kind == "leaf" else say("gradient", self._lang)
        there = index is not None
        ink = self._colours.backward if there else self._colours.faint
        ground = f' BGCOLOR="{self._colours.backward_soft}"' if there else ""
        shown = self._numbers(lines if there else covered(lines), ink)
        yield f'<TR><TD{ground}><FONT COLOR="{ink}" POINT-SIZE="10">{caption}</FONT><BR/>{shown}</TD></TR>'

    def _gradient_of(self, node: Node, state: State) -> int | None:
        if node.function is None:
            tensor = state.tensors.get(node.tensor or "")
            return None if tensor is None or node.kind != "leaf" else tensor.grad
        function = state.functions.get(node.function, FunctionState())
        if node.kind == "function" and self._has_outputs(node.function):
            return None
        if len(function.received) > node.output_nr:
            return function.received[node.output_nr]
        arrived = [arrival.value for arrival in function.arrivals if arrival.output_nr == node.output_nr]
        # Several that have not been added up yet are told on their edges.
        return arrived[0] if len(arrived) == 1 else None

    def _has_outputs(self, function: str) -> bool:
        return any(row.grad_fn == function for row in self._recording.tensors)

    def _chip(self, text: str, there: bool) -> str:
        ink = self._colours.ink if there else self._colours.faint
        return (
            f'<TABLE BORDER="1" COLOR="{self._colours.edge}" BGCOLOR="{self._colours.sunken}" STYLE="ROUNDED" CELLBORDER="0" '
            f'CELLSPACING="0" CELLPADDING="3"><TR><TD>{self._numbers([text], ink)}</TD></TR></TABLE>'
        )

    def _numbers(self, lines: Sequence[str], ink: str) -> str:
        return f'<FONT FACE="monospace" COLOR="{ink}">{monospaced(lines)}</FONT>'

    def _faint(self, text: str) -> str:
        return f'<FONT COLOR="{self._colours.faint}" POINT-SIZE="10">{labelled(text)}</FONT>'

    def _inked(self, shown: str, there: bool) -> str:
        return shown if there else f'<FONT COLOR="{self._colours.faint}">{shown}</FONT>'

    # ---------- lines

    def _line(self, edge: Edge, title: str) -> str:
        colours = self._colours
        if edge.kind == "cut":
            return self._cut(title)
        style = {"constant": "dotted", "plain": "dashed"}.get(edge.kind, "solid")
        drawn = f'style="{style}", tooltip={quoted(title)}'
        if edge.kind != "data":
            return drawn
        sent = self._sent(edge, self._state)
        known = self._sent(edge, self._end) if sent is None else sent
        if known is None:
            return drawn
        lines = table(self._recording.values[known])
        if sent is None:
            # Room for what will stand there.
            return f"{drawn}, label=<{monospaced([' ' * len(line) for line in lines])}>"
        # A gradient goes against the line.
        ink = colours.backward
        return f'{drawn}, color="{ink}", fontcolor="{ink}", dir="back", label=<{monospaced(lines)}>'

    def _taken(self, box: str, outside: str, by: Mapping[str, int]) -> Iterator[str]:
        """Plain numbers that leave a box, as a line that is cut; `by` has what took them and the index of its first step."""
        what = fit(", ".join(by))
        ends = f"{self._titles[box].partition(':')[0]} → {what}"
        there = self._position > min(by.values())
        self._titles[outside] = what if there else f"{what}: {say('later', self._lang)}"
        self._titles[f"{box}->{outside}"] = ends
        shown = self._numbers([what], self._colours.ink if there else self._colours.faint)
        yield f"{outside} [label=<{shown}>, tooltip={quoted(self._titles[outside])}]"
        yield f"{box} -> {outside} [{self._cut(ends)}]"

    def _cut(self, title: str) -> str:
        label = f'label="{say("cut", self._lang)}", fontcolor="{self._colours.faint}"'
        return f'style="dashed", tooltip={quoted(title)}, {label}'

    def _joined(self, edges: Sequence[Edge], title: str) -> str:
        """Several lines as one: a gradient has gone along it once it has along any of them."""
        drawn = f'style="solid", penwidth="1.4", tooltip={quoted(title)}'
        if all(self._sent(edge, self._state) is None for edge in edges):
            return drawn
        return f'{drawn}, color="{self._colours.backward}", dir="back"'

    def _sent(self, edge: Edge, state: State) -> int | None:
        function = state.functions.get(edge.function or "")
        if function is None or edge.input is None or edge.input >= len(function.sent):
            return None
        return function.sent[edge.input]

    # ---------- what is there, and what is now

    def _is_there(self, node: Node) -> bool:
        if node.function is not None:
            return node.function in self._state.functions
        return node.tensor in self._state.tensors

    def _is_now(self, node: Node) -> bool:
        match self._now:
            case Ran():
                return node.function == self._now.function and node.kind in ("unit", "function")
            case Op():
                return node.function in self._now.functions or (node.function is None and node.tensor in self._now.born)
            case Create() | Bind() | Flag() | Accumulate() | Grad() | Update():
                return node.tensor is not None and node.tensor == self._now.tensor and node.kind != "use"
            case Error():
                return node.function is not None and node.function == self._now.function
            case _:
                return False

    # ---------- words

    def _tensor(self, node: Node) -> Tensor:
        assert node.tensor is not None
        return self._recording.tensors[int(node.tensor[1:]) - 1]

    def _function(self, node: Node) -> Function:
        assert node.function is not None
        return self._recording.functions[int(node.function[1:]) - 1]

    def _tag(self, tensor: Tensor, state: TensorState | None) -> Iterator[str]:
        now = state or tensor
        if tensor.is_parameter:
            yield say("parameter", self._lang)
        elif now.is_leaf:
            yield say("leaf" if now.requires_grad else "untracked", self._lang)

    def _title(self, node: Node) -> str:
        parts = [name_of(self._tensor(node), self._lines)] if node.tensor else []
        parts += [fit(self._function(node).name)] if node.function and node.kind != "constant" else []
        parts += [written(node.constant)] if node.constant is not None else []
        title = " · ".join(parts) or node.id
        if not self._is_there(node):
            return f"{title}: {say('later', self._lang)}"
        state = self._state.tensors.get(node.tensor or "")
        values = [] if state is None else [" / ".join(table(self._recording.values[state.value]))]
        gradient = self._gradient_of(node, self._state)
        if gradient is not None:
            values.append(f"{say('gradient', self._lang)} {' / '.join(table(self._recording.values[gradient]))}")
        return fit(f"{title}: {'; '.join(values)}" if values else title, LONG)
