"""Processes of the engines: kept, killed, replaced, and never mixed up."""

import asyncio
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradwalk.errors import LayoutError
from gradwalk.layout.engines import Engines
from gradwalk.layout.place import place

from .conftest import NAMES, load


def _slow_dot(folder: Path) -> None:
    script = folder / "dot"
    script.write_text(f"#!/bin/sh\necho $$ > {folder}/pid\nexec sleep 60\n")
    script.chmod(0o755)


async def test_a_dot_that_takes_too_long_is_killed(
    engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _slow_dot(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(LayoutError, match=r"dot took more than 0\.5 s"):
        await engines.dot.lay_out(b"digraph {}", 0.5)
    pid = int((tmp_path / "pid").read_text())
    assert not Path(f"/proc/{pid}").exists()


async def test_where_dot_takes_too_long_the_layered_layout_takes_over(
    engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _slow_dot(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    layout = await place(engines, load("05_grad_fn"), seconds=0.5)
    assert layout.engine == "layered"
    assert len(layout.nodes) == 6


async def test_a_layout_that_nobody_waits_for_is_killed(
    engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _slow_dot(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    task = asyncio.create_task(place(engines, load("05_grad_fn"), seconds=30))
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not Path(f"/proc/{int((tmp_path / 'pid').read_text())}").exists()


async def test_without_graphviz_the_error_says_what_to_install(
    engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shutil.which("dot")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LayoutError, match="install graphviz"):
        await place(engines, load("05_grad_fn"))


async def test_a_kept_process_lays_out_as_a_new_one_does() -> None:
    others = _children("dot")
    kept = Engines(processes=1)
    for name in (*NAMES, *reversed(NAMES)):
        new = Engines()
        assert await place(kept, load(name)) == await place(new, load(name))
        await new.close()
    assert len(_children("dot")) == len(others) + 1
    await kept.close()
    assert _children("dot") == others


async def test_graphs_laid_out_at_once_are_not_mixed_up(engines: Engines) -> None:
    others = _children("dot")
    alone = {name: await place(engines, load(name)) for name in NAMES}
    together = await asyncio.gather(*(place(engines, load(name)) for name in NAMES * 3))
    assert together == [alone[name] for name in NAMES * 3]
    assert len(_children("dot")) <= len(others) + len(os.sched_getaffinity(0))


async def test_a_kept_process_that_was_killed_is_replaced(engines: Engines) -> None:
    others = _children("dot")
    before = await place(engines, load("05_grad_fn"))
    for pid in set(_children("dot")) - set(others):
        os.kill(pid, signal.SIGKILL)
    assert await place(engines, load("05_grad_fn")) == before


async def test_what_dot_complains_of_is_said(engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dot").write_text("#!/bin/sh\necho 'no plugin for json0' >&2\nexit 1\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(LayoutError, match="no plugin for json0"):
        await engines.dot.lay_out(b"digraph {}", 5)


def _children(name: str) -> list[int]:
    return sorted(pid for pid, found in _processes() if found == name)


def _processes() -> Iterator[tuple[int, str]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (entry / "stat").exists():
            pid, _, rest = (entry / "stat").read_text().partition(" ")
            name, _, fields = rest.rpartition(") ")
            if int(fields.split()[1]) == os.getpid():
                yield int(pid), name[1:]
