"""Programs that attack, with no policy in their way: none reaches anything, and the next run is as if they had not been.

Each program of hostile.json names the `ends` that its run may have, whether the policy would have `refused` it and, where
that tells most, what it `prints`.
"""

import _json
import json
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gradwalk.errors import ProtocolError
from gradwalk.policy.check import check
from gradwalk.recording.assemble import assemble
from gradwalk.recording.recording import Recording
from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.sandbox import Sandbox
from gradwalk.sandbox.syscalls import prctl

from .conftest import PR_SET_CHILD_SUBREAPER, SLACK, Record, children, descendants, only_spares, printed, program
from .surroundings import IN_THE_ENVIRONMENT, SECRETS, Surroundings

PROGRAMS = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
LIMITS = Limits(wall_seconds=1.5, cpu_seconds=1, memory_bytes=256 << 20)
# A program that is to come to its end may do so on a busy machine, too.
PATIENT = replace(LIMITS, wall_seconds=10)
# What the kernel counts as resident beside the data: the stack, and pages that were shared with the zygote.
MEMORY_SLACK = 32 << 20
ORDINARY = "import torch\nx = torch.rand(3, requires_grad=True)\n(x * x).sum().backward()\nprint(x.grad)\n"
# These take their whole second.
IN_FULL_ONLY = {
    *("fork_bomb_swallow", "sigsegv_handler_loop", "memoryerror_swallow", "hash_collisions", "pow_holds_gil"),
    *("sum_range_c_loop", "hang_in_exception_str", "int_to_str", "stderr_fd_flood", "raised_recursionlimit"),
    *("unraisable_flood", "forge_ending_and_hang", "hang_in_tensor_hook", "hang_in_accumulate_hook"),
    *("hang_in_node_hook", "hang_in_module_hook", "hang_in_saved_tensor_hook", "hang_in_torch_function"),
    *("hang_in_del", "hang_in_weak_reference", "hang_in_collector", "hang_in_trace", "hang_in_class_property"),
    *("c_stack_overflow", "matmul_hog", "replace_the_streams", "hang_in_signal_handler"),
}


def source_of(case: dict[str, Any]) -> str:
    return "\n".join(case["code"]) + "\n"


@pytest.fixture
async def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Surroundings]:
    around = Surroundings(tmp_path, library=_json)
    around.plant()
    monkeypatch.setenv("GRADWALK_TEST_SECRET", IN_THE_ENVIRONMENT)
    async with around.listening():
        yield around


@pytest.fixture(autouse=True)
def orphans_are_seen() -> Iterator[None]:
    """What outlives its parent comes to this process."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0)


@pytest.fixture(scope="module")
async def ordinary(sandbox: Sandbox) -> Recording:
    """An ordinary program's recording, before any attack."""
    result = await sandbox.run(program(ORDINARY))
    return assemble(program(ORDINARY), "a" * 26, sandbox.engine, result.lines, result.report)


@pytest.fixture(scope="module")
async def neighbours(sandbox: Sandbox) -> set[int]:
    """The processes that other tests' sandboxes and layouts keep."""
    await sandbox.ready()
    return set(children(os.getpid())) - {sandbox.zygote_pid}


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(case, id=case["name"], marks=[pytest.mark.full] if case["name"] in IN_FULL_ONLY else [])
        for case in PROGRAMS
    ],
)
async def test_nothing_gets_out(
    hostile: dict[str, Any],
    surroundings: Surroundings,
    sandbox: Sandbox,
    record: Record,
    ordinary: Recording,
    neighbours: set[int],
    capfd: pytest.CaptureFixture[str],
) -> None:
    await sandbox.ready()
    zygote, planted = sandbox.zygote_pid, surroundings.files()
    attack = program(surroundings.fill(source_of(hostile)))
    limits = LIMITS if "timeout" in hostile["ends"] else PATIENT
    result = await sandbox.run(attack, limits)
    assert result.report.seconds < limits.wall_seconds + SLACK
    assert result.report.memory_bytes <= LIMITS.memory_bytes + MEMORY_SLACK
    assert sum(map(len, result.lines)) <= LIMITS.recording_bytes
    told = b"\n".join(result.lines).decode(errors="replace")
    try:
        recording = assemble(attack, "a" * 26, sandbox.engine, result.lines, result.report)
    except ProtocolError:
        end = "protocol_error"
    else:
        end = recording.outcome.kind
        told += recording.model_dump_json(exclude={"program"})
        if "prints" in hostile:
            assert printed(recording) == hostile["prints"]
    assert end in hostile["ends"]
    assert [secret for secret in SECRETS if secret in told] == []
    assert surroundings.files() == planted
    assert surroundings.visits == []
    assert "from inside" not in "".join(capfd.readouterr())
    # Nothing of it is left, and who comes next gets what they would have got.
    assert await only_spares(sandbox)
    assert set(children(os.getpid())) - neighbours == {zygote}
    assert set(descendants(zygote)) == set(sandbox.state.spares)
    after = await record(ORDINARY)
    assert (after.steps, after.values) == (ordinary.steps, ordinary.values)
    assert sandbox.zygote_pid == zygote


@pytest.mark.parametrize("hostile", [pytest.param(case, id=case["name"]) for case in PROGRAMS])
def test_the_policy_refuses_with_advice_or_leaves_it_to_the_wall(hostile: dict[str, Any]) -> None:
    violations = check(source_of(hostile))
    assert bool(violations) == hostile["refused"]
    for violation in violations:
        assert 1 <= violation.line <= len(hostile["code"])
        for words in (violation.reason, violation.hint):
            assert words.en
            assert words.zh
