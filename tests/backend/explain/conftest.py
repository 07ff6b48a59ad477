"""A recording to explain."""

from pathlib import Path

import pytest
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Recording


@pytest.fixture
def small() -> Recording:
    """`(x ** 2 * x ** 2 * 3).mean()` and its backward."""
    path = Path(__file__).parents[2] / "fixtures" / "recordings" / "05_grad_fn.json"
    return from_json(path.read_bytes())
