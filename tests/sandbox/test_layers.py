"""What holds is the kernel's word: of a process that nothing holds, the same words say so."""

import os
from pathlib import Path

import pytest
from gradwalk.sandbox.layers import layers
from gradwalk.sandbox.protocol import Hello
from gradwalk.sandbox.sandbox import Sandbox

LOCKED = Hello(pid=2, uid=61999, locked=True, landlock=0, namespaces=[], baseline_bytes=5, engine={})


def test_a_process_that_nothing_holds_is_told_of_with_what_to_do() -> None:
    found = {layer.name: layer for layer in layers(LOCKED, os.getpid())}
    for name in ("seccomp", "rlimits", "no new privileges"):
        assert found[name].needed
        assert not found[name].holds
        assert found[name].advice
    for name in ("landlock", "namespaces"):
        assert not found[name].needed
        assert not found[name].holds
        assert found[name].advice


def test_a_sandbox_that_is_off_is_one_layer_that_does_not_hold() -> None:
    off = Hello(pid=2, uid=0, locked=False, landlock=0, namespaces=[], baseline_bytes=5, engine={})
    (layer,) = layers(off, None)
    assert not layer.holds
    assert "GRADWALK_SANDBOX" in layer.advice


async def test_a_zygote_has_the_namespaces_that_it_names_for_itself(sandbox: Sandbox) -> None:
    (layer,) = (layer for layer in await sandbox.layers() if layer.name == "namespaces")
    if not layer.holds:
        pytest.skip("this machine allows none")
    for name, file in {"network": "net", "ipc": "ipc", "uts": "uts"}.items():
        assert name in layer.words
        try:
            theirs = Path(f"/proc/{sandbox.zygote_pid}/ns/{file}").readlink()
        except PermissionError:
            pytest.skip("only root can look into it")
        assert theirs != Path(f"/proc/self/ns/{file}").readlink()
