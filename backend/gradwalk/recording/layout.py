"""Positions and curves: where graphviz put what the player draws. All lengths in px, x to the right, y down."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Count, FunctionId, Model, Name, Scalar, TensorId

Point = tuple[float, float]
NodeId = Annotated[str, Field(max_length=64)]


class Grid(Model):
    """How a card writes its value: `numbers` (up to 4x4), a `heat` map of the recorded elements, or `none`."""

    style: Literal["numbers", "heat", "none"]
    rows: Count
    columns: Count
    cell_width: float
    gradient_cell_width: float


class PlacedNode(Model):
    """A box of the drawing; x and y are its top left corner.

    - `leaf`: the card of a tensor that no recorded function made
    - `unit`: a function docked on the card of the one tensor that it made: pill (with its stem) on top, card below
    - `function`: a pill alone: its output never had a name or an object in Python, or it has several outputs
    - `output`: the card of one of several outputs
    - `use`: a chip that stands for a leaf used more than once, at one of its uses
    - `constant`: a chip with a number, or an untracked tensor's name
    `tensor`, `function`, `output_nr` say what it shows; `leaf_node` is the card that a `use` stands for.
    """

    id: NodeId
    kind: Literal["leaf", "unit", "function", "output", "use", "constant"]
    tensor: TensorId | None = None
    function: FunctionId | None = None
    output_nr: Count = 0
    constant: Scalar | None = None
    leaf_node: NodeId | None = None
    x: float
    y: float
    width: float
    height: float
    pill_width: float = 0
    pill_height: float = 0
    grid: Grid | None = None


class PlacedEdge(Model):
    """A curve: a start point, then three Bezier points a segment, from `source` down to `target`.

    - `data`: into a function; `function` and `input` say which of its edges, so which gradient comes back up
    - `plain`: into a tensor that no function made (an operation that nothing tracked)
    - `cut`: like `plain`, but the gradient was cut (detach, .data, no_grad)
    - `constant`: from a constant or untracked tensor into a function: no gradient comes back
    - `output`: from a function alone down to one of its output cards
    """

    id: NodeId
    kind: Literal["data", "plain", "cut", "constant", "output"]
    source: NodeId
    target: NodeId
    function: FunctionId | None = None
    input: Count | None = None
    step: Count | None = None
    label: Name | None = None
    points: tuple[Point, ...]


class Layout(Model):
    """The whole drawing."""

    engine: Literal["dot"]
    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
