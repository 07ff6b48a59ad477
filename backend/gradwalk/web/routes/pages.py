"""Pages: what the front end's build left, under the addresses that links use."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from ..failures import FaultError
from ..problems import Fault

# The build puts a hash of its content into the name of each of these files.
_FOREVER = "public, max-age=31536000, immutable"
_ASK = "public, no-cache"


def routes(folder: Path) -> list[Route]:
    """The routes of the pages in `folder`, which may be built after the server has started."""
    files = StaticFiles(directory=folder, check_dir=False)

    async def serve(request: Request, name: str, cache: str) -> Response:
        response = await files.get_response(name, request.scope)
        response.headers["Cache-Control"] = cache
        return response

    def page(name: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            if not (folder / name).is_file():
                detail = "Build them with `make run`, or with `npm ci && npm run build` in the folder frontend."
                raise FaultError(Fault("pages-not-built", 503, detail))
            return await serve(request, name, _ASK)

        return answer

    async def asset(request: Request) -> Response:
        return await serve(request, f"assets/{request.path_params['name']}", _FOREVER)

    async def file(request: Request) -> Response:
        return await serve(request, request.path_params["name"], _ASK)

    return [
        Route("/", page("index.html")),
        Route("/g/{id}", page("index.html")),
        Route("/embed/{id}", page("embed.html")),
        Route("/assets/{name:path}", asset),
        Route("/{name}", file),
    ]
