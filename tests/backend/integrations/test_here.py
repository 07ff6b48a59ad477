"""Programs of pages that are run here: what would come out again is kept, anything else is run again."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradwalk.integrations.here import Here
from gradwalk.integrations.wish import Wish
from gradwalk.recording.json import from_json

PROGRAM = "import torch\nx = torch.ones(2, requires_grad=True)\nx.sum().backward()\n"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    workshop = Here(tmp_path)
    yield workshop
    workshop.close()


def test_a_damaged_recording_is_made_anew(here: Here, tmp_path: Path) -> None:
    here.make(PROGRAM, Wish())
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:30] + bytes(20) + whole[50:])
    with pytest.raises(zlib.error):
        gzip.decompress(path.read_bytes())
    assert here.make(PROGRAM, Wish()).problem is None
    assert from_json(gzip.decompress(path.read_bytes())).program.source == PROGRAM


def test_what_ran_out_of_time_is_not_kept(here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADWALK_WALL_SECONDS", "1")
    assert here.make("while True:\n    pass\n", Wish()).problem is not None
    assert list(tmp_path.iterdir()) == []
