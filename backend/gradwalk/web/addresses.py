"""The parameters of an address: each is given once, and with something in it."""

from collections import Counter

from fastapi import Request

from .failures import FaultError
from .problems import Fault, InvalidPart


async def each_once(request: Request) -> None:
    """Refuse a parameter that stands in the address twice, of which only one would count, or that is empty.

    Raises:
        FaultError: naming the first.
    """
    given = request.query_params.multi_items()
    twice = [name for name, times in Counter(name for name, _ in given).items() if times > 1]
    empty = [name for name, value in given if not value]
    wrong = [(name, "It stands in the address more than once.") for name in twice]
    wrong += [(name, "It is empty; leave it out.") for name in empty]
    if wrong:
        name, says = wrong[0]
        part = InvalidPart(pointer=f"/query/{name}"[:200], detail=says)
        raise FaultError(Fault("invalid-request", 422, f"{part.pointer}: {says}", errors=(part,)))
