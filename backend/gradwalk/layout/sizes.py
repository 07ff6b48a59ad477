"""How large the boxes are. The front end draws inside these sizes; it measures nothing itself. All lengths in px."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, prod

from ..recording.functions import Function
from ..recording.layout import Grid
from ..recording.recording import Recording
from ..recording.steps import Accumulate, Node
from ..recording.tensors import Tensor
from ..recording.values import Value
from .drawing import Drawing
from .drawing import Node as Box
from .numbers import written

CARD_WIDTH, CARD_HEIGHT, HEADER, FOOT = 264.0, 70.0, 26.0, 8.0
# A telephone shows no more at once. No label makes a box wider, and in a card that would be the gradient stands beneath.
WIDEST = 348.0
SIDE, CAPTION, CAPTION_LINE = 14.0, 80.0, 24.0
BAR = 4.0
ROW, CELL, GRADIENT_CELL = 20.0, 36.0, 42.0
HEAT_CELL, HEAT_ROWS, HEAT_COLUMNS, HEAT_TEXT = 12.0, 8, 16, 22.0
PILL_WIDTH, PILL_HEIGHT, PILL_ALONE, PILL_LABEL = 200.0, 34.0, 28.0, 26
CHIP_WIDTH, CHIP_HEIGHT = 36.0, 24.0
# A table of numbers has at most 4 rows and 16 numbers, and a line of them at most 8.
NUMBERS, LINE = 4, 8
MONO, SANS, NAME = 7.9, 7.2, 9.2
AIR = 8.0
SHORT = 4


@dataclass(frozen=True, slots=True)
class Size:
    """A box; `gradient_rows` is how high a gradient token is that reaches it, in rows of numbers."""

    width: float
    height: float
    pill_width: float = 0
    pill_height: float = 0
    grid: Grid | None = None
    gradient_rows: int = 1


def measure(recording: Recording, drawing: Drawing) -> dict[str, Size]:
    """The size of every box of a drawing, by its id."""
    tape = _Tape(recording)
    lines = recording.program.source.split("\n")
    return {id: _size(node, recording, tape, lines) for id, node in drawing.nodes.items()}


def _size(node: Box, recording: Recording, tape: "_Tape", lines: Sequence[str]) -> Size:
    tensor = recording.tensors[int(node.tensor[1:]) - 1] if node.tensor else None
    function = recording.functions[int(node.function[1:]) - 1] if node.function else None
    if node.kind == "constant":
        text = written(node.constant) if node.constant is not None else ""
        return Size(max(CHIP_WIDTH, ceil(len(text) * MONO) + 14), CHIP_HEIGHT)
    if node.kind == "use" and tensor:
        return Size(max(CHIP_WIDTH, _header_name(tensor, lines) + 16), CHIP_HEIGHT + BAR)
    if node.kind == "function" and function:
        width = _pill(function, lines)
        return Size(width, PILL_ALONE, width, PILL_ALONE)
    if tensor is None:
        raise ValueError(f"{node.id} shows nothing")
    card = _card(tensor, tape, lines, (node.function, node.output_nr) if node.function else None)
    if node.kind != "unit" or function is None:
        return card
    pill = min(_pill(function, lines), card.width)
    return Size(card.width, card.height + PILL_HEIGHT, pill, PILL_HEIGHT, card.grid, card.gradient_rows)


def _card(tensor: Tensor, tape: "_Tape", lines: Sequence[str], made_by: tuple[str, int] | None) -> Size:
    values = tape.values(tensor.id)
    tracked = made_by is not None or tensor.id in tape.tracked
    gradients = tape.gradients_of(*made_by) if made_by else tape.gradients(tensor.id)
    grid = _grid(tensor, values, gradients if tracked else None)
    left = grid.columns * grid.cell_width
    right = grid.columns * grid.gradient_cell_width if tracked else 0
    meta = len("×".join(map(str, tensor.shape)) or "scalar") + len(tensor.dtype) + 2
    header = _header_name(tensor, lines) + _tag(tensor) + meta * SANS + 2 * SIDE + 12
    if grid.style == "none":
        left = 120
        right = 84 if tracked else 0
    beside = left + (CAPTION + right if tracked else 0) + 2 * SIDE
    rows = grid.rows * HEAT_CELL + HEAT_TEXT if grid.style == "heat" else grid.rows * ROW
    if tracked and beside > WIDEST:
        grid = grid.model_copy(update={"stacked": True})
        beside = max(left, right) + 2 * SIDE
        rows += CAPTION_LINE + rows
    width = max(CARD_WIDTH, beside, min(header, WIDEST))
    height = max(CARD_HEIGHT, HEADER + rows + FOOT)
    bar = BAR if made_by is None and tracked else 0
    return Size(ceil(width), height + bar, grid=grid, gradient_rows=grid.rows if grid.style == "numbers" else 2)


def _grid(tensor: Tensor, values: Sequence[Value], gradients: Sequence[Value] | None) -> Grid:
    """How a value and, unless that is None, its gradient are drawn, if they can be no wider than a telephone."""
    rows, columns = _table(tensor.shape)
    shown = max((len(value.first) for value in values), default=0)
    if rows * columns == 0 or shown == 0:
        return Grid(style="none", rows=1, columns=1, cell_width=CELL, gradient_cell_width=GRADIENT_CELL)
    if rows <= NUMBERS and columns <= LINE and rows * columns <= NUMBERS * NUMBERS and shown >= rows * columns:
        inside = WIDEST - 2 * SIDE
        # A line may be folded, a table may not: its numbers stand closer.
        widest = inside // columns if rows > 1 else inside
        cell = _cell(values, CELL, widest)
        gradient_cell = _cell(gradients or (), min(GRADIENT_CELL, inside // columns), widest)
        most = int(inside // (cell if gradients is None else max(cell, gradient_cell)))
        folded = rows == 1 and columns > most > 0
        if folded:
            # Like text, into lines as even as they can be.
            rows = ceil(columns / most)
            columns = ceil(columns / rows)
        if columns <= most:
            grid = Grid(style="numbers", rows=rows, columns=columns, cell_width=cell, gradient_cell_width=gradient_cell)
            return grid.model_copy(update={"folded": True}) if folded else grid
    high, wide = _heat(rows, columns, shown)
    return Grid(style="heat", rows=high, columns=wide, cell_width=HEAT_CELL, gradient_cell_width=HEAT_CELL)


def _heat(rows: int, columns: int, shown: int) -> tuple[int, int]:
    """The squares of a heat map. A line of elements, of which no second one was recorded, is folded like text."""
    known = max(1, min(rows, shown // columns))
    line = shown if columns == 1 else min(columns, shown)
    if line > HEAT_COLUMNS and (columns == 1 or known == 1):
        return min(HEAT_ROWS, ceil(line / HEAT_COLUMNS)), HEAT_COLUMNS
    return min(known, HEAT_ROWS), min(columns, HEAT_COLUMNS)


def _table(shape: Sequence[int]) -> tuple[int, int]:
    """Rows and columns of a tensor written as one table: the leading dimensions one under the other."""
    return (prod(shape[:-1]), shape[-1]) if shape else (1, 1)


def _cell(values: Iterable[Value], least: float, most: float) -> float:
    """How wide a cell is for the longest of the numbers: with air around them, or as much as there is up to `most`."""
    longest = max((len(written(scalar)) for value in values for scalar in value.first[: NUMBERS * NUMBERS]), default=0)
    text = ceil(longest * MONO)
    if longest <= SHORT:
        return least
    return max(least, most if text < most < text + AIR else text + AIR)


def _header_name(tensor: Tensor, lines: Sequence[str]) -> float:
    if tensor.names:
        return min(len(tensor.names[-1]), PILL_LABEL) * NAME
    return _expression(tensor, lines) * MONO


def _tag(tensor: Tensor) -> float:
    if tensor.is_parameter:
        return 68
    if tensor.is_leaf:
        return 40 if tensor.requires_grad else 92
    return 0


def _pill(function: Function, lines: Sequence[str]) -> float:
    name = len(function.name.split("Backward")[0]) * (SANS + 1)
    return min(WIDEST, max(PILL_WIDTH, ceil(name + _expression(function, lines) * MONO + 84)))


def _expression(row: Tensor | Function, lines: Sequence[str]) -> int:
    """The length of the row's source expression, as far as it is shown."""
    span = row.span
    if span is None or span.line > len(lines):
        return 0
    if span.end_line != span.line:
        return PILL_LABEL
    return min(span.end_column - span.column, PILL_LABEL)


