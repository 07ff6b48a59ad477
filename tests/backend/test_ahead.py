"""What a run has written is worked on while its process still ends, and only what counts is kept."""

import asyncio

import pytest
from gradwalk.recording.json import from_json
from gradwalk.recording.layout import Layout
from gradwalk.recording.recording import Recording
from gradwalk.recording.wire import RunEnd

from .doubles import FINISHED, LAYOUT, PRINTED, Sandbox, make


@pytest.mark.parametrize("end", ["exited", "wall_time"])
async def test_what_a_run_has_written_is_laid_out_while_its_process_still_ends(end: RunEnd) -> None:
    laid_out = asyncio.Event()

    async def place(recording: Recording) -> Layout:
        assert not laid_out.is_set()
        laid_out.set()
        return LAYOUT

    parts = make(Sandbox(told=[[PRINTED, FINISHED]], end=end), place)
    parts.sandbox.go.clear()
    answer = asyncio.create_task(parts.pipeline.record("x = 1"))
    await asyncio.wait_for(laid_out.wait(), 5)
    parts.sandbox.go.set()
    recording = from_json((await answer).stored.json())
    assert (recording.layout, len(recording.steps)) == (LAYOUT, 1)
    assert recording.outcome.kind == ("finished" if end == "exited" else "timeout")
    assert recording.outcome.memory_bytes == 7


async def test_what_counts_is_what_the_run_that_ended_has_written() -> None:
    for told in ([[b"no recording"]], [[b"no recording"], [FINISHED]], [[PRINTED, FINISHED], []]):
        answer = await make(Sandbox(told=told)).pipeline.record("x = 1")
        recording = from_json(answer.stored.json())
        assert (recording.outcome.kind, len(recording.steps)) == ("finished", 1)


async def test_who_leaves_while_a_layout_is_made_leaves_nothing_of_it() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def place(recording: Recording) -> Layout:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return LAYOUT

    parts = make(Sandbox(told=[[PRINTED, FINISHED]]), place)
    parts.sandbox.go.clear()
    leaving = asyncio.create_task(parts.pipeline.record("x = 1"))
    await begun.wait()
    leaving.cancel()
    await asyncio.wait_for(ended.wait(), 60)
    assert parts.shelf.kept == {}
