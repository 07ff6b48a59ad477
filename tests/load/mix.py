"""The requests: of each kind so many, in an order that a seed decides, each with what its answer must be."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import orjson

from .programs import HOSTILE, ORDINARY, REFUSED

GRAPHS = "/api/v1/graphs"
# More than GRADWALK_BODY_BYTES.
_TOO_LARGE = 300_000

Kind = Literal["cached read", "revalidation", "cached post", "fresh run", "refusal", "hostile", "left alone"]
# Of a thousand requests. Those who are `left alone` have gone before their answer is there.
SHARES: Mapping[Kind, int] = {
    "cached read": 790,
    "revalidation": 50,
    "cached post": 30,
    "fresh run": 50,
    "refusal": 60,
    "hostile": 15,
    "left alone": 5,
}


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `statuses` it may be answered with, beside an honest 503; `ends` are those that its run may have."""

    kind: Kind
    method: str
    path: str
    statuses: tuple[int, ...]
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording that the server has: the program that it is of, where it is, and its validator."""

    source: str
    path: str
    etag: str


def post(kind: Kind, source: str, statuses: tuple[int, ...], ends: tuple[str, ...] = (), name: str = "") -> Request:
    """A request to record `source`."""
    body = orjson.dumps({"source": source})
    return Request(kind, "POST", GRAPHS, statuses, body, {"Content-Type": "application/json"}, name, ends)


def read(kept: Kept) -> Request:
    """A request for a recording that is there."""
    return Request("cached read", "GET", kept.path, (200,))


def drawing(kept: Kept) -> Request:
    """A request for the SVG of a recording that is there."""
    return Request("cached read", "GET", f"{kept.path}.svg", (200,))


def deck(count: int, kept: Sequence[Kept], seed: int) -> list[Request]:
    """`count` requests of every kind.

    Args:
        count: how many.
        kept: recordings that are there to be read.
        seed: decides on their order. Programs are numbered by it too: no two decks have a fresh run in common.
    """
    chance = random.Random(seed)
    requests: list[Request] = []
    for kind, share in SHARES.items():
        requests += [_request(kind, number, kept, seed) for number in range(round(count * share / 1000))]
    requests += [_request("cached read", number, kept, seed) for number in range(count - len(requests))]
    chance.shuffle(requests)
    return requests


def _request(kind: Kind, number: int, kept: Sequence[Kept], seed: int) -> Request:
    one, mark = kept[number % len(kept)], f"\n# {kind} {seed}/{number}\n"
    match kind:
        case "cached read":
            return read(one)
        case "revalidation":
            return Request(kind, "GET", one.path, (304,), headers={"If-None-Match": one.etag})
        case "cached post":
            return post(kind, one.source, (200,))
        case "fresh run":
            return post(kind, ORDINARY + mark, (201,), ("finished",))
        case "hostile":
            name = list(HOSTILE)[number % len(HOSTILE)]
            return post(kind, HOSTILE[name].source + mark, (201,), HOSTILE[name].ends, name)
        case "left alone":
            return post(kind, ORDINARY + mark, (201,), ("finished",))
        case "refusal":
            return _refusal(number)


def _refusal(number: int) -> Request:
    refusals = (
        *(post("refusal", source, (422,)) for source in REFUSED),
        Request("refusal", "GET", f"{GRAPHS}/{'a' * 26}", (404,)),
        Request("refusal", "GET", f"{GRAPHS}/..%2f..%2fetc%2fpasswd", (404,)),
        Request("refusal", "POST", GRAPHS, (400,), b'{"source": ', {"Content-Type": "application/json"}),
        Request("refusal", "POST", GRAPHS, (415,), b"source=1", {"Content-Type": "text/plain"}),
        Request("refusal", "DELETE", GRAPHS, (405,)),
        post("refusal", "x" * _TOO_LARGE, (413,)),
    )
    return refusals[number % len(refusals)]
