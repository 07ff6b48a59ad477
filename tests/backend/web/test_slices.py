"""Parts and slices of a recording, against the recording itself."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradwalk.export.slices import StateSlice, StepsSlice, TensorSlice
from gradwalk.recording.fold import fold
from gradwalk.recording.json import from_json
from gradwalk.store.stored import Stored
from jsonschema_rs import Draft202012Validator

from .conftest import RECORDINGS, keep


async def test_a_range_of_steps_comes_with_all_that_it_names(client: httpx.AsyncClient, kept: Any) -> None:
    total = len(kept.recording.steps)
    seen: list[Any] = []
    for start in range(0, total, 5):
        answer = await client.get(f"{kept.address}/steps", params={"start": start, "stop": start + 5})
        part = StepsSlice.model_validate_json(answer.content)
        assert (part.start, part.stop, part.total) == (start, min(start + 5, total), total)
        assert all(kept.recording.values[int(index)] == value for index, value in part.values.items())
        named = set(named_values(answer.json()["steps"]))
        assert named <= set(part.values)
        seen += answer.json()["steps"]
    # An absent field says that nothing changed: none is made up.
    assert seen == json.loads(kept.json)["steps"]


def named_values(node: Any, key: str = "") -> list[str]:
    """The value indexes anywhere in steps, by the names of their fields."""
    if isinstance(node, dict):
        return [found for name, child in node.items() for found in named_values(child, name)]
    if isinstance(node, list):
        return [found for child in node for found in named_values(child, key)]
    names = ("value", "grad", "received", "sent", "before", "after", "incoming", "seed")
    return [str(node)] if key in names and isinstance(node, int) else []


async def test_a_range_beyond_the_end_is_cut(client: httpx.AsyncClient, kept: Any) -> None:
    total = len(kept.recording.steps)
    for query, expected in (("", (0, total)), ("?start=99999", (total, total)), ("?start=3&stop=2", (3, 3))):
        part = (await client.get(f"{kept.address}/steps{query}")).json()
        assert (part["start"], part["stop"]) == expected


@pytest.mark.parametrize("path", ["steps?start=-1", "steps?start=x", "steps?begin=1", "state?step=-1", "tensors/x1"])
async def test_a_slice_of_another_kind_is_named(client: httpx.AsyncClient, kept: Any, path: str) -> None:
    answer = await client.get(f"{kept.address}/{path}")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:invalid-request")
    assert answer.json()["errors"][0]["pointer"]


@pytest.mark.parametrize("query", ["step=1&step=2", "step=x&step=1", "step="])
async def test_a_parameter_stands_once_in_an_address_and_says_something(
    client: httpx.AsyncClient, kept: Any, query: str
) -> None:
    for path in ("/state", ".svg"):
        answer = await client.get(f"{kept.address}{path}?{query}")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/query/step"


@pytest.mark.parametrize("name", ["06_requires_grad_in_place", "07_accumulate_and_zero", "10_data"])
async def test_a_tensor_has_the_history_that_folding_gives(web: Any, name: str) -> None:
    kept = await keep(web, (RECORDINGS / f"{name}.json").read_bytes())
    for row in kept.recording.tensors:
        answer = await web.client.get(f"{kept.address}/tensors/{row.id}")
        part = TensorSlice.model_validate_json(answer.content)
        assert part.tensor == row
        for position in range(part.history[0].position, len(kept.recording.steps) + 1):
            now = fold(kept.recording, position).tensors[row.id]
            moment = [moment for moment in part.history if moment.position <= position][-1]
            assert (moment.version, moment.value, moment.grad) == (now.version, now.value, now.grad)
            assert part.values[str(now.value)] == kept.recording.values[now.value]
    missing = await web.client.get(f"{kept.address}/tensors/t{len(kept.recording.tensors) + 1}")
    assert (missing.status_code, missing.json()["type"]) == (404, "urn:gradwalk:problem:not-found")


async def test_the_state_is_the_fold(client: httpx.AsyncClient, kept: Any) -> None:
    for position in range(len(kept.recording.steps) + 1):
        answer = await client.get(f"{kept.address}/state", params={"step": position})
        state = fold(kept.recording, position)
        assert answer.json()["state"] == json.loads(json.dumps(dataclasses.asdict(state)))
        part = StateSlice.model_validate_json(answer.content)
        assert all(part.values[str(row.value)] == kept.recording.values[row.value] for row in state.tensors.values())
    last = (await client.get(f"{kept.address}/state")).json()
    assert last["step"] == last["total"] == len(kept.recording.steps)


async def test_the_source_is_the_program(client: httpx.AsyncClient, kept: Any) -> None:
    answer = await client.get(f"{kept.address}/source")
    assert answer.headers["content-type"].startswith("text/x-python")
    assert answer.text == kept.recording.program.source


async def test_slices_have_validators_of_their_own_and_do_not_change(client: httpx.AsyncClient, kept: Any) -> None:
    paths = ["", "?values=display", "?include=steps", "/steps", "/steps?start=1", "/state", "/state?step=1", "/source"]
    tags = set()
    for path in paths:
        answer = await client.get(kept.address + path)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["etag"].startswith('"')
        tags.add(answer.headers["etag"])
        again = await client.get(kept.address + path, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = await client.head(kept.address + path)
        assert (head.status_code, head.headers["etag"], head.content) == (200, answer.headers["etag"], b"")
    assert len(tags) == len(paths)


async def test_parts_are_those_of_the_whole(client: httpx.AsyncClient, kept: Any) -> None:
    whole = json.loads(kept.json)
    some = (await client.get(f"{kept.address}?include=steps,values")).json()
    assert some == {name: whole[name] for name in ("version", "id", "steps", "values")}
    bare = (await client.get(f"{kept.address}?layout=none")).json()
    assert bare == {name: part for name, part in whole.items() if name != "layout"}
    assert (await client.get(f"{kept.address}?values=full&layout=auto")).content == kept.json


async def test_display_values_have_four_digits_and_are_still_a_recording(web: Any) -> None:
    kept = await keep(web, (RECORDINGS / "08_vector_jacobian_product.json").read_bytes())
    short = from_json((await web.client.get(f"{kept.address}?values=display")).content)
    assert short.model_copy(update={"values": kept.recording.values}) == kept.recording
    for exact, shown in zip(kept.recording.values, short.values, strict=True):
        for number, written in zip(exact.first, shown.first, strict=True):
            assert written == (float(f"{number:.4g}") if isinstance(number, float) else number)
    assert short.values != kept.recording.values


async def test_a_recording_is_laid_out_by_the_engine_that_is_asked_for(client: httpx.AsyncClient, kept: Any) -> None:
    layered = (await client.get(f"{kept.address}?layout=layered")).json()["layout"]
    assert layered["engine"] == "layered"
    assert {node["id"] for node in layered["nodes"]} == {node.id for node in kept.recording.layout.nodes}
    assert (await client.get(f"{kept.address}?layout=dot")).json()["layout"] == json.loads(kept.json)["layout"]


async def test_what_is_posted_is_answered_in_parts_too(web: Any) -> None:
    answer = await web.client.post("/api/v1/graphs?include=outcome&values=display", json={"source": "x = 1"})
    assert answer.status_code == 201
    assert set(answer.json()) == {"version", "id", "outcome"}


@pytest.mark.parametrize(
    "query", ["include=nonsense", "include=", "include=steps,", "values=exact", "layout=neato", "parts=1"]
)
async def test_a_part_that_there_is_not_is_named(client: httpx.AsyncClient, kept: Any, query: str) -> None:
    answer = await client.get(f"{kept.address}?{query}")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:invalid-request")
    assert query.partition("=")[0] in answer.json()["detail"]


async def test_every_recording_keeps_to_the_schema_at_its_address(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/schema/recording.json")
    assert answer.headers["content-type"] == "application/schema+json"
    schema = answer.json()
    assert schema["$id"] == "http://gradwalk.test/api/v1/schema/recording.json"
    validator = Draft202012Validator(schema)
    for path in sorted(RECORDINGS.glob("*.json")):
        validator.validate(json.loads(path.read_text()))
    assert not validator.is_valid({"version": 2})


def older(path: Path) -> bytes:
    """A recording as it was made before there were rules, findings, groups and exact endings."""
    recording = json.loads(path.read_text())
    for name in ("rules", "findings", "layout_problem"):
        recording.pop(name, None)
    recording["layout"].pop("groups", None)
    for row in [*recording["layout"]["nodes"], *recording["layout"]["edges"]]:
        for name in ("group", "exits", "entries"):
            row.pop(name, None)
    recording["outcome"].pop("skipped_iterations", None)
    return json.dumps(recording).encode()


async def test_a_recording_of_an_older_version_still_opens(web: Any) -> None:
    for path in sorted(RECORDINGS.glob("*.json")):
        kept = await keep(web, older(path))
        assert (await web.client.get(kept.address)).content == older(path)
        for part in ("?values=display", "?layout=layered", "/steps", "/state", "/source", "/tensors/t1"):
            answer = await web.client.get(kept.address + part)
            assert answer.status_code == 200 or (part == "/tensors/t1" and not kept.recording.tensors)


async def test_a_recording_that_cannot_be_taken_apart_is_still_read_whole(web: Any, kept: Any) -> None:
    foreign = json.loads(kept.json) | {"version": 2, "novelty": []}
    text = json.dumps(foreign).encode()
    stored = Stored.pack(text, lasting=True)
    program, engine = kept.recording.program, kept.recording.engine
    await web.store.put(kept.recording.id, stored, program=program, engine=engine, anew=True)
    assert (await web.client.get(kept.address)).content == text
    answer = await web.client.get(f"{kept.address}/steps")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:other-version")
