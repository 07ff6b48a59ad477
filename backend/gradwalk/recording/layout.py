"""Positions and curves: where an engine put what the player draws. All lengths in px, x to the right, y down.

Calls, modules and iterations are groups: boxes around boxes. Each group has a picture of its own, and so has the whole; what
stands in a picture has its place in it, with (0, 0) in its upper left corner, and a group's picture is put where its box is.
"""

from typing import Annotated, Literal

from pydantic import Field

from .base import Count, FunctionId, Model, Name, Scalar, ScopeId, TensorId

Point = tuple[float, float]
NodeId = Annotated[str, Field(max_length=64)]


class Grid(Model):
    """How a card writes its value: `numbers` (up to 4x4), a `heat` map of the recorded elements, or `none`.

    A gradient stands to the right of its value, or, `stacked`, beneath it. `folded` is one row of numbers that goes on in
    the next line: no line is drawn between the two.
    """

    style: Literal["numbers", "heat", "none"]
    rows: Count
    columns: Count
    cell_width: float
    gradient_cell_width: float
    stacked: bool = False
    folded: bool = False


class PlacedNode(Model):
    """A box of the drawing; x and y are its top left corner.

    - `leaf`: the card of a tensor that no recorded function made
    - `unit`: a function docked on the card of the one tensor that it made: pill (with its stem) on top, card below
    - `function`: a pill alone: its output never had a name or an object in Python, or it has several outputs
    - `output`: the card of one of several outputs
    - `use`: a chip that stands for a leaf used more than once, at one of its uses
    - `constant`: a chip with a number, or an untracked tensor's name
    `tensor`, `function`, `output_nr` say what it shows; `leaf_node` is the card that a `use` stands for. `group` is the group
    whose picture it stands in; None: the whole's.
    """

    id: NodeId
    kind: Literal["leaf", "unit", "function", "output", "use", "constant"]
    tensor: TensorId | None = None
    function: FunctionId | None = None
    output_nr: Count = 0
    constant: Scalar | None = None
    leaf_node: NodeId | None = None
    group: NodeId | None = None
    x: float
    y: float
    width: float
    height: float
    pill_width: float = 0
    pill_height: float = 0
    grid: Grid | None = None


class PlacedGroup(Model):
    """The box around what a call, a module or an iteration made, or around a run of `count` equal ones.

    `scopes` are the scopes that it is of; of a run, those that repeat, as they are the first time. `open` says how it starts,
    and what room its own picture's surroundings have for it: `width` and `height`, or `closed_width` and `closed_height`.
    `group` is the group whose picture it stands in; None: the whole's.
    """

    id: NodeId
    scopes: tuple[ScopeId, ...]
    count: Annotated[int, Field(ge=1)]
    group: NodeId | None = None
    open: bool
    x: float
    y: float
    width: float
    height: float
    closed_width: float
    closed_height: float


class EdgeLeg(Model):
    """The part of a curve that lies in a group's picture, from or to its border."""

    group: NodeId
    points: tuple[Point, ...]


class PlacedEdge(Model):
    """A curve: a start point, then three Bezier points a segment, from `source` down to `target`.

    - `data`: into a function; `function` and `input` say which of its edges, so which gradient comes back up
    - `plain`: into a tensor that no function made (an operation that nothing tracked)
    - `cut`: like `plain`, but the gradient was cut (detach, .data, no_grad)
    - `constant`: from a constant or untracked tensor into a function: no gradient comes back
    - `output`: from a function alone down to one of its output cards

    `points` are the part in the picture of `group`, the innermost around both ends (None: the whole's). An edge that leaves and
    enters groups on its way has more: `exits` in those that it leaves, from the inside out, `entries` in those that it enters.
    """

    id: NodeId
    kind: Literal["data", "plain", "cut", "constant", "output"]
    source: NodeId
    target: NodeId
    function: FunctionId | None = None
    input: Count | None = None
    step: Count | None = None
    label: Name | None = None
    group: NodeId | None = None
    points: tuple[Point, ...]
    exits: tuple[EdgeLeg, ...] = ()
    entries: tuple[EdgeLeg, ...] = ()


class Layout(Model):
    """The whole drawing; `engine` placed its outermost picture.

    `groups` has the outer before the inner ones; `width` and `height` hold while they are as they start.
    """

    engine: Literal["dot", "layered"]
    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    groups: tuple[PlacedGroup, ...] = ()
