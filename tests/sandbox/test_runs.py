"""What becomes of a run: finished, cut short by a limit, dead; and that the next one works at once."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from gradwalk.errors import SandboxBusyError
from gradwalk.policy.allowed import MODULES
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Accumulate
from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.sandbox import Sandbox

from .conftest import SLACK, Record, descriptors, error, is_running, only_spares, printed, program, record_in, running

BACKWARD = """\
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
print(x.grad)
"""
FOREVER = "while True:\n    pass\n"
SHORT = Limits(wall_seconds=1, cpu_seconds=5)


def has_run_backward(recording: Recording) -> bool:
    return any(isinstance(step, Accumulate) for step in recording.steps)


async def test_a_program_is_recorded(record: Record) -> None:
    recording = await record(BACKWARD)
    assert recording.outcome.kind == "finished"
    assert printed(recording) == "tensor([2., 4.])\n"
    assert has_run_backward(recording)
    assert 0 < (recording.outcome.seconds or 0) < 10


async def test_the_same_program_leaves_the_same_recording(record: Record) -> None:
    source = (
        "import torch, random, numpy\nprint(torch.rand(2), random.random(), numpy.random.rand(), hash('a'), {'b', 'c'})"
    )
    first, second = [await record(source) for _ in range(2)]
    assert first.steps == second.steps
    assert first.values == second.values


async def test_a_long_program_arrives_whole(record: Record) -> None:
    recording = await record(f"text = {'梯' * 60_000!r}\nprint(len(text))\n")
    assert printed(recording) == "60000\n"


async def test_an_endless_loop_leaves_its_first_and_later_iterations(sandbox: Sandbox) -> None:
    source = "import torch\nx = torch.ones(2, requires_grad=True)\nwhile True:\n    (x * 2).sum().backward()\n"
    recording = await record_in(sandbox, source, Limits(wall_seconds=5, steps=1000))
    calls = [step.call for step in recording.steps if isinstance(step, Accumulate)]
    assert recording.outcome.kind == "timeout"
    assert recording.outcome.skipped_iterations > 0
    assert calls[:3] == [1, 2, 3]
    assert calls[-1] > len(calls)


async def test_every_module_that_the_policy_allows_can_be_imported(record: Record) -> None:
    source = "".join(f"import {module}\n" for module in sorted(MODULES - {"__future__"}))
    assert error(await record(source)) is None


async def test_what_torch_reads_from_files_is_replaced(record: Record) -> None:
    recording = await record(
        "import torch\nprint(torch.seed() != torch.seed())\ntorch.set_num_threads(8)\nprint(torch.get_num_threads())\n"
    )
    assert printed(recording) == "True\n1\n"


async def test_an_endless_loop_ends_and_the_next_run_works_at_once(record: Record) -> None:
    start = monotonic()
    recording = await record(BACKWARD + FOREVER, SHORT)
    assert monotonic() - start < SHORT.wall_seconds + SLACK
    assert recording.outcome.kind == "timeout"
    assert recording.outcome.limits == ("wall_time",)
    assert has_run_backward(recording)
    assert (await record(BACKWARD)).outcome.kind == "finished"


async def test_processor_time_runs_out(record: Record) -> None:
    recording = await record(FOREVER, Limits(wall_seconds=20, cpu_seconds=1))
    assert recording.outcome.kind == "timeout"
    assert recording.outcome.limits == ("cpu_time",)


async def test_an_impossible_allocation_is_the_programs_error(record: Record) -> None:
    recording = await record("import torch\nprint('before')\ntorch.empty(10**12)\n")
    assert recording.outcome.kind == "out_of_memory"
    assert printed(recording) == "before\n"


async def test_growth_ends_at_the_budget(record: Record) -> None:
    budget = 256 << 20
    recording = await record(
        "import torch\nkept = []\nwhile True:\n    kept.append(torch.ones(10**7))\n", Limits(memory_bytes=budget)
    )
    assert recording.outcome.kind == "out_of_memory"
    assert (recording.outcome.memory_bytes or 0) <= budget


async def test_a_flood_of_text_is_cut_off(record: Record) -> None:
    recording = await record("print('x' * 10_000_000)\n")
    assert 0 < len(printed(recording)) <= 64 << 10
    assert "printed_bytes" in recording.outcome.limits


async def test_a_flood_past_the_recorder_is_cut_off(record: Record) -> None:
    flood = "import os\nline = b'{}' + b' ' * 500 + bytes([10])\nwhile True:\n    os.write(3, line * 100)\n"
    recording = await record(flood, Limits(recording_bytes=1 << 20))
    assert recording.outcome.kind == "too_large"
    assert recording.outcome.limits == ("recording_bytes",)


async def test_a_child_that_is_killed_keeps_what_it_had_recorded(sandbox: Sandbox, record: Record) -> None:
    run = asyncio.create_task(record(BACKWARD + FOREVER))
    await asyncio.sleep(1)
    (child,) = running(sandbox)
    os.kill(child, signal.SIGKILL)
    recording = await run
    assert recording.outcome.kind == "killed"
    assert "SIGKILL" in (recording.outcome.detail or "")
    assert has_run_backward(recording)


async def test_a_run_that_is_cancelled_leaves_no_process(sandbox: Sandbox) -> None:
    run = asyncio.create_task(sandbox.run(program(FOREVER)))
    await asyncio.sleep(0.5)
    (child,) = running(sandbox)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert not is_running(child)


async def test_runs_leave_no_descriptor(sandbox: Sandbox, record: Record) -> None:
    await record(BACKWARD)
    await only_spares(sandbox)
    before = descriptors()
    await asyncio.gather(*(record(BACKWARD) for _ in range(8)), record("import os\nos._exit(3)\n"))
    await only_spares(sandbox)
    # Each spare's pipes have numbers of their own.
    assert len(descriptors()) == len(before)


async def test_runs_wait_in_a_queue_that_has_an_end(sandbox: Sandbox) -> None:
    room = sandbox.settings.places + sandbox.settings.queue
    runs = [asyncio.create_task(sandbox.run(program("print(1)\n"))) for _ in range(room)]
    await asyncio.sleep(0)
    with pytest.raises(SandboxBusyError) as busy:
        await sandbox.run(program("print(1)\n"))
    assert busy.value.retry_after > 0
    results = await asyncio.gather(*runs)
    assert {result.report.end for result in results} == {"exited"}


async def test_what_holds_is_described(sandbox: Sandbox) -> None:
    layers = await sandbox.layers()
    assert [layer.name for layer in layers if layer.needed and not layer.holds] == []
    assert sandbox.describe().startswith(f"sandbox: {', '.join(layer.words for layer in layers)}")
    assert sandbox.engine.torch.startswith("2.13.0")
    assert sandbox.engine.devices == ("cpu",)


async def test_the_zygote_is_no_longer_root(sandbox: Sandbox) -> None:
    await sandbox.ready()
    lines = Path(f"/proc/{sandbox.zygote_pid}/status").read_text().splitlines()
    status = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    assert "0" not in status["Uid"].split()
    assert "0" not in status["Gid"].split()
    assert status["Groups"] == "" or os.geteuid() != 0
    assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == 0
    assert status["NoNewPrivs"] == "1"
    assert status["Threads"] == "1"


def test_the_server_does_not_load_torch() -> None:
    code = "import sys, gradwalk.sandbox.sandbox\nsys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
