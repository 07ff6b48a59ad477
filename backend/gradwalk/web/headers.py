"""ASGI middleware: the headers that every answer carries."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .public import base_of

_POLICY = (
    "default-src {own}; style-src {own} 'unsafe-inline'; img-src {own} data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
PLAIN_POLICY = _POLICY.format(own="'self'", ancestors="'self'")

# The page of the programs that come in its address.
LINKED_PROGRAM = "/embed"

# Copying a link and filling the screen are all that a page asks of the browser.
_PERMISSIONS = ", ".join(
    f"{name}=()" for name in ("camera", "microphone", "geolocation", "payment", "usb", "serial", "hid", "midi")
)


class Headers:
    """A strict content security policy, and reading from anywhere.

    The embed may be framed by any page, nothing else by another site. Players in frames with an opaque origin read
    recordings and scripts, so GET and HEAD answer every origin, but for the page whose frames may run programs (opaque.py):
    what it holds is for itself. Nothing permits a POST from another named origin: the API takes JSON only, for which a browser
    asks first (a preflight), and it is told no. There are no cookies to protect.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _framed(scope) if _is_frame(scope["path"]) else PLAIN_POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Permissions-Policy"] = _PERMISSIONS
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
                if scope["method"] in ("GET", "HEAD"):
                    if scope["path"] != LINKED_PROGRAM:
                        headers["Access-Control-Allow-Origin"] = "*"
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            await send(message)

        await self._app(scope, receive, sent)


def _framed(scope: Scope) -> str:
    """The policy of what any page may frame, which names this server: to Safari nothing is a sandboxed frame's own."""
    return _POLICY.format(own=f"'self' {base_of(Request(scope))}", ancestors="* file:")


def _is_frame(path: str) -> bool:
    return path == LINKED_PROGRAM or path.startswith(f"{LINKED_PROGRAM}/")
