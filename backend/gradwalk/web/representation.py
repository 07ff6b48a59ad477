"""A stored recording, or what is made of it, as an HTTP answer with a strong validator."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version

from fastapi import Request
from starlette.responses import Response

from ..aside import aside
from ..store.stored import Stored
from .codings import Coding, encoded, wanted

# The recording of an id can change as long as it is one that was cut short by chance: then caches ask each time.
LASTING, PASSING = "public, max-age=31536000, immutable", "public, no-cache"
# A server of another version may draw the same recording better.
DRAWN = "public, max-age=3600"
_SCHEMA = '</api/v1/schema/recording.json>; rel="describedby"; type="application/schema+json"'


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of a recording when nobody has it yet. `key` is the same for what has the same contents."""

    key: str
    make: Callable[[], Awaitable[bytes]]
    media_type: str = "application/json"
    cache: str = LASTING
    headers: tuple[tuple[str, str], ...] = ()


async def represent(request: Request, stored: Stored, status: int = 200, location: str | None = None) -> Response:
    """The recording in JSON, as stored under gzip for a client that takes it, or 304 for one that has it."""
    coding = _coding(request, ("gzip", "zstd"))
    headers = _headers(stored, stored.digest, coding, LASTING if location is None else PASSING, _SCHEMA)
    if location is not None:
        headers["Location"] = location
    if _is_there(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = stored.compressed if coding == "gzip" else encoded(stored.json(), coding)
    return _answer(body, status, headers, coding, "application/json")


async def derive(
    request: Request, stored: Stored, made: Made, status: int = 200, location: str | None = None
) -> Response:
    """Something that is made of the recording, unless the client has it."""
    coding = _coding(request, ("zstd", "gzip")) if _compresses(made.media_type) else "identity"
    mark = hashlib.blake2b(f"{version('gradwalk')} {made.media_type} {made.key}".encode(), digest_size=8).hexdigest()
    headers = _headers(stored, f"{stored.digest}-{mark}", coding, made.cache if location is None else PASSING)
    headers.update(made.headers)
    if location is not None:
        headers["Location"] = location
    if _is_there(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = await made.make()
    return _answer(await aside(len(body), encoded, body, coding), status, headers, coding, made.media_type)


def _compresses(media_type: str) -> bool:
    return media_type not in ("image/png", "application/pdf")


def _coding(request: Request, order: tuple[Coding, ...]) -> Coding:
    return wanted(request.headers.get("accept-encoding", ""), order)


def _headers(stored: Stored, mark: str, coding: Coding, cache: str, link: str | None = None) -> dict[str, str]:
    # A strong validator differs between encodings (RFC 9110, 8.8.3.3).
    etag = f'"{mark}"' if coding == "identity" else f'"{mark}-{coding}"'
    headers = {"ETag": etag, "Vary": "Accept-Encoding", "Cache-Control": cache if stored.lasting else PASSING}
    return headers if link is None else {**headers, "Link": link}


def _answer(body: bytes, status: int, headers: dict[str, str], coding: Coding, media_type: str) -> Response:
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(body, status_code=status, headers=headers, media_type=media_type)


def _is_there(request: Request, etag: str) -> bool:
    if request.method not in ("GET", "HEAD"):
        return False
    tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in tags or tags == ["*"]
