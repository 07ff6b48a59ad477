"""One picture a group: what stands in it, which lines cross it, and the sketch of it for an engine. Pure; lengths in px."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .curves import lanes_of
from .drawing import Drawing, Edge
from .groups import ROOT, Group, Groups, meeting
from .sizes import ROW, Size
from .sketch import Box, Line, Sketch

# Above a box: room for the gradient that travels there, and for two that travel side by side and meet.
LONE_GAP, TOKEN_PADDING, MEETING_GAP = 44.0, 16.0, 80.0
BETWEEN_RANKS = 44.0
BESIDE_A_CHIP = 28.0
# With more tensors than this going in or out, those that come from or go to one function share a place in the border.
OWN_PORTS = 8
PORT = 1.0


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a line that lies in one picture, between two of its boxes or places in its border."""

    edge: Edge
    source: str
    target: str


@dataclass(slots=True)
class Picture:
    """What stands directly in a group, in the program's order, and the legs of lines there, by their edge's id."""

    group: Group
    boxes: list[str] = field(default_factory=list)
    legs: dict[str, Leg] = field(default_factory=dict)


@dataclass(slots=True)
class Route:
    """The pictures that an edge crosses: those that it leaves, that in which it meets its target, those that it enters."""

    exits: list[str]
    meeting: str
    entries: list[str]


