"""Pages: what the front end's build left, under the addresses that links use."""

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from ..failures import FaultError
from ..head import ahead, allowed, linked
from ..headers import LINKED_PROGRAM
from ..kept import is_id
from ..problems import Fault
from ..public import base_of

# The build puts a hash of its content into the name of each of these files.
_FOREVER = "public, max-age=31536000, immutable"
_ASK = "public, no-cache"
# Other sites' pages load it by this name: they get a new one within a day, and none waits for the question whether it is new.
ELEMENT = "gradwalk-player.js"
_A_DAY = "public, max-age=86400, stale-while-revalidate=604800"


def routes(folder: Path, key: str | None) -> list[Route]:
    """The routes of the pages in `folder`, which may be built after the server has started.

    Args:
        folder: what the build left.
        key: what the page of programs in links shows to have them run; None where none are.
    """
    files = StaticFiles(directory=folder, check_dir=False)
    kept: dict[str, tuple[int, str]] = {}

    async def serve(request: Request, name: str, cache: str) -> Response:
        response = await files.get_response(name, request.scope)
        response.headers["Cache-Control"] = cache
        return response

    def built(name: str) -> str:
        """The text of a page, read once for each time that it was built."""
        page = folder / name
        try:
            when = page.stat().st_mtime_ns
            if name not in kept or kept[name][0] != when:
                kept[name] = (when, page.read_text(encoding="utf-8"))
        except FileNotFoundError:
            detail = "Build them with `make run`, or with `npm ci && npm run build` in the folder frontend."
            raise FaultError(Fault("pages-not-built", 503, detail)) from None
        return kept[name][1]

    async def start(request: Request) -> Response:
        built("index.html")
        return await serve(request, "index.html", _ASK)

    def of_recording(name: str, more: Callable[[str], str]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            page, id = built(name), request.path_params["id"]
            if not is_id(id):
                return await serve(request, name, _ASK)
            return _html(request, _with(page, more(id) + linked(base_of(request), request.url.path, id)))

        return answer

    async def linked_program(_: Request) -> Response:
        text = _with(built("embed.html"), "" if key is None else allowed(key))
        return HTMLResponse(text, headers={"Cache-Control": "no-store"})

    async def asset(request: Request) -> Response:
        return await serve(request, f"assets/{request.path_params['name']}", _FOREVER)

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        return await serve(request, name, _A_DAY if name == ELEMENT else _ASK)

    return [
        Route("/", start),
        Route("/g/{id}", of_recording("index.html", lambda _: "")),
        Route("/embed/{id}", of_recording("embed.html", ahead)),
        Route(LINKED_PROGRAM, linked_program),
        Route("/assets/{name:path}", asset),
        Route("/{name}", file),
    ]


def _with(page: str, lines: str) -> str:
    """A page with more lines in its head."""
    return page.replace("</head>", f"{lines}</head>", 1)


def _html(request: Request, text: str) -> Response:
    etag = f'"{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": _ASK}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers=headers) if etag in known else HTMLResponse(text, headers=headers)
