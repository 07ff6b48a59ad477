"""The two engines that place boxes: graphviz's dot, and a layered layout of our own for pictures that dot takes too long for."""

import asyncio
import sys
from typing import Literal

import graphviz
import orjson

from .dot import from_dot, to_dot
from .processes import Processes
from .sketch import Places, Sketch

EngineName = Literal["dot", "layered"]


class Engines:
    """Both engines, in processes that are kept for the next picture and can be killed."""

    def __init__(self, processes: int | None = None) -> None:
        """Nothing is started before there is a picture.

        Args:
            processes: how many of each may run at a time; as many as there are cores if None.
        """
        self.dot = Processes(
            "graphviz's dot",
            (str(graphviz.DOT_BINARY), "-Kdot", "-Tjson0"),
            # What dot writes ends so, and has no other line like it: everything inside is indented.
            end=b"\n}\n",
            remedy="install graphviz",
            processes=processes,
        )
        # The same with everything that is shown, for exports.
        self.svg = Processes(
            "graphviz's dot",
            (str(graphviz.DOT_BINARY), "-Kdot", "-q", "-Tsvg"),
            end=b"</svg>\n",
            remedy="install graphviz",
            processes=processes,
        )
        self.layered = Processes(
            "the layered layout",
            (sys.executable, "-m", "gradwalk.layout.layered"),
            end=b"\n",
            remedy="install Gradwalk",
            processes=processes,
        )

    async def close(self) -> None:
        """End every process. None may be at work."""
        await self.dot.close()
        await self.svg.close()
        await self.layered.close()


class Placing:
    """The pictures of one recording. Equal sketches, such as those of a model's equal layers, are laid out once.

    Leaving it ends what is still at work.
    """

    def __init__(self, engines: Engines, name: EngineName, seconds: float) -> None:
        self.name = name
        self._engines = engines
        self._seconds = seconds
        self._answers: dict[bytes, asyncio.Task[bytes]] = {}

    async def __aenter__(self) -> "Placing":
        return self

    async def __aexit__(self, *_: object) -> None:
        for answer in self._answers.values():
            answer.cancel()
        await asyncio.gather(*self._answers.values(), return_exceptions=True)

    async def lay_out(self, sketch: Sketch, name: EngineName | None = None) -> Places:
        """The places of a sketch, found by this engine, or by the one that is named.

        Raises:
            LayoutError: if the engine is not there, fails or takes too long.
        """
        if not sketch.boxes:
            return Places({}, {})
        with_dot = (name or self.name) == "dot"
        asked = to_dot(sketch).source.encode() if with_dot else _to_layered(sketch)
        if asked not in self._answers:
            engine = self._engines.dot if with_dot else self._engines.layered
            self._answers[asked] = asyncio.create_task(engine.lay_out(asked, self._seconds))
        answer = await self._answers[asked]
        return from_dot(sketch, answer) if with_dot else _from_layered(sketch, answer)


def _to_layered(sketch: Sketch) -> bytes:
    numbers = {id: number for number, id in enumerate(sketch.boxes)}
    boxes = [(box.width, box.height, box.border) for box in sketch.boxes.values()]
    lines = [(numbers[line.source], numbers[line.target], line.tail, line.head) for line in sketch.lines.values()]
    return orjson.dumps({"boxes": boxes, "lines": lines}, option=orjson.OPT_APPEND_NEWLINE)


def _from_layered(sketch: Sketch, answer: bytes) -> Places:
    placed = orjson.loads(answer)
    return Places(
        {id: (x, y) for id, (x, y) in zip(sketch.boxes, placed["middles"], strict=True)},
        {id: [(x, y) for x, y in curve] for id, curve in zip(sketch.lines, placed["curves"], strict=True)},
    )
