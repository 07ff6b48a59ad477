"""ASGI middleware: a name for each request, a line in the log, and its place in the metrics."""

import re
import uuid
from time import perf_counter

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..metrics import Metrics
from .clients import Network, is_trusted
from .problems import PROBLEM_HEADER

HEADER = "X-Request-ID"
_NAME = re.compile(r"[\w.:-]{1,64}")
# A page's address takes any text for an id; only one that a recording can have comes into the log.
_ID = re.compile(r"[a-z2-7]{26}")
_METHODS = ("GET", "HEAD", "POST", "DELETE", "OPTIONS")
# What the browser's own pages and files are, and what nobody has a route for.
_OTHER = "other"

_LOG = structlog.get_logger("gradwalk.request")


class RequestLog:
    """Names each request, in its answer and in every line that is logged meanwhile.

    A name that a trusted proxy gives is kept.

    Args:
        app: what comes next.
        metrics: is told of every answer.
        trusted: the networks of the proxies that are.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, trusted: tuple[Network, ...]) -> None:
        self._app = app
        self._metrics = metrics
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, size, problem = perf_counter(), 0, 0, ""
        name = self._name(scope)

        async def sent(message: Message) -> None:
            nonlocal status, size, problem
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[HEADER] = name
                problem = headers.get(PROBLEM_HEADER, "")
                del headers[PROBLEM_HEADER]
            size += len(message.get("body", b""))
            await send(message)

        with structlog.contextvars.bound_contextvars(request=name):
            try:
                await self._app(scope, receive, sent)
            finally:
                seconds = perf_counter() - start
                method = scope["method"] if scope["method"] in _METHODS else "other"
                route = getattr(scope.get("route"), "path", _OTHER)
                self._metrics.requested(method, route, status, seconds)
                given = scope.get("path_params", {}).get("id", "")
                fields = {"id": given if _ID.fullmatch(given) else ""} if status < 400 else {"problem": problem}
                if problem:
                    self._metrics.failed(problem)
                told = {key: value for key, value in fields.items() if value}
                _LOG.info(
                    "request", method=method, route=route, status=status, ms=round(seconds * 1e3, 1), bytes=size, **told
                )

    def _name(self, scope: Scope) -> str:
        given = Headers(scope=scope).get(HEADER, "")
        peer = scope["client"][0] if scope.get("client") else ""
        return given if _NAME.fullmatch(given) and is_trusted(peer, self._trusted) else uuid.uuid4().hex[:16]
