"""The recordings that the front end's tests fold are what the recorder writes now."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import CHAPTER, lines_of, recording_of

RECORDINGS = Path(__file__).parents[1] / "fixtures" / "recordings"


def _content(recording: dict[str, Any]) -> dict[str, Any]:
    """Without what another machine, engine version or graphviz may give otherwise."""
    return {name: recording[name] for name in ("tensors", "functions", "storages", "values", "steps")}


@pytest.mark.parametrize("name", sorted(path.stem for path in CHAPTER.glob("*.py")))
def test_the_fixture_is_what_is_recorded(name: str) -> None:
    source = (CHAPTER / f"{name}.py").read_text()
    recorded = recording_of(lines_of(source, max_values=64), source).model_dump_json(exclude_unset=True)
    fixture = json.loads((RECORDINGS / f"{name}.json").read_text())
    assert _content(json.loads(recorded)) == _content(fixture), "stale: run `make fixtures`"
