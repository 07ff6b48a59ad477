"""Ends of pipes: everything arrives, and each descriptor is closed once, on whatever event loop the server runs."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import uvloop
from gradwalk.sandbox.pipes import Receiver, Sender

Run = Callable[[Coroutine[Any, Any, None]], None]
LONG = bytes(range(256)) * 4000


@pytest.fixture(params=[uvloop.run, asyncio.run])
def run(request: pytest.FixtureRequest) -> Run:
    chosen: Run = request.param
    return chosen


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is closed meanwhile by way of `os`, each descriptor as often as it is."""
    descriptors: list[int] = []
    close = os.close

    def noted(descriptor: int) -> None:
        descriptors.append(descriptor)
        close(descriptor)

    monkeypatch.setattr(os, "close", noted)
    return descriptors


def is_open(descriptor: int) -> bool:
    return Path(f"/proc/self/fd/{descriptor}").is_symlink()


def test_more_than_a_pipe_holds_arrives_whole(run: Run, closed: list[int]) -> None:
    async def play() -> None:
        reader, writer = os.pipe()
        chunks: list[bytes] = []
        receiver = Receiver(reader, chunks.append)
        sender = Sender(writer)
        sender.send(LONG)
        assert not sender.closed
        await asyncio.wait_for(receiver.ended, 5)
        assert b"".join(chunks) == LONG
        assert sender.closed
        sender.close()
        receiver.close()
        assert sorted(closed) == sorted([reader, writer])

    run(play())


def test_a_descriptor_that_is_somebody_else_s_by_then_stays_open(run: Run) -> None:
    async def play() -> None:
        reader, writer = os.pipe()
        receiver, sender = Receiver(reader, lambda _: None), Sender(writer)
        sender.close()
        await asyncio.wait_for(receiver.ended, 5)
        taken = os.pipe()
        assert set(taken) == {reader, writer}
        sender.close()
        receiver.close()
        await asyncio.sleep(0.01)
        assert all(map(is_open, taken))
        for descriptor in taken:
            os.close(descriptor)

    run(play())


def test_one_who_reads_no_more_ends_the_sending(run: Run) -> None:
    async def play() -> None:
        reader, writer = os.pipe()
        sender = Sender(writer)
        sender.send(LONG)
        os.close(reader)
        async with asyncio.timeout(5):
            while not sender.closed:
                await asyncio.sleep(0.01)
        assert not is_open(writer)

    run(play())
