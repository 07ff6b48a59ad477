"""The description of the API says what the API does."""

from typing import Any

import httpx
import pytest
from gradwalk.policy.violation import Violation
from gradwalk.program.catalogue import Example
from gradwalk.recording.recording import Options, Recording
from gradwalk.web.problems import Problem
from gradwalk.web.routes.graphs import GraphRequest
from gradwalk.web.routes.health import Health, Readiness
from pydantic import TypeAdapter

ANSWERS: dict[str, TypeAdapter[Any]] = {
    "Recording": TypeAdapter(Recording),
    "Problem": TypeAdapter(Problem),
    "Health": TypeAdapter(Health),
    "Readiness": TypeAdapter(Readiness),
    "Example": TypeAdapter(list[Example]),
}


@pytest.fixture
async def described(client: httpx.AsyncClient) -> dict[str, Any]:
    description: dict[str, Any] = (await client.get("/openapi.json")).json()
    return description


def described_as(described: dict[str, Any], method: str, path: str, answer: httpx.Response) -> TypeAdapter[Any]:
    """What the description says that this answer is, by its status and media type."""
    response = described["paths"][path][method]["responses"][str(answer.status_code)]
    schema = response["content"][answer.headers["content-type"]]["schema"]
    # A whole recording stands before its parts.
    schema = schema["anyOf"][0] if "anyOf" in schema else schema.get("items", schema)
    return ANSWERS[schema["$ref"].rpartition("/")[2]]


async def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            here = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return here + [found for value in node.values() for found in references(value)]
        return [found for item in node for found in references(item)] if isinstance(node, list) else []

    names = {reference.rpartition("/")[2] for reference in references(described)}
    assert names <= set(described["components"]["schemas"])
    assert {"Recording", "Problem", "Violation", "GraphRequest", "Options"} <= names
    assert "HTTPValidationError" not in described["components"]["schemas"]


async def test_calls_stand_in_the_order_in_which_a_reader_needs_them(described: dict[str, Any]) -> None:
    paths = list(described["paths"])
    assert paths[:2] == ["/api/v1/graphs", "/api/v1/graphs/{id}"]
    assert paths.index("/api/v1/graphs/{id}/steps") < paths.index("/api/v1/graphs/{id}.svg")
    assert paths.index("/api/v1/graphs/{id}.svg") < paths.index("/api/v1/graphs/{id}.anim.svg")
    assert paths[-2:] == ["/healthz", "/readyz"]


async def test_every_operation_has_a_name_of_its_own(described: dict[str, Any]) -> None:
    operations = [operation["operationId"] for path in described["paths"].values() for operation in path.values()]
    assert sorted(operations) == [
        "askJacobian",
        "cancelRun",
        "exportAnimation",
        "exportDot",
        "exportHtml",
        "exportPdf",
        "exportPng",
        "exportSvg",
        "health",
        "listExamples",
        "oembed",
        "readGraph",
        "readSource",
        "readState",
        "readSteps",
        "readTensor",
        "readiness",
        "recordGraph",
        "recordingSchema",
    ]


async def test_answers_are_as_described(web: Any, described: dict[str, Any]) -> None:
    client = web.client
    graphs, graph = "/api/v1/graphs", "/api/v1/graphs/{id}"
    made = await client.post(graphs, json={"source": "x = 1"})
    too_large = await client.post(graphs, content=b" " * 300_000, headers={"Content-Type": "application/json"})
    for method, path, status, answer in [
        ("post", graphs, 201, made),
        ("post", graphs, 200, await client.post(graphs, json={"source": "x = 1"})),
        ("post", graphs, 422, await client.post(graphs, json={"source": "import os"})),
        ("post", graphs, 422, await client.post(graphs, json={"sauce": 1})),
        ("post", graphs, 400, await client.post(graphs, content=b"{", headers={"Content-Type": "application/json"})),
        ("post", graphs, 415, await client.post(graphs, content=b"{}")),
        ("post", graphs, 413, too_large),
        ("get", graph, 200, await client.get(made.headers["location"])),
        ("get", graph, 404, await client.get(f"{graphs}/{'a' * 26}")),
        ("get", "/api/v1/examples", 200, await client.get("/api/v1/examples")),
        ("get", "/healthz", 200, await client.get("/healthz")),
        ("get", "/readyz", 200, await client.get("/readyz")),
    ]:
        assert answer.status_code == status
        described_as(described, method, path, answer).validate_json(answer.content)


async def test_the_schemas_are_closed_like_the_models(described: dict[str, Any]) -> None:
    for model in (Recording, Problem, Health, Readiness, Example, GraphRequest, Options, Violation):
        schema = described["components"]["schemas"][model.__name__]
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == set(model.model_fields)
        assert set(schema.get("required", [])) == {
            name for name, field in model.model_fields.items() if field.is_required()
        }


async def test_the_example_of_a_request_is_one(client: httpx.AsyncClient, described: dict[str, Any]) -> None:
    request = described["components"]["schemas"]["GraphRequest"]
    (example,) = request["examples"]
    assert (await client.post("/api/v1/graphs", json=example)).status_code == 201
