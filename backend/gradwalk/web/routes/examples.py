"""Examples: programs to start from."""

from fastapi import APIRouter, Response

from ...program.catalogue import Example, examples

router = APIRouter(prefix="/api/v1/examples", tags=["examples"])


@router.head("", include_in_schema=False)
@router.get("", operation_id="listExamples", summary="Programs to start from")
async def list_examples(response: Response) -> list[Example]:
    """Answer the chapter's programs, in its order, with titles in English and Chinese."""
    response.headers["Cache-Control"] = "public, no-cache"
    return list(examples())
