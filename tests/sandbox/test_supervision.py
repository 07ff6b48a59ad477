"""A zygote dies, hangs, or cannot be locked: the server goes on, or says clearly that it does not."""

import asyncio
import logging
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from gradwalk.errors import SandboxUnavailableError
from gradwalk.sandbox import canaries
from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.sandbox import Sandbox
from gradwalk.sandbox.settings import SandboxSettings
from gradwalk.sandbox.syscalls import prctl

from .conftest import (
    ORDINARY_USER,
    PR_SET_CHILD_SUBREAPER,
    Record,
    descriptors,
    error,
    is_running,
    only_spares,
    printed,
    program,
    record_in,
    running,
)

# An interpreter that cannot make the system call that it is named for: it gets ENOSYS, as on a kernel without it.
WITHOUT = """\
#!{python}
import errno, os, struct, sys
from gradwalk.sandbox import seccomp, syscalls
number = syscalls.architecture().numbers[{call!r}]
syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
rows = (0x20, 0, 0, 0), (0x15, 0, 1, number), (0x06, 0, 0, 0x00050000 | errno.ENOSYS), (0x06, 0, 0, 0x7FFF0000)
seccomp.install(b"".join(struct.pack("=HBBI", *row) for row in rows))
command = [*{prefix!r}, sys.executable, *sys.argv[1:]]
os.execvp(command[0], command)
"""


