"""ASGI middleware: a frame of no origin may run the program in its link, if it shows that the frame is ours."""

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import Fault

PATH = "/api/v1/graphs"
HEADER = "Gradwalk-Frame"
_NO_ORIGIN = "null"
_PERMIT = {
    "Access-Control-Allow-Origin": _NO_ORIGIN,
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": f"Content-Type, {HEADER}",
    "Access-Control-Max-Age": "600",
    "Vary": "Origin",
}


class OpaqueFrames:
    """Let sandboxed frames post programs, for which their browser asks first, as they are of another origin.

    Any page can make a frame of no origin, so that alone permits nothing: the post must carry the key that stands in the
    page of programs in links (`/embed`), which no script of another page can read. Posts of named origins stay forbidden.

    Args:
        app: what comes next.
        key: what that page holds; None where no frame may run anything.
    """

    def __init__(self, app: ASGIApp, key: str | None) -> None:
        self._app = app
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer one that only asks, and one that has no key."""
        concerned = scope["type"] == "http" and scope["path"] == PATH and self._key is not None
        headers = Headers(scope=scope) if concerned else None
        if headers is None or headers.get("origin") != _NO_ORIGIN or scope["method"] not in ("OPTIONS", "POST"):
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["Access-Control-Allow-Origin"] = _NO_ORIGIN
                answer["Access-Control-Expose-Headers"] = "Retry-After"
                answer.add_vary_header("Origin")
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PERMIT)(scope, receive, send)
        elif hmac.compare_digest(headers.get(HEADER, "").encode(), (self._key or "").encode()):
            await self._app(scope, receive, sent)
        else:
            detail = "A frame of no origin runs programs with the key of its own page only. Reload the frame."
            await Fault("bad-request", 403, detail).response(scope["path"])(scope, receive, sent)
