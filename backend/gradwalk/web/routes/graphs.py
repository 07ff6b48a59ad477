"""Graphs: a program in, its recording out."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from ...export.parts import PartialRecording, Parts
from ...recording.base import Model
from ...recording.jacobian import Jacobian, Question
from ...recording.recording import Options, Recording
from ...store.stored import Stored
from ..clients import client_of
from ..events import MEDIA_TYPE as EVENTS
from ..events import EventStream, wants_events
from ..failures import FaultError
from ..kept import NOT_FOUND, GraphId, Kept, ServiceHere, is_id
from ..openapi import HELD, problems
from ..presence import ClientGoneError, while_present
from ..problems import Fault
from ..representation import PASSING, Made, derive, represent
from ..service import Service

# What nginx logs for it; nobody is there to read it.
_CLIENT_GONE = 499
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
PartsHere = Annotated[Parts, Query()]


async def _takes_json(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise FaultError(Fault("unsupported-media-type", 415, "Send the program as application/json."))


@router.post(
    "",
    operation_id="recordGraph",
    summary="Run a program and record its graph",
    status_code=201,
    response_model=Recording | PartialRecording,
    response_description="The program was run, and this is its recording.",
    responses={
        200: {
            "model": Recording | PartialRecording,
            "description": "The program was run before, and this is its recording; or events, for a client that "
            f"accepts `{EVENTS}`.",
            "content": {EVENTS: {"schema": {"type": "string"}}},
            "links": _LINKS,
        },
        201: {"links": _LINKS},
        **problems(400, 413, 415, 422, 503),
    },
    dependencies=[Depends(_takes_json)],
)
async def record(wanted: GraphRequest, parts: PartsHere, request: Request, service: ServiceHere) -> Response:
    """Answer the recording of a program, or parts of it.

    The same source and options give the same id, and are run once. An error of the program is not an error of the request:
    the recording's `outcome` says how the run ended, and its steps are there up to that point. A recording that was cut
    short by time, by a kill or by a layout that failed is made anew when the program is posted again.

    A client that sends `Accept: text/event-stream` is told how far it has come instead, each event's data in JSON: `run`
    (a name, by which `DELETE /api/v1/runs/{run}` cancels it), `progress` (`stage`: `queued` behind `ahead` others,
    `running` with `steps` so far, `laying_out`), and last `done` (`id`, `location`, `created`), `cancelled`, or `problem` (what
    the answer would have been). Leaving ends the run, too, unless others wait for the same.
    Browsers may post from pages of this server only; reading is open to every origin.
    """
    client = client_of(request)
    if wants_events(request):
        # What the policy refuses is answered as a problem, whoever asks.
        await service.pipeline.check(wanted.source)
        tell = partial(service.pipeline.record, wanted.source, wanted.options, client)
        return EventStream(service.told, tell, lambda id: f"{router.prefix}/{id}", request.url.path)
    try:
        work = service.pipeline.record(wanted.source, wanted.options, client)
        answer = await while_present(request, work)
    except ClientGoneError:
        return Response(status_code=_CLIENT_GONE)
    location = f"{router.prefix}/{answer.id}"
    return await _answer(request, service, answer.stored, parts, 201 if answer.created else 200, location)


@router.head("/{id}", include_in_schema=False)
@router.get(
    "/{id}",
    operation_id="readGraph",
    summary="A recording by its id",
    response_model=Recording | PartialRecording,
    response_description="The recording. The ETag is strong; `If-None-Match` is answered with 304.",
    responses={**HELD, **problems(404, 422, 503)},
)
async def read(parts: PartsHere, stored: Kept, request: Request, service: ServiceHere) -> Response:
    """Answer a recording that was made before, or parts of it. Nothing is run, unless the database has damaged it.

    What another run would give again never changes: caches keep it for good (`immutable`). A recording that was cut short
    by time, by a kill or by a layout that failed is asked for each time.
    The JSON Schema of recordings is at `/api/v1/schema/recording.json`.
    """
    return await _answer(request, service, stored, parts)


async def _answer(
    request: Request, service: Service, stored: Stored, parts: Parts, status: int = 200, location: str | None = None
) -> Response:
    if parts.whole:
        return await represent(request, stored, status, location)
    made = Made(parts.key, partial(service.exports.parts, stored.json(), parts))
    if parts.layout in ("dot", "layered"):
        # How long an engine takes depends on what else the machine does.
        made = Made(made.key, made.make, cache=PASSING)
    return await derive(request, stored, made, status, location)


@router.post(
    "/{id}/jacobian",
    operation_id="askJacobian",
    summary="A Jacobian in a recorded program",
    response_description="The matrices, with what is to be seen in them.",
    responses=problems(400, 404, 413, 415, 422, 503),
    dependencies=[Depends(_takes_json)],
)
async def jacobian(
    id: GraphId,
    question: Question,
    request: Request,
    service: ServiceHere,
) -> Jacobian:
    """Answer the Jacobian of a function's output by its inputs, or of one tensor by another, at the values of the run.

    The program is run once more for it, and nothing of that run is kept. Up to 64 elements on a side,
    a complex one counted twice: its real and its imaginary part.
    """
    answer = None
    if is_id(id):
        answer = await service.questions.jacobian(id, question, client_of(request))
    if answer is None:
        raise FaultError(NOT_FOUND)
    return answer