def interpreter(folder: Path, call: str, prefix: tuple[str, ...] = ()) -> str:
    path = folder / "python"
    path.write_text(WITHOUT.format(python=sys.executable, call=call, prefix=list(prefix)))
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def process_one() -> Iterator[None]:
    """Orphans come to this process, as they come to a server that is a container's first process."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0)


async def test_a_run_survives_the_death_of_its_zygote(sandbox: Sandbox, record: Record, process_one: None) -> None:
    await sandbox.ready()
    zygote = sandbox.zygote_pid
    run = asyncio.create_task(record("import time\ntime.sleep(0.5)\nprint('done')\n"))
    await asyncio.sleep(0.25)
    (child,) = running(sandbox)
    os.kill(zygote, signal.SIGKILL)
    assert printed(await run) == "done\n"
    assert sandbox.zygote_pid != zygote
    assert not is_running(zygote)
    assert not is_running(child)


async def test_a_zygote_that_hangs_is_noticed_with_nothing_to_run_and_its_runs_are_tried_again() -> None:
    sandbox = await Sandbox.start(SandboxSettings(heartbeat_seconds=0.1, patience_seconds=1))
    try:
        await sandbox.ready()
        await only_spares(sandbox)
        zygote = sandbox.zygote_pid
        run = asyncio.create_task(record_in(sandbox, "import time\ntime.sleep(0.2)\nprint('done')\n", Limits()))
        await asyncio.sleep(0.1)
        os.kill(zygote, signal.SIGSTOP)
        async with asyncio.timeout(10):
            while sandbox.state.phase == "ready":
                await asyncio.sleep(0.05)
        assert sandbox.state.phase == "starting"
        assert printed(await run) == "done\n"
        assert sandbox.state.zygotes == 2
        assert not is_running(zygote)
    finally:
        await sandbox.close()


async def test_a_child_that_dies_while_it_waits_is_replaced_and_never_given_out(
    sandbox: Sandbox, record: Record
) -> None:
    await sandbox.ready()
    await only_spares(sandbox)
    killed = sandbox.state.spares
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    assert printed(await record("print('done')\n")) == "done\n"
    await only_spares(sandbox)
    assert not set(killed) & set(sandbox.state.spares)


async def test_children_that_wait_are_locked_already(sandbox: Sandbox) -> None:
    await sandbox.ready()
    await only_spares(sandbox)
    await asyncio.sleep(0.2)
    for pid in sandbox.state.spares:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        status = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
        assert (status["Seccomp"], status["NoNewPrivs"]) == ("2", "1")


async def test_a_zygote_that_cannot_start_is_tried_again_until_it_can(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    sandbox = await Sandbox.start(SandboxSettings(python=str(python)))
    try:
        with pytest.raises(SandboxUnavailableError):
            await sandbox.ready()
        # While it pauses, nobody is kept waiting.
        with pytest.raises(SandboxUnavailableError):
            await sandbox.run(program("print(1)\n"))
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        async with asyncio.timeout(60):
            while sandbox.state.phase != "ready":
                await asyncio.sleep(0.1)
        assert printed(await record_in(sandbox, "print('done')\n", Limits())) == "done\n"
    finally:
        await sandbox.close()


async def test_closing_leaves_no_process_and_no_descriptor() -> None:
    before = descriptors()
    sandbox = await Sandbox.start()
    await sandbox.ready()
    zygote = sandbox.zygote_pid
    run = asyncio.create_task(sandbox.run(program("while True:\n    pass\n")))
    await asyncio.sleep(0.5)
    await sandbox.close()
    with pytest.raises(SandboxUnavailableError):
        await run
    await asyncio.sleep(0)
    assert not is_running(zygote)
    assert descriptors() == before


async def test_closing_does_not_wait_for_torch_to_load() -> None:
    sandbox = await Sandbox.start()
    await asyncio.sleep(0.5)
    start = monotonic()
    await sandbox.close()
    assert monotonic() - start < 1
    with pytest.raises(SandboxUnavailableError):
        await sandbox.run(program(""))


async def test_without_seccomp_it_does_not_start(tmp_path: Path) -> None:
    sandbox = await Sandbox.start(SandboxSettings(python=interpreter(tmp_path, "seccomp")))
    with pytest.raises(SandboxUnavailableError, match="seccomp"):
        await sandbox.ready()
    with pytest.raises(SandboxUnavailableError):
        sandbox.describe()
    await sandbox.close()


async def test_an_interpreter_that_is_not_there_is_said(tmp_path: Path) -> None:
    sandbox = await Sandbox.start(SandboxSettings(python=str(tmp_path / "nowhere")))
    with pytest.raises(SandboxUnavailableError, match="nowhere"):
        await sandbox.ready()
    await sandbox.close()


async def test_a_zygote_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    silent = tmp_path / "python"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    sandbox = await Sandbox.start(SandboxSettings(python=str(silent), start_seconds=0.2))
    with pytest.raises(SandboxUnavailableError, match="too long"):
        await sandbox.ready()
    await sandbox.close()


async def test_an_ordinary_user_without_landlock_is_locked_in_and_a_hung_zygote_replaced(
    tmp_path: Path, ordinary_user: tuple[str, ...]
) -> None:
    python = interpreter(tmp_path, "landlock_create_ruleset", ordinary_user)
    settings = SandboxSettings(python=python, patience_seconds=2)
    sandbox = await Sandbox.start(settings)
    try:
        await sandbox.ready()
        assert "no Landlock" in sandbox.describe()
        assert f"uid {os.geteuid() or ORDINARY_USER}" in sandbox.describe()
        status = Path(f"/proc/{sandbox.zygote_pid}/status").read_text()
        assert set(re.findall(r"Cap(?:Inh|Prm|Eff|Amb):\s*(\w+)", status)) == {"0" * 16}
        assert "Permission denied" in (error(await record_in(sandbox, "open('/etc/passwd')\n", Limits())) or "")
        zygote = sandbox.zygote_pid
        os.kill(zygote, signal.SIGSTOP)
        assert printed(await record_in(sandbox, "print('done')\n", Limits())) == "done\n"
        assert not is_running(zygote)
    finally:
        await sandbox.close()


async def test_the_sandbox_is_only_off_when_asked_which_canaries_would_find(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        sandbox = await Sandbox.start(SandboxSettings(locked=False))
    assert "off" in caplog.text
    try:
        await sandbox.ready()
        assert "off" in sandbox.describe()
        with pytest.raises(SandboxUnavailableError) as refused:
            await canaries.check(sandbox.run)
        assert {attempt for attempt in canaries.ATTEMPTS if attempt in str(refused.value)} == set(canaries.ATTEMPTS)
    finally:
        await sandbox.close()
        Path("/tmp/gradwalk-canary").unlink(missing_ok=True)
