"""ASGI middleware: a request's body may have so many bytes, by its own word and by count."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .failures import FaultError
from .problems import Fault

_DIGITS = 18


class BodyLimit:
    """Answer 413 to a body that is too large, without reading more of it than the limit.

    Args:
        app: what comes next.
        limit: the most bytes that a body may have.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as long as its body keeps to the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and (len(announced) > _DIGITS or int(announced) > self._limit):
            await self._fault().response(scope["path"])(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._limit:
                raise FaultError(self._fault())
            return message

        await self._app(scope, counted, send)

    def _fault(self) -> Fault:
        detail = f"The body may have at most {self._limit} bytes."
        return Fault("too-large", 413, detail, {"Connection": "close"})
