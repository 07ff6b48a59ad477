"""The connection to a client: one that sends its request, or takes its answer, too slowly is ended, and one without end."""

import asyncio
from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .headers import Headers
from .problems import PROBLEM_HEADER, Fault

HEAD_SECONDS = 10.0
WRITE_SECONDS = 30.0
MOST_CONNECTIONS = 1000
_RETRY_SECONDS = 5
# More than any browser sends; the parser itself would take whatever comes.
MOST_HEAD_BYTES = 64 << 10
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


async def _crowded(scope: Scope, receive: Receive, send: Send) -> None:
    detail = f"Every connection is taken. Try again in {_RETRY_SECONDS} s."
    headers = {"Retry-After": str(_RETRY_SECONDS), "Connection": "close"}
    answer = Fault("busy", 503, detail, headers).response(scope["path"])
    del answer.headers[PROBLEM_HEADER]
    await answer(scope, receive, send)


_CROWDED = Headers(_crowded)


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's own protocol with an end to its patience; it has none with a request line that trickles in.

    `head_seconds` is how long a request's line and headers may take to arrive, which may have 64 KiB; between requests,
    uvicorn's `timeout_keep_alive` counts. `write_seconds` is how long a full buffer may wait for a client that does not read.
    """

    head_seconds = HEAD_SECONDS
    write_seconds = WRITE_SECONDS
    most_connections = MOST_CONNECTIONS
    _reading: asyncio.TimerHandle | None = None
    _writing: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: Any) -> None:
        """A client has connected, and has yet to say anything."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._head_is_there()
        self._is_read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some of a request has come."""
        super().data_received(data)
        if self._reading is None or self.transport.is_closing():
            return
        self._head_bytes += len(data)
        if self._head_bytes > MOST_HEAD_BYTES:
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request has begun."""
        super().on_message_begin()
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        """All of its headers are there."""
        self._head_is_there()
        crowded = len(self.connections) > self.most_connections
        self.app = _CROWDED if crowded else self.config.loaded_app
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """The buffer is full: the client does not read."""
        super().pause_writing()
        self._writing = self.loop.call_later(self.write_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads again."""
        self._is_read()
        super().resume_writing()

    def _wait_for_head(self) -> None:
        self._head_is_there()
        self._head_bytes = 0
        self._reading = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _head_is_there(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _is_read(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None


def protocol(head_seconds: float, write_seconds: float, most_connections: int) -> type[PatientProtocol]:
    """The protocol with this much patience, for so many connections at a time; on more, requests are answered 503."""
    choices = {"head_seconds": head_seconds, "write_seconds": write_seconds, "most_connections": most_connections}
    return type("Protocol", (PatientProtocol,), choices)
