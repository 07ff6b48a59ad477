"""Metrics, for whoever watches the server."""

from ipaddress import ip_network

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from ...metrics import Metrics
from ..clients import is_trusted
from ..failures import FaultError
from ..problems import Fault

router = APIRouter(tags=["health"], include_in_schema=False)
_LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
# A proxy on this machine passes on what comes from elsewhere.
_PASSED_ON = ("x-forwarded-for", "forwarded", "via")


@router.get("/metrics")
async def read(request: Request) -> Response:
    """Answer the metrics in Prometheus' text format, to those for whom they are."""
    metrics: Metrics = request.app.state.metrics
    audience = request.app.state.metrics_for
    if audience == "nowhere" or (audience == "here" and not _is_from_here(request)):
        raise FaultError(Fault("not-found", 404, "There is nothing at this address."))
    return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _is_from_here(request: Request) -> bool:
    peer = request.client.host if request.client else ""
    return is_trusted(peer, _LOOPBACK) and not any(name in request.headers for name in _PASSED_ON)
