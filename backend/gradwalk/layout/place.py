"""From a recording to a layout: draw, group, measure, let an engine place, and put the details where they belong."""

import asyncio
from collections.abc import Mapping, Sequence

from ..aside import aside
from ..errors import LayoutError
from ..recording.layout import Layout
from ..recording.recording import Recording
from .answer import answer
from .drawing import Drawing, draw
from .engines import EngineName, Engines, Placing
from .frames import Frame, frame
from .groups import ROOT, group
from .labels import closed_size, opened_width
from .pictures import Picture, Pictures
from .processes import TooLongError
from .sizes import Size, measure
from .sketch import Places, Sketch

# Up to so many boxes dot takes no time worth mentioning, and finds a better place for each.
MAX_DOT = 500
SECONDS = 3.0
LAYERED_SECONDS = 10.0
_ROW_BYTES = 250


async def place(
    engines: Engines, recording: Recording, *, seconds: float = SECONDS, only: EngineName | None = None
) -> Layout:
    """Lay a recording out: with dot, or with the layered layout where there are more than MAX_DOT boxes or dot takes too long.

    Args:
        engines: what decides on the places.
        recording: the recording.
        seconds: how long `dot` may take for a picture.
        only: the engine that is to do it, where only one will do.

    Raises:
        LayoutError: if an engine fails, the layered layout takes longer than LAYERED_SECONDS for a picture, or there is too
            much for the `only` engine.
    """
    drawing = await aside(_size(recording), draw, recording)
    if not drawing.nodes:
        return Layout(engine="dot", width=0, height=0, nodes=(), edges=())
    if only == "dot" and len(drawing.nodes) > MAX_DOT:
        raise LayoutError(f"{len(drawing.nodes)} boxes are more than the {MAX_DOT} that dot is asked to place")
    if len(drawing.nodes) <= MAX_DOT and only != "layered":
        try:
            return await _placed(Placing(engines, "dot", seconds), recording, drawing)
        except TooLongError:
            if only == "dot":
                raise
    return await _placed(Placing(engines, "layered", LAYERED_SECONDS), recording, drawing)


async def _placed(placing: Placing, recording: Recording, drawing: Drawing) -> Layout:
    size = _size(recording)
    work = await aside(size, _Work, placing.name, recording, drawing)
    async with placing:
        for level in work.pictures.levels():
            sketches = await aside(size, work.sketches, level)
            places = await asyncio.gather(
                *(
                    # A run is a long row of equals, whose lines to one place go down beside it.
                    placing.lay_out(sketch, "layered" if picture.group.count > 1 else None)
                    for picture, sketch in zip(level, sketches, strict=True)
                )
            )
            await aside(size, work.settle, level, places)
    return await aside(size, work.layout)


def _size(recording: Recording) -> int:
    """About as many bytes as its rows have in JSON."""
    return _ROW_BYTES * (len(recording.tensors) + len(recording.functions) + len(recording.steps))


class _Work:
    """One recording's pictures, from the innermost outwards: an open group is as large as its picture turns out to be."""

    def __init__(self, engine: EngineName, recording: Recording, drawing: Drawing) -> None:
        self._engine = engine
        self._recording = recording
        groups = group(recording, drawing)
        self._closed = {one.id: closed_size(recording, one) for one in groups.all.values() if one.id != ROOT}
        self._sizes: dict[str, Size] = {**measure(recording, drawing), **self._closed}
        self._frames: dict[str, Frame] = {}
        self._ports: dict[str, Mapping[str, float]] = {}
        self.pictures = Pictures(drawing, groups, self._sizes)

    def sketches(self, level: Sequence[Picture]) -> list[Sketch]:
        """What an engine is to place."""
        return [self.pictures.sketch(picture, self._sizes, self._ports) for picture in level]

    def settle(self, level: Sequence[Picture], places: Sequence[Places]) -> None:
        """Put each picture into its frame."""
        for picture, placed in zip(level, places, strict=True):
            id = picture.group.id
            least = 0.0 if id == ROOT else opened_width(self._recording, picture.group)
            framed = frame(self.pictures, picture, placed, self._sizes, self._ports, least)
            self._frames[id] = framed
            if id != ROOT and picture.group.open:
                self._ports[id] = framed.ports(picture)
                self._sizes[id] = Size(framed.width, framed.height)

    def layout(self) -> Layout:
        """The layout, once every picture is in its frame."""
        return answer(self._engine, self.pictures, self._frames, self._closed, self._sizes)
