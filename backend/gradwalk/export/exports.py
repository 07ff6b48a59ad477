"""What of a recording's exports an engine has to be run for."""

from ..aside import aside
from ..errors import LayoutError
from ..layout.engines import EngineName, Engines
from ..layout.place import place
from ..recording.json import from_json, to_json
from ..recording.recording import Recording
from .parts import Parts, engine_of, select


class Exports:
    """Makes exports with engines that run in processes which can be killed.

    Args:
        engines: those processes.
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

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

    async def _laid_out(self, recording: Recording, engine: EngineName) -> Recording:
        try:
            layout = await place(self._engines, recording, only=engine)
            return recording.model_copy(update={"layout": layout, "layout_problem": None})
        except LayoutError as error:
            return recording.model_copy(update={"layout": None, "layout_problem": str(error)})
