"""Clients, each with an address of its own, that draw from one deck of requests until it is empty."""

import asyncio
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import heappop, heappush
from time import monotonic, perf_counter

import aiohttp

from .answers import BUSY, judged
from .mix import Kept, Kind, Request, post

# So often is a request made that is answered with a 503, when its time has come again.
_TRIES = 5
# How soon those who do not wait for their answer are gone.
_GONE_SECONDS = 0.02
_ANSWER_SECONDS = 120.0
# A connection that has been idle for longer is not used again: the server is about to close it.
_IDLE_SECONDS = 2.0
_LEFT = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """What became of a request.

    `status` is 0 where nobody waited for one, or none came; `end` is how its run ended; `beside` is whether a hostile
    program was under way meanwhile; `fault` says what is wrong with the answer, if something is; `retry_after` is in how many
    seconds to come again, if that is the answer.
    """

    kind: Kind
    name: str
    status: int
    seconds: float
    end: str = ""
    beside: bool = False
    fault: str = ""
    retry_after: int = 0


class Crowd:
    """The clients' connections to one server, which trusts `X-Forwarded-For` from here.

    Args:
        base: the server's address.
        clients: how many there are.
    """

    def __init__(self, base: str, clients: int) -> None:
        self._base = base
        self._clients = clients
        self._hostile = 0

    async def play(self, deck: Sequence[Request]) -> list[Sample]:
        """Have the clients make every request of `deck`; connections are kept, and closed at the end."""
        waiting, samples = iter(deck), list[Sample]()
        async with self._session() as session:
            await asyncio.gather(*(self._client(session, number, waiting, samples) for number in range(self._clients)))
        return samples

    async def keep(self, sources: Sequence[str]) -> list[Kept]:
        """Have programs recorded, one after the other."""
        kept = []
        async with self._session() as session:
            for source in sources:
                request = post("cached post", source, (200, 201))
                async with session.post(request.path, data=request.body, headers=request.headers) as answer:
                    answer.raise_for_status()
                    await answer.read()
                    kept.append(Kept(source, answer.headers["Location"], answer.headers["ETag"]))
        return kept

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            self._base,
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_IDLE_SECONDS),
            timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS),
            headers={"Accept-Encoding": "gzip"},
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def _client(
        self, session: aiohttp.ClientSession, number: int, waiting: Iterator[Request], samples: list[Sample]
    ) -> None:
        """Make requests; one that is to come again is put off until then, and others are made meanwhile."""
        address = f"10.0.{number >> 8}.{number & 255}"
        put_off: list[tuple[float, int, Request]] = []
        while True:
            if put_off and put_off[0][0] <= monotonic():
                _, tries, request = heappop(put_off)
            elif (drawn := next(waiting, None)) is not None:
                tries, request = 0, drawn
            elif put_off:
                await asyncio.sleep(max(0.0, put_off[0][0] - monotonic()))
                continue
            else:
                return
            sample = await self._ask(session, address, request)
            samples.append(sample)
            if sample.retry_after and tries + 1 < _TRIES:
                heappush(put_off, (monotonic() + sample.retry_after, tries + 1, request))

    async def _ask(self, session: aiohttp.ClientSession, address: str, request: Request) -> Sample:
        name = uuid.uuid4().hex
        headers = {**request.headers, "X-Forwarded-For": address, "X-Request-ID": name}
        start, status, end, fault, retry = perf_counter(), _LEFT, "", "", 0
        with self._noticed(request):
            beside = self._hostile > 0
            try:
                async with asyncio.timeout(_GONE_SECONDS if request.kind == "left alone" else None):
                    async with session.request(
                        request.method, request.path, data=request.body, headers=headers, allow_redirects=False
                    ) as answer:
                        body = await answer.read()
                        seconds = perf_counter() - start
                        status = answer.status
                        if answer.headers.get("X-Request-ID") != name:
                            fault = "the answer to another request"
                        else:
                            end, fault = judged(request, status, answer.headers, body)
                        retry = int(answer.headers.get("Retry-After", 0)) if status == BUSY and not fault else 0
            except TimeoutError:
                seconds = perf_counter() - start
                fault = "" if request.kind == "left alone" else "no answer"
            except aiohttp.ClientError as error:
                seconds = perf_counter() - start
                fault = f"no answer: {type(error).__name__}"
        return Sample(request.kind, request.name, status, seconds, end, beside or self._hostile > 0, fault, retry)

    @contextmanager
    def _noticed(self, request: Request) -> Iterator[None]:
        weight = 1 if request.kind == "hostile" else 0
        self._hostile += weight
        try:
            yield
        finally:
            self._hostile -= weight
