"""The description of the API: problems in their own media type, and nothing that the server does not do."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from .problems import MEDIA_TYPE, Problem

_SENTENCES = {
    400: "The body is not JSON.",
    404: "Nothing is here.",
    413: "The body is too large.",
    415: "The body is not JSON by its media type.",
    422: "The policy refuses the program (`violations`), or the body is of another shape (`errors`).",
    501: "This format is not made.",
    503: "Every runner is busy, the sandbox is not ready, or the database does not answer.",
}


# What a client hears that asks with the ETag of what it has.
HELD: dict[int | str, dict[str, Any]] = {304: {"description": "The client has this."}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the problems that a route answers."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    described: dict[int | str, dict[str, Any]] = {
        status: {"description": _SENTENCES[status], "content": content} for status in statuses
    }
    return described | {"default": {"description": "Any other problem.", "content": content}}


def describe(app: FastAPI, order: Sequence[APIRouter]) -> Callable[[], dict[str, Any]]:
    """FastAPI's description, with the schemas of problems, which no route returns as a model.

    Its paths stand in the `order` of their routers, as a reader needs them; routes stand in the order in which they are matched.
    """
    generated = app.openapi
    places = {route.path: n for n, routes in enumerate(order) for route in routes.routes if isinstance(route, APIRoute)}

    def place(path: str) -> tuple[int, int]:
        # Within a router a special form of another path, which is matched first, is told of last.
        return places[path], path.count(".")

    def openapi() -> dict[str, Any]:
        description = generated()
        schemas = description["components"]["schemas"]
        if "Problem" not in schemas:
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(problem.pop("$defs"))
            schemas["Problem"] = problem
            paths = description["paths"]
            description["paths"] = {path: paths[path] for path in sorted(paths, key=place)}
        return description

    return openapi
