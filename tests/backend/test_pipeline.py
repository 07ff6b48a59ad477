"""The pipeline with a sandbox, a layout and a store that do as they are told."""

import asyncio
import json

import pytest
from gradwalk.errors import SandboxBusyError, SandboxUnavailableError, StoreError
from gradwalk.policy.violation import RefusedError
from gradwalk.program.identity import content_id, program_of
from gradwalk.recording.json import from_json
from gradwalk.recording.layout import Layout
from gradwalk.recording.progress import Progress
from gradwalk.recording.recording import Options, Program, Recording
from gradwalk.recording.wire import RunEnd

from .doubles import ENGINE, LAYOUT, Sandbox, make, not_placed, tripping, until


async def test_a_program_becomes_a_recording_with_a_layout_and_is_kept() -> None:
    parts = make()
    answer = await parts.pipeline.record("print('hello')", Options(seed=3))
    recording = from_json(answer.stored.json())
    assert answer.created
    assert recording.program == Program(source="print('hello')", options=Options(seed=3))
    assert recording.id == answer.id == content_id(recording.program, ENGINE)
    assert [step.type for step in recording.steps] == ["print"]
    assert (recording.outcome.kind, recording.outcome.seconds, recording.outcome.memory_bytes) == ("finished", 0.5, 7)
    assert recording.layout == LAYOUT
    assert parts.shelf.kept == {answer.id: answer.stored}


async def test_the_same_program_again_comes_from_the_store() -> None:
    parts = make()
    first = await parts.pipeline.record("print('hello')\n")
    again = await parts.pipeline.record("print('hello')\r\n")
    assert again.stored == first.stored
    assert not again.created
    assert len(parts.sandbox.programs) == 1


async def test_a_refused_program_never_gets_near_the_sandbox() -> None:
    parts = make(Sandbox(loaded=asyncio.Event()))
    parts.sandbox.loaded.clear()
    with pytest.raises(RefusedError) as refused:
        await parts.pipeline.record("import os\nopen('x')")
    assert [violation.line for violation in refused.value.violations] == [1, 2]
    assert parts.sandbox.programs == []
    assert parts.shelf.kept == {}


async def test_a_program_that_arrives_several_times_at_once_runs_once() -> None:
    parts = make()
    parts.sandbox.go.clear()
    told: list[list[Progress]] = [[] for _ in range(5)]
    waiting = [asyncio.create_task(parts.pipeline.record("x = 1", told=heard.append)) for heard in told]
    other = asyncio.create_task(parts.pipeline.record("x = 2"))
    await until(lambda: all(told) and len(parts.sandbox.programs) == 2)
    parts.sandbox.go.set()
    answers = await asyncio.gather(*waiting)
    assert len({answer.stored.digest for answer in answers}) == 1
    assert (await other).id != answers[0].id
    assert sorted(program.source for program in parts.sandbox.programs) == ["x = 1", "x = 2"]


async def test_who_leaves_last_leaves_nothing_behind() -> None:
    left: list[str] = []
    begun = asyncio.Event()

    async def placing(_: Recording) -> Layout:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            # As an engine's process is ended.
            await asyncio.sleep(0.01)
            left.append("nothing")
        raise AssertionError

    leaving = asyncio.create_task(make(place=placing).pipeline.record("x = 1"))
    await begun.wait()
    leaving.cancel()
    await asyncio.wait([leaving])
    assert left == ["nothing"]


async def test_one_who_leaves_does_not_end_the_run_for_the_others() -> None:
    parts = make()
    parts.sandbox.go.clear()
    told: list[list[Progress]] = [[], []]
    leaving, staying = (asyncio.create_task(parts.pipeline.record("x = 1", told=heard.append)) for heard in told)
    await until(lambda: all(told))
    leaving.cancel()
    await asyncio.wait([leaving])
    parts.sandbox.go.set()
    assert from_json((await staying).stored.json()).outcome.kind == "finished"
    assert parts.sandbox.cancelled == 0


async def test_the_last_to_leave_ends_the_run_and_the_next_starts_another() -> None:
    parts = make()
    parts.sandbox.go.clear()
    told: list[list[Progress]] = [[], []]
    leaving = [asyncio.create_task(parts.pipeline.record("x = 1", told=heard.append)) for heard in told]
    await until(lambda: all(told))
    for task in leaving:
        task.cancel()
    await asyncio.wait(leaving)
    next_one = asyncio.create_task(parts.pipeline.record("x = 1"))
    await until(lambda: len(parts.sandbox.programs) == 2)
    assert parts.sandbox.cancelled == 1
    parts.sandbox.go.set()
    assert (await next_one).created


@pytest.mark.parametrize(
    "line", [b"not json", b'{"steps":[{"type":"nonsense"}]}', b"\xff", b"[" * 100_000, b'{"values":[{}]}']
)
async def test_output_that_is_no_recording_is_a_killed_run_not_a_failure(line: bytes) -> None:
    parts = make(Sandbox(lines=[line]))
    recording = from_json((await parts.pipeline.record("x = 1")).stored.json())
    assert recording.outcome.kind == "killed"
    assert recording.outcome.detail is not None
    assert "no recording" in recording.outcome.detail
    assert recording.steps == ()