class _Tape:
    """The values that each tensor and each function's output has over the whole recording."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._values: dict[str, dict[int, None]] = {}
        self._grads: dict[str, dict[int, None]] = {}
        self._received: dict[tuple[str, int], dict[int, None]] = {}
        self.tracked = {row.id for row in recording.tensors if row.requires_grad}
        for row in recording.tensors:
            self._values[row.id] = {row.value: None}
        for step in recording.steps:
            for change in step.changes:
                if change.value is not None:
                    self._values[change.tensor][change.value] = None
                if change.grad is not None:
                    self._grads.setdefault(change.tensor, {})[change.grad] = None
                if change.requires_grad:
                    self.tracked.add(change.tensor)
            if isinstance(step, Node):
                for number, value in enumerate(step.received):
                    if value is not None:
                        self._received.setdefault((step.function, number), {})[value] = None
            elif isinstance(step, Accumulate) and step.tensor and step.incoming is not None:
                self._grads.setdefault(step.tensor, {})[step.incoming] = None

    def values(self, tensor: str) -> list[Value]:
        return self._of(self._values.get(tensor, {}))

    def gradients(self, tensor: str) -> list[Value]:
        return self._of(self._grads.get(tensor, {}))

    def gradients_of(self, function: str, output_nr: int) -> list[Value]:
        return self._of(self._received.get((function, output_nr), {}))

    def _of(self, indexes: Iterable[int]) -> list[Value]:
        return [self._recording.values[index] for index in indexes]
