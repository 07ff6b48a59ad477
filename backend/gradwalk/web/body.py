"""ASGI middleware: a request's body may have so many bytes, by its own word and by count, and take so long."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .failures import FaultError
from .problems import Fault

_DIGITS = 18


class BodyLimit:
    """Answer 413 to a body that is too large, without reading more of it than the limit, and 408 to one that is too slow.

    Args:
        app: what comes next.
        limit: the most bytes that a body may have.
        seconds: how long it may take to arrive.
    """

    def __init__(self, app: ASGIApp, limit: int, seconds: float) -> None:
        self._app = app
        self._limit = limit
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as long as its body keeps to the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and (len(announced) > _DIGITS or int(announced) > self._limit):
            await self._fault().response(scope["path"])(scope, receive, send)
            return
        size, whole = 0, False
        deadline = asyncio.get_running_loop().time() + self._seconds

        async def counted() -> Message:
            nonlocal size, whole
            try:
                # After the body comes only the client's end, for which there is no hurry.
                async with asyncio.timeout_at(None if whole else deadline):
                    message = await receive()
            except TimeoutError:
                detail = f"The body took more than {self._seconds:g} s to arrive."
                raise FaultError(Fault("too-slow", 408, detail, {"Connection": "close"})) from None
            whole = not message.get("more_body", False)
            size += len(message.get("body", b""))
            if size > self._limit:
                raise FaultError(self._fault())
            return message

        await self._app(scope, counted, send)

    def _fault(self) -> Fault:
        detail = f"The body may have at most {self._limit} bytes."
        return Fault("too-large", 413, detail, {"Connection": "close"})
