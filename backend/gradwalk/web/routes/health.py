"""Health: whether the server does its work."""

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
    """`ok` is false while programs cannot be run or the database does not answer; `starting` is no such time."""

    ok: bool
    versions: Versions
    runs: RunsState
    store: Literal["ready", "unavailable"]


router = APIRouter(tags=["health"])


@router.head("/healthz", include_in_schema=False)
@router.get(
    "/healthz",
    operation_id="health",
    summary="Whether the server does its work",
    responses={503: {"model": Health, "description": "It does not: `ok` is false."}},
)
async def health(response: Response, service: Annotated[Service, Depends(service_of)]) -> Health:
    """Answer versions and the state of what stands behind the API."""
    runs, keeps = await service.runs(), await service.keeps()
    ok = keeps and runs != "unavailable"
    response.status_code = 200 if ok else 503
    response.headers["Cache-Control"] = "no-store"
    return Health(ok=ok, versions=_versions(), runs=runs, store="ready" if keeps else "unavailable")


@cache
def _versions() -> Versions:
    return Versions(gradwalk=version("gradwalk"), torch=version("torch"), python=platform.python_version())
