"""The address under which readers reach this server, as links to it are written."""

import re

from starlette.requests import Request

from .clients import is_trusted

_HOST = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_SCHEMES = ("http", "https")


def base_of(request: Request) -> str:
    """`https://gradwalk.example`, without a slash at its end.

    What the operator has set; else what the nearest trusted proxy says of how it was reached; else what the request itself
    says. Nothing of a request becomes part of it that is no host's name.
    """
    public: str | None = request.app.state.public_url
    if public is not None:
        return public
    scheme, host = request.url.scheme, request.headers.get("host", "")
    peer = request.client.host if request.client else ""
    if is_trusted(peer, request.app.state.trusted_proxies):
        scheme = _last(request, "X-Forwarded-Proto") or scheme
        host = _last(request, "X-Forwarded-Host") or host
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else str(name)
    return f"{scheme if scheme in _SCHEMES else 'http'}://{host}"


def _last(request: Request, name: str) -> str:
    """What the nearest proxy has written: others may have sent the header before it."""
    return request.headers.get(name, "").rpartition(",")[2].strip()
