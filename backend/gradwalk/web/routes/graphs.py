"""Graphs: a program in, its recording out."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from ...recording.base import Model
from ...recording.jacobian import Jacobian, Question
from ...recording.recording import Options, Recording
from ..clients import client_of
from ..failures import FaultError
from ..openapi import problems
from ..presence import ClientGoneError, while_present
from ..problems import Fault
from ..representation import represent
from ..service import Service, service_of

# What nginx logs for it; nobody is there to read it.
_CLIENT_GONE = 499
_ID = re.compile(r"[a-z2-7]{26}")
_EXAMPLE = "import torch\nx = torch.ones(2, 2, requires_grad=True)\n(x * x * 3).mean().backward()\n"


class GraphRequest(Model):
    """A program to run. At most 64 KiB of source."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"source": _EXAMPLE, "options": {"seed": 0, "max_values": 64}}]}
    )

    source: Annotated[str, Field(description="The program, in Python; at most 64 KiB of UTF-8.")]
    options: Options = Options()


_LINKS = {
    "readGraph": {
        "operationId": "readGraph",
        "parameters": {"id": "$response.body#/id"},
        "description": "The same recording, by its id.",
    },
    "askJacobian": {
        "operationId": "askJacobian",
        "parameters": {"id": "$response.body#/id"},
        "description": "A Jacobian in it.",
    },
}

router = APIRouter(prefix="/api/v1/graphs", tags=["graphs"])
ServiceHere = Annotated[Service, Depends(service_of)]


async def _takes_json(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise FaultError(Fault("unsupported-media-type", 415, "Send the program as application/json."))


@router.post(
    "",
    operation_id="recordGraph",
    summary="Run a program and record its graph",
    status_code=201,
    response_model=Recording,
    response_description="The program was run, and this is its recording.",
    responses={
        200: {
            "model": Recording,
            "description": "The program was run before, and this is its recording.",
            "links": _LINKS,
        },
        201: {"links": _LINKS},
        **problems(400, 413, 415, 422, 503),
    },
    dependencies=[Depends(_takes_json)],
)
async def record(wanted: GraphRequest, request: Request, service: ServiceHere) -> Response:
    """Answer the recording of a program.

    The same source and options give the same id, and are run once. An error of the program is no error of the request:
    the recording's `outcome` says how the run ended, and its steps are there up to that point. A recording that was cut
    short by time, by a kill or by a layout that failed is made anew when the program is posted again.
    Browsers may post from pages of this server only; reading is open to every origin.
    """
    try:
        work = service.pipeline.record(wanted.source, wanted.options, client_of(request))
        answer = await while_present(request, work)
    except ClientGoneError:
        return Response(status_code=_CLIENT_GONE)
    location = f"{router.prefix}/{answer.id}"
    return represent(request, answer.stored, 201 if answer.created else 200, location)


@router.head("/{id}", include_in_schema=False)
@router.get(
    "/{id}",
    operation_id="readGraph",
    summary="A recording by its id",
    response_model=Recording,
    response_description="The recording. The ETag is strong; `If-None-Match` is answered with 304.",
    responses={304: {"description": "The client has this recording."}, **problems(404, 503)},
)
async def read(
    id: Annotated[str, Path(description="26 characters of [a-z2-7].")],
    request: Request,
    service: ServiceHere,
) -> Response:
    """Answer a recording that was made before. Nothing is run, unless the database has damaged it."""
    stored = await service.pipeline.read(id, client_of(request)) if _ID.fullmatch(id) else None
    if stored is None:
        raise FaultError(Fault("not-found", 404, "There is no recording with this id. Post its program to make it."))
    return represent(request, stored)


@router.post(
    "/{id}/jacobian",
    operation_id="askJacobian",
    summary="A Jacobian in a recorded program",
    response_description="The matrices, with what is to be seen in them.",
    responses=problems(400, 404, 413, 415, 422, 503),
    dependencies=[Depends(_takes_json)],
)
async def jacobian(
    id: Annotated[str, Path(description="26 characters of [a-z2-7].")],
    question: Question,
    request: Request,
    service: ServiceHere,
) -> Jacobian:
    """Answer the Jacobian of a function's output by its inputs, or of one tensor by another, at the values of the run.

    The program is run once more for it, and nothing of that run is kept. Up to 64 elements on a side.
    """
    answer = None
    if _ID.fullmatch(id):
        answer = await service.questions.jacobian(id, question, client_of(request))
    if answer is None:
        raise FaultError(Fault("not-found", 404, "There is no recording with this id. Post its program to make it."))
    return answer