class Pictures:
    """The pictures of all groups, and the way of every edge through them."""

    def __init__(self, drawing: Drawing, groups: Groups, sizes: Mapping[str, Size]) -> None:
        self.drawing = drawing
        self.groups = groups
        self.sizes = sizes
        self.lanes = lanes_of(drawing)
        self.all = {id: Picture(group) for id, group in groups.all.items()}
        self.routes = {edge.id: self._route(edge) for edge in drawing.edges if self._is_routed(edge)}
        self._fill()
        self._walk()

    def levels(self) -> Iterator[list[Picture]]:
        """Pictures that do not stand in each other, the innermost first."""
        depths: dict[int, list[Picture]] = defaultdict(list)
        depth = {ROOT: 0}
        pending = [ROOT]
        for id in pending:
            depths[depth[id]].append(self.all[id])
            for inner in self.groups.all[id].groups:
                depth[inner] = depth[id] + 1
                pending.append(inner)
        for number in sorted(depths, reverse=True):
            yield depths[number]

    def sketch(self, picture: Picture, sizes: Mapping[str, Size], ports: Mapping[str, Mapping[str, float]]) -> Sketch:
        """What an engine is to place: everything but constant chips, which stand beside their boxes, and loners.

        Args:
            picture: the picture.
            sizes: of its boxes, those of the groups in it included.
            ports: for each open group in it, how far right of its middle each edge goes in or out.
        """
        margins, sides = self.margins(picture), self.sides(picture)
        joined = connected(picture)
        sketch = Sketch()
        for leg in picture.legs.values():
            for port, border in ((leg.source, "top"), (leg.target, "bottom")):
                if is_port(port):
                    sketch.boxes[port] = Box(PORT, PORT, "top" if border == "top" else "bottom")
        for id in picture.boxes:
            if id in joined:
                size = sizes[id]
                sketch.boxes[id] = Box(size.width + 2 * sides.get(id, 0), size.height + margins.get(id, 0))
        for leg in picture.legs.values():
            tail, head = self.ends(leg, ports)
            sketch.lines.setdefault(self.line_of(leg), Line(leg.source, leg.target, tail, head))
        return sketch

    def line_of(self, leg: Leg) -> str:
        """Lines between a closed group and one other box are one line."""
        ends = (self.groups.all.get(leg.source), self.groups.all.get(leg.target))
        if any(group is not None and not group.open for group in ends):
            return f"{leg.source}>{leg.target}"
        return leg.edge.id

    def ends(self, leg: Leg, ports: Mapping[str, Mapping[str, float]]) -> tuple[float, float]:
        """How far right of the middles of its two boxes a leg begins and ends."""
        tail, head = self.lanes[leg.edge.id]
        if leg.source != leg.edge.source:
            tail = ports.get(leg.source, {}).get(leg.edge.id, 0.0)
        if leg.target != leg.edge.target:
            head = ports.get(leg.target, {}).get(leg.edge.id, 0.0)
        return tail, head

    def margins(self, picture: Picture) -> dict[str, float]:
        """Extra room above each box that something flows into, in px."""
        found: dict[str, float] = {}
        pairs: dict[tuple[str, str], int] = defaultdict(int)
        for leg in picture.legs.values():
            pairs[leg.source, leg.edge.target] += 1
        for leg in picture.legs.values():
            edge = leg.edge
            token = self.sizes[edge.source].gradient_rows * ROW
            needed = LONE_GAP
            if edge.kind == "data" and not is_port(leg.source):
                needed = max(needed, token + TOKEN_PADDING)
            if pairs[leg.source, edge.target] > 1 and (leg.source, leg.target) == (edge.source, edge.target):
                needed = max(needed, token / 2 + MEETING_GAP)
            found[leg.target] = max(found.get(leg.target, 0), needed - BETWEEN_RANKS)
        return found

    def sides(self, picture: Picture) -> dict[str, float]:
        """How much room the constant chips need to the left of each box, in px."""
        found: dict[str, float] = {}
        for edge in self.constants[picture.group.id]:
            found[edge.target] = found.get(edge.target, 0) + self.sizes[edge.source].width + BESIDE_A_CHIP
        return found

    def _is_routed(self, edge: Edge) -> bool:
        return self.drawing.nodes[edge.source].kind != "constant"

    def _route(self, edge: Edge) -> Route:
        where, _, _ = meeting(self.groups, edge.source, edge.target)
        above, below = self.groups.around(edge.source), self.groups.around(edge.target)
        return Route(above[: above.index(where)], where, below[: below.index(where)][::-1])

    def _fill(self) -> None:
        """Everything stands where the first of what it holds stands in the program."""
        placed: set[str] = set()
        for node in self.drawing.nodes.values():
            if node.kind == "constant":
                continue
            id = node.id
            for around in self.groups.around(node.id):
                if id in placed:
                    break
                placed.add(id)
                self.all[around].boxes.append(id)
                id = around
        self.constants: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.drawing.edges:
            if not self._is_routed(edge):
                self.constants[self.groups.of[edge.target]].append(edge)

    def _walk(self) -> None:
        outward, inward = self._shared(True), self._shared(False)
        for edge in self.drawing.edges:
            route = self.routes.get(edge.id)
            if route is None:
                continue
            here = edge.source
            for around in route.exits:
                self._add(around, Leg(edge, here, outward[around, edge.id]))
                here = around
            last = route.entries[0] if route.entries else edge.target
            self._add(route.meeting, Leg(edge, here, last))
            for number, around in enumerate(route.entries):
                last = route.entries[number + 1] if number + 1 < len(route.entries) else edge.target
                self._add(around, Leg(edge, inward[around, edge.id], last))

    def _add(self, picture: str, leg: Leg) -> None:
        self.all[picture].legs[leg.edge.id] = leg

    def _shared(self, outward: bool) -> dict[tuple[str, str], str]:
        """The place in the border of each group at which an edge goes out of it or comes into it.

        A tensor has one place however often it is used, and one more each time that a function takes it twice.
        """
        keys: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        twins: dict[tuple[str, str], int] = defaultdict(int)
        for edge in self.drawing.edges:
            if edge.id not in self.routes:
                continue
            slot = twins[edge.source, edge.target]
            twins[edge.source, edge.target] += 1
            for around in self.routes[edge.id].exits if outward else self.routes[edge.id].entries:
                keys[around][edge.id] = (edge.source, slot)
        places: dict[tuple[str, str], str] = {}
        edges = {edge.id: edge for edge in self.drawing.edges}
        for around, found in keys.items():
            outside: dict[str, set[tuple[str, int]]] = defaultdict(set)
            for id, key in found.items():
                outside[self._outside(edges[id], outward)].add(key)
            for id, (source, slot) in found.items():
                other = self._outside(edges[id], outward)
                shared = other if len(outside[other]) > OWN_PORTS else f"{source}.{slot}"
                places[around, id] = f"{'out' if outward else 'in'}:{shared}"
        return places

    def _outside(self, edge: Edge, outward: bool) -> str:
        """What an edge comes from or goes to outside of a group: all outputs of a function are one."""
        node = self.drawing.nodes[edge.target if outward else edge.source]
        return node.id if node.function is None else node.function


def is_port(id: str) -> bool:
    """Whether this is a place in a picture's border."""
    return ":" in id


def connected(picture: Picture) -> set[str]:
    """The boxes that a line other than a constant's joins to another; an engine would put all others side by side."""
    return {id for leg in picture.legs.values() for id in (leg.source, leg.target)}