async def test_a_layout_that_fails_does_not_lose_the_recording() -> None:
    parts = make(place=not_placed)
    recording = from_json((await parts.pipeline.record("x = 1")).stored.json())
    assert [step.type for step in recording.steps] == ["print"]
    assert recording.layout is None
    assert recording.layout_problem == "dot took longer than 3 s"


async def test_a_layout_that_trips_does_not_lose_the_recording_either(caplog: pytest.LogCaptureFixture) -> None:
    recording = from_json((await make(place=tripping).pipeline.record("x = 1")).stored.json())
    assert [step.type for step in recording.steps] == ["print"]
    assert recording.layout_problem == "the layout failed"
    assert "KeyError" in caplog.text


async def test_an_explanation_that_trips_does_not_lose_the_recording(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tripping_over(recording: Recording) -> Recording:
        raise KeyError(recording.steps[0].type)

    monkeypatch.setattr("gradwalk.pipeline.explain", tripping_over)
    recording = from_json((await make().pipeline.record("x = 1")).stored.json())
    assert [step.type for step in recording.steps] == ["print"]
    assert "KeyError" in caplog.text


@pytest.mark.parametrize(
    ("end", "kind", "lasting"),
    [
        ("exited", "finished", True),
        ("memory", "out_of_memory", True),
        ("recording_bytes", "too_large", True),
        ("wall_time", "timeout", False),
        ("cpu_time", "timeout", False),
        ("signal", "killed", False),
    ],
)
async def test_what_depends_on_the_machine_s_load_is_kept_only_until_the_next_run(
    end: RunEnd, kind: str, lasting: bool
) -> None:
    parts = make(Sandbox(end=end))
    answer = await parts.pipeline.record("x = 1")
    assert from_json(answer.stored.json()).outcome.kind == kind
    assert parts.shelf.kept[answer.id].lasting is lasting
    again = await parts.pipeline.record("x = 1")
    assert len(parts.sandbox.programs) == (1 if lasting else 2)
    assert again.created is not lasting


async def test_a_damaged_recording_is_made_anew_by_whoever_asks_for_it() -> None:
    parts = make()
    id = (await parts.pipeline.record("x = 1", Options(seed=5))).id
    good = parts.shelf.kept[id]
    parts.shelf.damage(id)
    assert await parts.pipeline.read(id) == good == parts.shelf.kept[id]
    parts.shelf.damage(id)
    assert (await parts.pipeline.record("x = 1", Options(seed=5))).stored == good == parts.shelf.kept[id]
    assert len(parts.sandbox.programs) == 3
    assert await parts.pipeline.read("b" * 26) is None


async def test_a_damaged_recording_whose_program_is_gone_says_what_to_do() -> None:
    parts = make()
    id = (await parts.pipeline.record("x = 1")).id
    parts.shelf.damage(id)
    parts.shelf.programs[id] = program_of("x = 2")
    with pytest.raises(StoreError, match="Post its program"):
        await parts.pipeline.read(id)


async def test_a_layout_that_failed_is_tried_again() -> None:
    parts = make(place=not_placed)
    await parts.pipeline.record("x = 1")
    answer = await parts.pipeline.record("x = 1")
    assert answer.created
    assert from_json(answer.stored.json()).layout_problem


@pytest.mark.parametrize("error", [SandboxBusyError(5), SandboxUnavailableError("no zygote")])
async def test_a_sandbox_that_cannot_run_it_is_reported_to_everyone_who_waits(error: Exception) -> None:
    parts = make(Sandbox(error=error))
    answers = await asyncio.gather(*(parts.pipeline.record("x = 1") for _ in range(3)), return_exceptions=True)
    assert answers == [error] * 3
    parts.sandbox.error = None
    assert (await parts.pipeline.record("x = 1")).created


async def test_a_store_that_fails_is_reported() -> None:
    parts = make()
    parts.shelf.error = StoreError("disk full")
    with pytest.raises(StoreError, match="disk full"):
        await parts.pipeline.record("x = 1")


async def test_a_sandbox_that_still_loads_is_waited_for_but_not_for_ever() -> None:
    parts = make(patience=0.02)
    parts.sandbox.loaded.clear()
    with pytest.raises(SandboxUnavailableError, match="still starting"):
        await parts.pipeline.record("x = 1")
    parts.sandbox.loaded.set()
    assert (await parts.pipeline.record("x = 1")).created


async def test_what_is_kept_is_the_contract_s_json() -> None:
    answer = await make().pipeline.record("x = 1")
    read = json.loads(answer.stored.json())
    assert read["version"] == 1
    assert read["steps"] == [{"index": 0, "span": None, "stream": "stdout", "text": "hello", "type": "print"}]
