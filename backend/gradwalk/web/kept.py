"""The recording that a request's address names."""

import re
from typing import Annotated

from fastapi import Depends, Path, Request

from ..aside import aside
from ..errors import ProtocolError
from ..recording.json import from_json
from ..recording.recording import Recording
from ..store.stored import Stored
from .clients import client_of
from .failures import FaultError
from .problems import Fault
from .service import Service, service_of

_ID = re.compile(r"[a-z2-7]{26}")
NOT_FOUND = Fault("not-found", 404, "There is no recording with this id. Post its program to make it.")

GraphId = Annotated[str, Path(description="26 characters of [a-z2-7].")]
ServiceHere = Annotated[Service, Depends(service_of)]


def is_id(id: str) -> bool:
    """Whether a recording can have this id."""
    return _ID.fullmatch(id) is not None


async def kept(id: GraphId, request: Request, service: ServiceHere) -> Stored:
    """The recording with the id in the address.

    Raises:
        FaultError: if there is none.
    """
    stored = await service.pipeline.read(id, client_of(request)) if is_id(id) else None
    if stored is None:
        raise FaultError(NOT_FOUND)
    return stored


Kept = Annotated[Stored, Depends(kept)]


async def opened(stored: Stored) -> Recording:
    """A stored recording, parsed.

    Raises:
        FaultError: if it was made by a version that this one does not understand.
    """
    json = stored.json()
    try:
        return await aside(len(json), from_json, json)
    except ProtocolError:
        detail = (
            "Another version made this recording, and this one cannot take it apart. It can be read whole, as it is."
        )
        raise FaultError(Fault("other-version", 422, detail)) from None
