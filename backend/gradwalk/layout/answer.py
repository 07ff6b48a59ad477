"""The layout as the contract has it."""

from collections.abc import Mapping

from ..recording.layout import EdgeLeg, Layout, PlacedEdge, PlacedGroup, PlacedNode
from .drawing import Edge, Node
from .engines import EngineName
from .frames import Frame
from .groups import ROOT
from .pictures import Pictures
from .sizes import Size


def answer(
    engine: EngineName,
    pictures: Pictures,
    frames: Mapping[str, Frame],
    closed: Mapping[str, Size],
    sizes: Mapping[str, Size],
) -> Layout:
    """Every box and every line, each in the picture that it stands in.

    Args:
        engine: what placed them.
        pictures: what was placed.
        frames: each picture in its frame.
        closed: the size of each group while it is closed.
        sizes: of the boxes.
    """
    groups = pictures.groups
    return Layout(
        engine=engine,
        width=frames[ROOT].width,
        height=frames[ROOT].height,
        nodes=tuple(_node(node, pictures, frames, sizes[node.id]) for node in pictures.drawing.nodes.values()),
        edges=tuple(_edge(edge, pictures, frames) for edge in pictures.drawing.edges),
        groups=tuple(
            PlacedGroup(
                id=group.id,
                scopes=group.scopes,
                count=group.count,
                group=group.parent or None,
                open=group.open,
                x=frames[group.parent].boxes[group.id][0],
                y=frames[group.parent].boxes[group.id][1],
                width=frames[group.id].width,
                height=frames[group.id].height,
                closed_width=closed[group.id].width,
                closed_height=closed[group.id].height,
            )
            # The outer before the inner.
            for group in reversed(groups.inside_out())
            if group.id != ROOT
        ),
    )


def _node(node: Node, pictures: Pictures, frames: Mapping[str, Frame], size: Size) -> PlacedNode:
    group = pictures.groups.of[node.id]
    x, y = frames[group].boxes[node.id]
    return PlacedNode(
        id=node.id,
        kind=node.kind,
        tensor=node.tensor,
        function=node.function,
        output_nr=node.output_nr,
        constant=node.constant,
        leaf_node=node.leaf_node,
        group=group or None,
        x=x,
        y=y,
        width=size.width,
        height=size.height,
        pill_width=size.pill_width,
        pill_height=size.pill_height,
        grid=size.grid,
    )


def _edge(edge: Edge, pictures: Pictures, frames: Mapping[str, Frame]) -> PlacedEdge:
    route = pictures.routes.get(edge.id)
    meeting = route.meeting if route else pictures.groups.of[edge.target]

    def legs(groups: list[str]) -> tuple[EdgeLeg, ...]:
        return tuple(EdgeLeg(group=group, points=tuple(frames[group].curves[edge.id])) for group in groups)

    return PlacedEdge(
        id=edge.id,
        kind=edge.kind,
        source=edge.source,
        target=edge.target,
        function=edge.function,
        input=edge.input,
        step=edge.step,
        label=edge.label,
        group=meeting or None,
        points=tuple(frames[meeting].curves[edge.id]),
        exits=legs(route.exits) if route else (),
        entries=legs(route.entries) if route else (),
    )
