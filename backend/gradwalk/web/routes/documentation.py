"""The documentation of the API, which needs nothing from elsewhere."""

from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from ..problems import titles
from ..public import base_of

router = APIRouter(include_in_schema=False)


@router.get("/docs")
@router.head("/docs")
async def read(request: Request) -> HTMLResponse:
    """Answer one page with every call, every kind of problem, and examples."""
    # Only who reads it waits for the template engine.
    from ..documentation.page import page

    text = page(request.app.openapi(), _problems(), base_of(request))
    return HTMLResponse(text, headers={"Cache-Control": "public, no-cache"})


@cache
def _problems() -> dict[str, str]:
    return titles()
