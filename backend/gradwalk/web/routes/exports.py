"""Exports: a recording's picture at a step, as DOT, SVG, PNG and PDF, and a file that plays it by itself."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ...export.animation import Motion
from ...export.archive import Opening
from ...export.exports import Form
from ...export.picture import Look
from ..addresses import each_once
from ..kept import Kept, ServiceHere, opened
from ..openapi import HELD, problems
from ..pictures import key_of, picture_of
from ..public import base_of
from ..representation import DRAWN, Made, derive

_MEDIA_TYPES: dict[Form, str] = {
    "dot": "text/vnd.graphviz",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}
# What stands for the embed where no frame may be, in print and on hosts that strip frames.
_POSTERS: tuple[Form, ...] = ("svg", "png")

router = APIRouter(tags=["exports"], dependencies=[Depends(each_once)])


# Before the pictures: theirs would be one of an id with a dot in it.
@router.get(
    "/api/v1/graphs/{id}.anim.svg",
    operation_id="exportAnimation",
    summary="Steps of the walk, one after the other, as an SVG that moves",
    response_class=Response,
    responses={
        200: {"description": "The picture.", "content": {"image/svg+xml": {"schema": {"type": "string"}}}},
        **HELD,
        **problems(404, 422, 503),
    },
)
async def animate(motion: Annotated[Motion, Query()], stored: Kept, request: Request, service: ServiceHere) -> Response:
    """Answer an SVG that plays by itself in slides and pages, without scripts: backward, or the steps `from` to `to`.

    Of a long walk some steps are left out; each frame says which one it is. Readers who asked their system for less
    motion see the last.
    """

    async def draw() -> bytes:
        return await service.exports.animation(await opened(stored), motion)

    key = f"animation {motion.start} {motion.stop} {motion.theme} {motion.lang}"
    make = partial(service.drawn.get, f"{stored.digest} {key}", draw)
    name = f'inline; filename="{request.path_params["id"]}.anim.svg"'
    made = Made(key, make, "image/svg+xml", DRAWN, (("Content-Disposition", name),))
    return await derive(request, stored, made)


router.head("/api/v1/graphs/{id}.anim.svg", include_in_schema=False)(animate)


@router.get(
    "/api/v1/graphs/{id}.html",
    operation_id="exportHtml",
    summary="A file that plays the recording by itself",
    response_class=Response,
    responses={
        200: {"description": "The file.", "content": {"text/html; charset=utf-8": {"schema": {"type": "string"}}}},
        **HELD,
        **problems(404, 422, 503),
    },
)
async def archive(
    opening: Annotated[Opening, Query()], stored: Kept, request: Request, service: ServiceHere
) -> Response:
    """Answer one file of HTML with the recording and the player in it, to mail, to archive or to put on any web space.

    It asks nothing of any server: its own policy forbids it. Its links lead to the playground of this server.
    """
    home = base_of(request)

    async def make() -> bytes:
        return await service.exports.page(await opened(stored), stored.json(), opening, home)

    # Shown under this server's own policy, nothing in it could run.
    name = f'attachment; filename="gradwalk-{request.path_params["id"]}.html"'
    key = f"page {opening.step} {opening.theme} {opening.lang} {home}"
    made = Made(key, make, "text/html", DRAWN, (("Content-Disposition", name),))
    return await derive(request, stored, made)


router.head("/api/v1/graphs/{id}.html", include_in_schema=False)(archive)


def _drawing(form: Form) -> Callable[..., Awaitable[Response]]:
    async def draw(look: Annotated[Look, Query()], stored: Kept, request: Request, service: ServiceHere) -> Response:
        name = f'inline; filename="{request.path_params["id"]}.{form}"'
        make = partial(picture_of, stored, form, look, service)
        made = Made(key_of(look), make, _MEDIA_TYPES[form], DRAWN, (("Content-Disposition", name),))
        return await derive(request, stored, made)

    draw.__doc__ = (
        f"Answer the graph after `step` steps as {form.upper()}, drawn by graphviz: values, and the gradients that have arrived "
        "by then. What comes later is grey. A `step` beyond the last is the last."
    )
    return draw


for _form, _media_type in _MEDIA_TYPES.items():
    _draw = _drawing(_form)
    _text = (
        {"schema": {"type": "string"}}
        if _form in ("dot", "svg")
        else {"schema": {"type": "string", "format": "binary"}}
    )
    router.get(
        f"/api/v1/graphs/{{id}}.{_form}",
        operation_id=f"export{_form.capitalize()}",
        summary=f"The graph as {_form.upper()}",
        response_class=Response,
        responses={
            200: {"description": "The picture.", "content": {_media_type: _text}},
            **HELD,
            **problems(404, 422, 503),
        },
    )(_draw)
    # After it: what is first is what a 405 says that this address takes.
    router.head(f"/api/v1/graphs/{{id}}.{_form}", include_in_schema=False)(_draw)
    if _form in _POSTERS:
        router.head(f"/embed/{{id}}.{_form}", include_in_schema=False)(_draw)
        router.get(f"/embed/{{id}}.{_form}", include_in_schema=False, response_class=Response)(_draw)
