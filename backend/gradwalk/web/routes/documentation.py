"""The documentation of the API, which needs nothing from elsewhere."""

from functools import cache
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from ..problems import titles
from ..public import base_of

router = APIRouter(include_in_schema=False)


@router.get("/docs")
@router.head("/docs")
async def read(request: Request, lang: Literal["en", "zh"] | None = None) -> HTMLResponse:
    """Answer one page with every call, every kind of problem, and examples, in the reader's language where it has it."""
    # Only who reads it waits for the template engine.
    from ..documentation.page import page

    first = request.headers.get("accept-language", "").strip().lower()
    chosen: Literal["en", "zh"] = lang or ("zh" if first.startswith("zh") else "en")
    text = page(request.app.openapi(), _problems(), base_of(request), chosen)
    return HTMLResponse(text, headers={"Cache-Control": "public, no-cache", "Vary": "Accept-Language"})


@cache
def _problems() -> dict[str, str]:
    return titles()
