"""Health: whether the server answers, and whether it can do its work."""

import platform
from functools import cache
from importlib.metadata import version
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response

from ...recording.base import Model
from ..service import RunsState, Service, service_of


class Versions(Model):
    """What is installed."""

    gradwalk: str
    torch: str
    python: str


class Health(Model):
    """The server answers."""

    versions: Versions


class Readiness(Model):
    """`ready` is whether programs can be run and recordings kept and read."""

    ready: bool
    runs: RunsState
    store: Literal["ready", "unavailable"]


router = APIRouter(tags=["health"])


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", operation_id="health", summary="Whether the server answers")
async def health(response: Response) -> Health:
    """Answer versions, whatever stands behind the server does."""
    response.headers["Cache-Control"] = "no-store"
    return Health(versions=_versions())


@router.head("/readyz", include_in_schema=False)
@router.get(
    "/readyz",
    operation_id="readiness",
    summary="Whether the server can do its work",
    responses={503: {"model": Readiness, "description": "It cannot, or not yet: `ready` is false."}},
)
async def readiness(response: Response, service: Annotated[Service, Depends(service_of)]) -> Readiness:
    """Answer the state of what stands behind the API."""
    runs, keeps = await service.runs(), await service.keeps()
    ready = keeps and runs == "ready"
    response.status_code = 200 if ready else 503
    response.headers["Cache-Control"] = "no-store"
    return Readiness(ready=ready, runs=runs, store="ready" if keeps else "unavailable")


@cache
def _versions() -> Versions:
    return Versions(gradwalk=version("gradwalk"), torch=version("torch"), python=platform.python_version())
