"""What of a recording's exports an engine has to be run for."""

import asyncio
from collections.abc import Collection, Mapping
from typing import Literal

from ..aside import aside
from ..errors import LayoutError, PictureTooLargeError
from ..layout.engines import EngineName, Engines
from ..layout.place import place
from ..recording.json import from_json, to_json
from ..recording.recording import Recording
from .animation import Frame, Motion, animated, boxes_of, positions
from .archive import Opening, built, page
from .colours import Theme
from .graphviz import Graphviz
from .parts import Parts, engine_of, select
from .picture import Look, picture
from .svg import accessible

Form = Literal["dot", "svg", "png", "pdf"]
# As long as graphviz may take for an SVG.
_SECONDS = 5.0
# All steps of one that moves, and how many of them at a time.
_MOVING_SECONDS, _AT_A_TIME = 20.0, 2
_ROW_BYTES = 250


class Exports:
    """Makes exports with engines that run in processes which can be killed.

    Args:
        engines: those processes.
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._graphviz = Graphviz()

    async def parts(self, json: bytes, parts: Parts) -> bytes:
        """The JSON of the parts of a recording that are asked for, laid out as is asked.

        Args:
            json: the whole recording.
            parts: what to leave of it.

        Raises:
            ProtocolError: if it has to be laid out, and was made by a version that this one does not understand.
        """
        wished = parts.layout if "layout" in parts.included else "auto"
        if wished in ("dot", "layered") and await aside(len(json), engine_of, json) != wished:
            recording = await aside(len(json), from_json, json)
            json = to_json(await self._laid_out(recording, wished))
        return await aside(len(json), select, json, parts)

    async def picture(self, recording: Recording, form: Form, look: Look) -> bytes:
        """A recording's picture at a step.

        Args:
            recording: what to draw.
            form: DOT, or what graphviz makes of it.
            look: the step, the theme, the language.

        Raises:
            PictureTooLargeError: if it has too many boxes.
            LayoutError: if graphviz is not there, fails or takes too long.
        """
        drawn = await aside(_ROW_BYTES * len(recording.steps), picture, recording, look)
        match form:
            case "dot":
                return drawn.dot.encode()
            case "svg":
                svg = await self._engines.svg.lay_out(drawn.dot.encode(), _SECONDS)
                return await aside(len(svg), accessible, svg, drawn, look.lang)
            case "png" | "pdf":
                return await self._graphviz.draw(drawn.dot, form)

    async def animation(self, recording: Recording, motion: Motion) -> bytes:
        """Some steps of a recording, one after the other, as an SVG that moves.

        Args:
            recording: what to draw.
            motion: which steps, the theme, the language.

        Raises:
            PictureTooLargeError: if it has too many boxes.
            LayoutError: if graphviz is not there, fails or takes too long.
        """
        size = _ROW_BYTES * len(recording.steps)
        whole = await aside(size, picture, recording, Look(theme=motion.theme, lang=motion.lang))
        steps = positions(recording, motion, boxes_of(whole))
        looks = [Look(step=step, theme=motion.theme, lang=motion.lang) for step in steps]
        pictures = [await aside(size, picture, recording, look) for look in looks]
        # Steps that change nothing of what is seen are drawn once.
        svgs = await self._drawn({drawn.dot for drawn in pictures})
        frames = []
        for step, drawn in zip(steps, pictures, strict=True):
            svg = await aside(len(svgs[drawn.dot]), accessible, svgs[drawn.dot], drawn, motion.lang)
            frames.append(Frame(step, svg.decode(), drawn))
        return await aside(sum(len(frame.svg) for frame in frames), animated, frames, motion.theme, motion.lang)

    async def _drawn(self, dots: Collection[str]) -> Mapping[str, bytes]:
        """The SVG of each, a few at a time: whoever asks for one picture meanwhile does not wait for all of them."""
        places = asyncio.Semaphore(_AT_A_TIME)

        async def draw(dot: str) -> bytes:
            async with places:
                return await self._engines.svg.lay_out(dot.encode(), _SECONDS)

        tasks = {dot: asyncio.create_task(draw(dot)) for dot in dots}
        try:
            async with asyncio.timeout(_MOVING_SECONDS):
                await asyncio.gather(*tasks.values())
        except TimeoutError:
            raise LayoutError(
                f"drawing {len(dots)} steps took more than {_MOVING_SECONDS:g} s; ask for fewer"
            ) from None
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
        return {dot: task.result() for dot, task in tasks.items()}

    async def page(self, recording: Recording, json: bytes, opening: Opening, home: str | None = None) -> bytes:
        """A file of HTML that plays a recording by itself.

        Args:
            recording: what to play.
            json: the same.
            opening: how the file opens.
            home: the server that it came from, if it shall lead there.

        Raises:
            PlayerNotBuiltError: if this installation has no player.
        """
        player = built()
        try:
            theme: Theme = "dark" if opening.theme == "dark" else "light"
            poster = await self.picture(recording, "svg", Look(theme=theme, lang=opening.lang or "en"))
        except (LayoutError, PictureTooLargeError):
            # The player does without.
            poster = b""
        return await aside(len(json), page, json, player, opening, poster=poster, home=home)

    async def _laid_out(self, recording: Recording, engine: EngineName) -> Recording:
        try:
            layout = await place(self._engines, recording, only=engine)
            return recording.model_copy(update={"layout": layout, "layout_problem": None})
        except LayoutError as error:
            return recording.model_copy(update={"layout": None, "layout_problem": str(error)})
