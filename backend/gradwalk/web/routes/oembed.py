"""oEmbed: what a page that was given a recording's address needs to show it in a frame of its own."""

import struct
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from ...errors import LayoutError, PictureTooLargeError
from ...export.frame import TITLE, Frame, code_of, frame_of
from ...export.picture import Look
from ...program.catalogue import examples
from ...recording.base import Model, Words
from ...store.stored import Stored
from ..addresses import each_once
from ..failures import FaultError
from ..kept import ServiceHere, kept, opened
from ..openapi import HELD, problems
from ..pictures import picture_of
from ..problems import Fault
from ..public import base_of
from ..representation import DRAWN, Made, derive
from ..service import Service

_WIDTH, _HEIGHT = 720, 480
_CACHE_SECONDS = 3600

router = APIRouter(tags=["embedding"], dependencies=[Depends(each_once)])

Pixels = Annotated[int, Field(ge=1, le=100_000)]


class OEmbed(Model):
    """A recording's frame, as oEmbed 1.0 (`https://oembed.com`) has it. The thumbnail is there if it is small enough."""

    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    title: str
    provider_name: Literal["Gradwalk"] = "Gradwalk"
    provider_url: str
    cache_age: int = _CACHE_SECONDS
    html: str
    width: int
    height: int
    thumbnail_url: str | None = None
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None


@dataclass(frozen=True, slots=True)
class _Room:
    """How large the frame and its picture may be."""

    width: int | None
    height: int | None

    def holds(self, width: int, height: int) -> bool:
        return width <= (self.width or width) and height <= (self.height or height)


@router.head("/oembed", include_in_schema=False)
@router.get(
    "/oembed",
    operation_id="oembed",
    summary="A recording's frame, for oEmbed",
    response_model=OEmbed,
    response_description="The frame's code and its size.",
    responses={**HELD, **problems(404, 422, 501, 503)},
)
async def read(
    request: Request,
    service: ServiceHere,
    url: Annotated[
        str,
        Query(
            description="The address of a recording here: `/g/{id}` or `/embed/{id}`.", min_length=1, max_length=2000
        ),
    ],
    # oEmbed says what it is, and that any but json is answered with 501.
    form: Annotated[str, Query(alias="format", min_length=1, include_in_schema=False)] = "json",
    maxwidth: Annotated[Pixels | None, Query(description="How wide the frame may be.")] = None,
    maxheight: Annotated[Pixels | None, Query(description="How high the frame may be.")] = None,
) -> Response:
    """Answer the frame of a recording as oEmbed has it, with the parameters and the step of the address that is asked for.

    The pages of a recording lead here (`<link rel="alternate" type="application/json+oembed">`). Every address on another
    server, and every one of no recording, is answered with 404. Of oEmbed's formats `format=json` is made.
    """
    if form != "json":
        raise FaultError(Fault("no-such-format", 501, "Only format=json is made."))
    base = base_of(request)
    frame = frame_of(url, base)
    if frame is None:
        raise FaultError(
            Fault("not-found", 404, f"Only addresses like {base}/g/ID and {base}/embed/ID are known here.")
        )
    stored = await kept(frame.id, request, service)
    room = _Room(maxwidth, maxheight)

    async def make() -> bytes:
        answer = await _answer(frame, stored, base, room, service)
        return answer.model_dump_json(exclude_none=True).encode()

    key = f"oembed {base} {frame.path} {maxwidth} {maxheight}"
    return await derive(request, stored, Made(key, make, cache=DRAWN))


async def _answer(frame: Frame, stored: Stored, base: str, room: _Room, service: Service) -> OEmbed:
    wishes = dict(frame.wishes)
    look = Look(
        step=frame.step,
        theme="dark" if wishes.get("theme") == "dark" else "light",
        lang="zh" if wishes.get("lang") == "zh" else "en",
    )
    width, height = min(_WIDTH, room.width or _WIDTH), min(_HEIGHT, room.height or _HEIGHT)
    recording = await opened(stored)
    title = _titles().get(recording.program.source, TITLE)
    said = title.zh if look.lang == "zh" else title.en
    answer = OEmbed(
        title=said, provider_url=base, html=code_of(frame, base, said, str(width), height), width=width, height=height
    )
    try:
        size = _size_of(await picture_of(stored, "png", look, service))
    except (PictureTooLargeError, LayoutError):
        return answer
    if not room.holds(*size):
        return answer
    step = "" if look.step is None else f"step={look.step}&"
    address = f"{base}/embed/{frame.id}.png?{step}theme={look.theme}&lang={look.lang}"
    return answer.model_copy(update={"thumbnail_url": address, "thumbnail_width": size[0], "thumbnail_height": size[1]})


@cache
def _titles() -> dict[str, Words]:
    return {example.source: example.title for example in examples()}


def _size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, which stand at the beginning of a PNG (its chunk IHDR)."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height
