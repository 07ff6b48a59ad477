"""A stored recording as an HTTP answer: the stored bytes themselves, with a strong validator."""

from fastapi import Request
from starlette.responses import Response

from ..store.stored import Stored

# The recording of an id can change once: when one that was cut short by chance is replaced. So caches ask each time.
_CACHE = "public, no-cache"


def represent(request: Request, stored: Stored, status: int = 200, location: str | None = None) -> Response:
    """The recording in JSON, as stored under gzip for a client that takes it, or 304 for one that has it."""
    gzipped = _takes_gzip(request.headers.get("accept-encoding", ""))
    # A strong validator differs between encodings (RFC 9110, 8.8.3.3).
    etag = f'"{stored.digest}-gzip"' if gzipped else f'"{stored.digest}"'
    headers = {"ETag": etag, "Vary": "Accept-Encoding", "Cache-Control": _CACHE}
    if location is not None:
        headers["Location"] = location
    if request.method in ("GET", "HEAD") and _has(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    body = stored.compressed if gzipped else stored.json()
    return Response(body, status_code=status, headers=headers, media_type="application/json")


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() == "gzip":
            return quality.replace(" ", "").rstrip("0.") != "q="
    return False


def _has(condition: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in condition.split(",")]
    return etag in tags or tags == ["*"]
