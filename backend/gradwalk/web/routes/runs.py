"""Runs that are under way, for those who started them."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from ..failures import FaultError
from ..kept import ServiceHere
from ..openapi import problems
from ..problems import Fault

router = APIRouter(prefix="/api/v1/runs", tags=["graphs"])


@router.delete(
    "/{run}",
    operation_id="cancelRun",
    summary="Cancel a run",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "Nobody waits for it on this client's behalf any more."}, **problems(404)},
)
async def cancel(run: Annotated[str, Path(description="What the event `run` said.")], service: ServiceHere) -> Response:
    """End a run that events tell of. It goes on for as long as others wait for the same recording."""
    if not service.told.cancel(run):
        raise FaultError(Fault("not-found", 404, "There is no such run, or it has ended."))
    return Response(status_code=204)
