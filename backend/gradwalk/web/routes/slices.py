"""Slices of a recording: some steps, all of one tensor, the state after some steps, the program."""

from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from ...aside import aside
from ...export import slices
from ...recording.base import Asked, Model
from ..addresses import each_once
from ..failures import FaultError
from ..kept import Kept, opened
from ..openapi import HELD, problems
from ..problems import Fault
from ..representation import Made, derive

router = APIRouter(prefix="/api/v1/graphs/{id}", tags=["graphs"], dependencies=[Depends(each_once)])


class Range(Asked):
    """Which steps."""

    start: Annotated[int, Field(ge=0, description="The first step, from 0.")] = 0
    stop: Annotated[
        int | None, Field(ge=0, description="The step before which to stop; after the last, if absent.")
    ] = None


class Position(Asked):
    """How many steps have run."""

    step: Annotated[int | None, Field(ge=0, description="How many steps have run; all of them, if absent.")] = None


@router.head("/steps", include_in_schema=False)
@router.get(
    "/steps",
    operation_id="readSteps",
    summary="Some steps of a recording",
    response_model=slices.StepsSlice,
    responses={**HELD, **problems(404, 422, 503)},
)
async def steps(wanted: Annotated[Range, Query()], stored: Kept, request: Request) -> Response:
    """Answer steps `start` to `stop`, the latter excluded as in a Python slice, with all that they name.

    A range that reaches beyond the last step is cut to what there is.
    """

    async def make() -> bytes:
        recording = await opened(stored)
        stop = len(recording.steps) if wanted.stop is None else wanted.stop
        return await aside(len(stored.compressed), lambda: _json(slices.steps(recording, wanted.start, stop)))

    return await derive(request, stored, Made(f"steps {wanted.start} {wanted.stop}", make))


@router.head("/tensors/{tensor}", include_in_schema=False)
@router.get(
    "/tensors/{tensor}",
    operation_id="readTensor",
    summary="All of one tensor",
    response_model=slices.TensorSlice,
    responses={**HELD, **problems(404, 422, 503)},
)
async def tensor(
    tensor: Annotated[str, Path(pattern=r"^t[1-9][0-9]{0,8}$", description="Its id in the recording, such as `t1`.")],
    stored: Kept,
    request: Request,
) -> Response:
    """Answer a tensor's row, with its names, and every version, value and `.grad` that it had, in order."""

    async def make() -> bytes:
        recording = await opened(stored)
        found = await aside(len(stored.compressed), slices.tensor, recording, tensor)
        if found is None:
            raise FaultError(Fault("not-found", 404, f"The recording has no tensor {tensor}."))
        return _json(found)

    return await derive(request, stored, Made(f"tensor {tensor}", make))


@router.head("/state", include_in_schema=False)
@router.get(
    "/state",
    operation_id="readState",
    summary="The state after some steps",
    response_model=slices.StateSlice,
    responses={**HELD, **problems(404, 422, 503)},
)
async def state(wanted: Annotated[Position, Query()], stored: Kept, request: Request) -> Response:
    """Answer every tensor, function and name that exists after `step` steps, as they are then."""

    async def make() -> bytes:
        recording = await opened(stored)
        return await aside(len(stored.compressed), lambda: _json(slices.state(recording, wanted.step)))

    return await derive(request, stored, Made(f"state {wanted.step}", make))


@router.head("/source", include_in_schema=False)
@router.get(
    "/source",
    operation_id="readSource",
    summary="The program",
    response_class=Response,
    responses={
        200: {
            "description": "The program as it was run.",
            "content": {"text/x-python": {"schema": {"type": "string"}}},
        },
        **HELD,
        **problems(404, 503),
    },
)
async def source(stored: Kept, request: Request) -> Response:
    r"""Answer the text of the program that was recorded, with `\n` for its line ends."""

    async def make() -> bytes:
        program: str = orjson.loads(stored.json())["program"]["source"]
        return program.encode()

    return await derive(request, stored, Made("source", make, "text/x-python"))


def _json(found: Model) -> bytes:
    return found.model_dump_json(exclude_unset=True).encode()
