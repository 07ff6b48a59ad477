"""The JSON Schema of a recording, at an address that does not change."""

from functools import cache

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from ...recording.schema import schema
from ..public import base_of

ADDRESS = "/api/v1/schema/recording.json"
router = APIRouter(tags=["graphs"])


@router.head(ADDRESS, include_in_schema=False)
@router.get(
    ADDRESS,
    operation_id="recordingSchema",
    summary="The JSON Schema of a recording",
    response_class=Response,
    responses={
        200: {
            "description": "JSON Schema, draft 2020-12.",
            "content": {"application/schema+json": {"schema": {"type": "object"}}},
        }
    },
)
async def read(request: Request) -> Response:
    """Answer the schema that every recording of this version of the API keeps to.

    Fields may be added to it, all of which have defaults: a recording that was made before them still opens.
    """
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(_schema(f"{base_of(request)}{ADDRESS}"), media_type="application/schema+json", headers=headers)


def _schema(id: str) -> bytes:
    return orjson.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": id, **_made()})


@cache
def _made() -> dict[str, object]:
    return schema()
