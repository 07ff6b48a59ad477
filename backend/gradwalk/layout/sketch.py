"""What an engine is asked to place, boxes without contents and lines between them, and what it answers. Lengths in px."""

from dataclasses import dataclass, field
from typing import Literal

from ..recording.layout import Point


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place. `border` says that it is the place in the picture's border where a line comes in or goes out."""

    width: float
    height: float
    border: Literal["top", "bottom"] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """From the foot of `source` down to the top of `target`, `tail` and `head` to the right of the boxes' middles."""

    source: str
    target: str
    tail: float = 0.0
    head: float = 0.0


@dataclass(slots=True)
class Sketch:
    """One picture, in the program's order. No two boxes or lines have the same id."""

    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)


@dataclass(slots=True)
class Places:
    """Middles of boxes, and curves: a start point, then three Bezier points a segment; y goes down."""

    middles: dict[str, Point]
    curves: dict[str, list[Point]]
