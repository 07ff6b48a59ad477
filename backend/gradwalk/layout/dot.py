"""A drawing as DOT. Nothing of the program's text goes in: ids are our own, and labels are empty. Pure."""

from collections import Counter
from collections.abc import Mapping

import graphviz

from .drawing import Drawing
from .sizes import ROW, Size

# One px is one of graphviz's points.
PX_PER_INCH = 72
BETWEEN_RANKS, BETWEEN_NODES = 44, 56
# Above a box: room for the gradient that travels there, and for two that travel side by side and meet.
LONE_GAP, TOKEN_PADDING, MEETING_GAP = 44.0, 16.0, 80.0
BESIDE_A_CHIP = 28.0
# With this many boxes or fewer, dot keeps the inputs of a function in their order from left to right.
ORDERED_NODES = 80


def to_dot(drawing: Drawing, sizes: Mapping[str, Size]) -> graphviz.Digraph:
    """The graph that dot lays out: everything but constant chips, which stand beside the box that they go into, and loners."""
    graph = graphviz.Digraph("gradwalk")
    graph.attr(ranksep=_inches(BETWEEN_RANKS), nodesep=_inches(BETWEEN_NODES), splines="true")
    if len(drawing.nodes) <= ORDERED_NODES:
        graph.attr(ordering="in")
    graph.attr("node", shape="box", fixedsize="true", label="")
    graph.attr("edge", dir="none", tailport="s", headport="n")
    margins, sides = gaps(drawing, sizes), chip_sides(drawing, sizes)
    joined = connected(drawing)
    for id in drawing.nodes:
        if id in joined:
            size = sizes[id]
            graph.node(
                id,
                width=_inches(size.width + 2 * sides.get(id, 0)),
                height=_inches(size.height + margins.get(id, 0)),
            )
    for edge in drawing.edges:
        if drawing.nodes[edge.source].kind != "constant":
            graph.edge(edge.source, edge.target, id=edge.id)
    return graph


def connected(drawing: Drawing) -> set[str]:
    """The boxes that a line other than a constant's joins to another; dot would put all others side by side in one row."""
    return {
        id
        for edge in drawing.edges
        if drawing.nodes[edge.source].kind != "constant"
        for id in (edge.source, edge.target)
    }


def gaps(drawing: Drawing, sizes: Mapping[str, Size]) -> dict[str, float]:
    """Extra room above each box that something flows into, in px."""
    margins: dict[str, float] = {}
    pairs = Counter((edge.source, edge.target) for edge in drawing.edges)
    for edge in drawing.edges:
        if drawing.nodes[edge.source].kind == "constant":
            continue
        token = sizes[edge.source].gradient_rows * ROW
        needed = LONE_GAP if edge.kind != "data" else max(LONE_GAP, token + TOKEN_PADDING)
        if pairs[edge.source, edge.target] > 1:
            needed = max(needed, token / 2 + MEETING_GAP)
        margins[edge.target] = max(margins.get(edge.target, 0), needed - BETWEEN_RANKS)
    return margins


def chip_sides(drawing: Drawing, sizes: Mapping[str, Size]) -> dict[str, float]:
    """How much room the constant chips need to the left of each box, in px."""
    sides: dict[str, float] = {}
    for edge in drawing.edges:
        if drawing.nodes[edge.source].kind == "constant":
            sides[edge.target] = sides.get(edge.target, 0) + sizes[edge.source].width + BESIDE_A_CHIP
    return sides


def _inches(px: float) -> str:
    return f"{px / PX_PER_INCH:.4f}"
