"""ASGI middleware: how often a client may ask."""

import logging
import math
from time import time
from typing import Literal

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .clients import client_of
from .problems import Fault

_LOG = logging.getLogger("gradwalk")
_SPACE = "gradwalk"
_WINDOW_SECONDS = 60
# A store that is away is complained of so often, and not at every request.
_COMPLAINT_SECONDS = 60.0
_UNLIMITED = ("/healthz", "/readyz", "/metrics")

Bucket = Literal["runs", "pictures", "reads"]
# What graphviz draws for long; oEmbed says how large the PNG is.
_SLOW = (".png", ".pdf", ".anim.svg", "/oembed")


class RateStorageError(ValueError):
    """The place where requests are counted is none that can be used."""


class RateLimit:
    """Answers 429 to a client that asks too often, and says when it may again.

    Counts posts, pictures that take long, and everything else apart. Where the store of the counts does not answer, everyone is
    let through: a reader's page matters more than a limit that the sandbox's own queue stands behind.

    Args:
        app: what comes next.
        runs: posts a minute.
        pictures: PNGs, PDFs and moving pictures a minute.
        reads: other requests a minute.
        storage: where to count.
    """

    def __init__(self, app: ASGIApp, runs: int, pictures: int, reads: int, storage: Storage) -> None:
        self._app = app
        self._items: dict[Bucket, RateLimitItem] = {
            "runs": RateLimitItemPerMinute(runs, namespace=_SPACE),
            "pictures": RateLimitItemPerMinute(pictures, namespace=_SPACE),
            "reads": RateLimitItemPerMinute(reads, namespace=_SPACE),
        }
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._silent_until = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on if its client may make it."""
        if scope["type"] != "http" or scope["path"] in _UNLIMITED:
            await self._app(scope, receive, send)
            return
        bucket = _bucket(scope["method"], scope["path"])
        item, client = self._items[bucket], client_of(Request(scope))
        try:
            allowed = await self._limiter.hit(item, bucket, client)
            window = await self._limiter.get_window_stats(item, bucket, client)
        except (StorageError, OSError) as error:
            self._complain(error)
            await self._app(scope, receive, send)
            return
        seconds = max(1, math.ceil(window.reset_time - time()))
        # As in draft-ietf-httpapi-ratelimit-headers-10.
        headers = {
            "RateLimit-Policy": f'"{bucket}";q={item.amount};w={_WINDOW_SECONDS}',
            "RateLimit": f'"{bucket}";r={max(0, window.remaining)};t={seconds}',
        }

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        if allowed:
            await self._app(scope, receive, sent)
            return
        detail = f"One address may make {item.amount} such requests a minute. Try again in {seconds} s."
        fault = Fault("too-many-requests", 429, detail, {"Retry-After": str(seconds)})
        await fault.response(scope["path"])(scope, receive, sent)

    def _complain(self, error: Exception) -> None:
        if time() >= self._silent_until:
            self._silent_until = time() + _COMPLAINT_SECONDS
            _LOG.error("requests are not counted, and nobody is limited: %s", error)


def _bucket(method: str, path: str) -> Bucket:
    if method == "POST":
        return "runs"
    return "pictures" if path.endswith(_SLOW) else "reads"


def storage(url: str) -> Storage:
    """Where to count: a URL as `limits` takes it, `memory://`, or `redis://host:6379` for several servers.

    Raises:
        RateStorageError: if the URL is none, or its library is not installed.
    """
    options = {"implementation": "redispy"} if url.startswith("redis") else {}
    try:
        made = storage_from_string(f"async+{url}", wrap_exceptions=True, **options)
    except (ConfigurationError, ValueError) as error:
        raise RateStorageError(
            f"GRADWALK_RATE_STORAGE: {error}. Write memory://, or redis://host:6379 with the extra `redis` installed."
        ) from error
    assert isinstance(made, Storage)
    return made
