"""ASGI middleware: without a sandbox, only this machine's own names are served."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from .problems import Fault

_OWN = ("localhost", "127.0.0.1", "[::1]")


class OwnNamesOnly:
    """Answer 403 to a request that names another host.

    A page elsewhere can have its own name point to 127.0.0.1 (DNS rebinding) and is then of this origin for the browser.
    Where programs run in a sandbox it gains nothing by that; where they do not, it would own this machine.

    Args:
        app: what comes next.
        host: the address that the server listens on, a name of its own too.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._names = {*_OWN, f"[{host}]" if ":" in host else host}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on if it is for this machine."""
        if scope["type"] == "http" and _name(Headers(scope=scope).get("host", "")) not in self._names:
            fault = Fault(
                "bad-request", 403, "Without a sandbox, only requests to this machine's own names are answered."
            )
            await fault.response(scope["path"])(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _name(host: str) -> str:
    name, _, port = host.rpartition(":")
    return name if name and port.isdecimal() else host
