"""The pool of waiting children says what its owner needs to hear, and no more."""

import asyncio

import pytest
from gradwalk.errors import SandboxError
from gradwalk.sandbox.pool import Pool
from gradwalk.sandbox.runner import Runner


def losing(gone: asyncio.Event) -> Pool:
    """A pool whose first fork is under way until `gone` is set, and then fails."""

    async def fork() -> Runner:
        await gone.wait()
        raise SandboxError("the process is gone")

    return Pool(1, fork)


@pytest.mark.parametrize("stopped", [False, True])
async def test_a_fork_that_fails_is_news_unless_the_pool_is_stopped(
    caplog: pytest.LogCaptureFixture, stopped: bool
) -> None:
    gone = asyncio.Event()
    pool = losing(gone)
    pool.fill()
    await asyncio.sleep(0)
    if stopped:
        pool.stop()
    gone.set()
    await asyncio.sleep(0.01)
    assert ("no process ahead of need" in caplog.text) is not stopped
    await pool.close()
