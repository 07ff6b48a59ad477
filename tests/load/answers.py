"""What is wrong with an answer, if something is."""

import gzip
from collections.abc import Mapping

import orjson

from .mix import Request

BUSY = 503


def judged(request: Request, status: int, headers: Mapping[str, str], body: bytes) -> tuple[str, str]:
    """How the run in an answer ended, if it is one, and what is wrong with the answer: nothing, where that is empty.

    A 503 is honest if it says when to come again, and if there is something that the server can be too busy for.
    """
    if status == BUSY:
        honest = headers.get("Retry-After", "").isdecimal() and request.method == "POST"
        return "", "" if honest else "a 503 that does not say when to come again"
    if status not in request.statuses:
        return "", f"{status}, not {' or '.join(map(str, request.statuses))}"
    if not body and status != 304:
        return "", "an empty answer"
    if not request.ends:
        return "", ""
    end = str(orjson.loads(gzip.decompress(body))["outcome"]["kind"])
    return end, "" if end in request.ends else f"ended as {end}, not {' or '.join(request.ends)}"
