"""Content codings: which one a client wants, and a body in it."""

import gzip
from collections.abc import Sequence
from typing import Literal

import zstandard

Coding = Literal["gzip", "zstd", "identity"]
_ZSTD_LEVEL = 4


def wanted(accepted: str, order: Sequence[Coding]) -> Coding:
    """The coding that a client likes best (RFC 9110, 12.5.3); `identity` where it names none that is known.

    Args:
        accepted: its `Accept-Encoding`.
        order: what to give where it likes several as much.
    """
    likes: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        likes[name] = min((_quality(parameter) for parameter in parameters), default=1.0)
    best = max(order, key=lambda coding: likes.get(coding, likes.get("*", 0.0)))
    return best if likes.get(best, likes.get("*", 0.0)) > 0 else "identity"


def encoded(body: bytes, coding: Coding) -> bytes:
    """The body in a coding."""
    match coding:
        case "gzip":
            return gzip.compress(body, compresslevel=6, mtime=0)
        case "zstd":
            return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(body)
        case "identity":
            return body


def _quality(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
