"""Pictures of kept recordings, each drawn once however many addresses lead to it."""

from ..export.exports import Form
from ..export.picture import Look
from ..store.stored import Stored
from .kept import opened
from .service import Service


def key_of(look: Look) -> str:
    """What tells one picture of a recording from another."""
    return f"picture {look.step} {look.theme} {look.lang}"


async def picture_of(stored: Stored, form: Form, look: Look, service: Service) -> bytes:
    """A recording's picture, drawn unless it was lately.

    Raises:
        PictureTooLargeError: if it has too many boxes.
        LayoutError: if graphviz is not there, fails or takes too long.
    """

    async def draw() -> bytes:
        return await service.exports.picture(await opened(stored), form, look)

    return await service.drawn.get(f"{stored.digest} {form} {key_of(look)}", draw)
