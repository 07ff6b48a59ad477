"""Real recordings of the chapter's programs, without their layouts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from gradwalk.layout.engines import Engines
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Recording

RECORDINGS = Path(__file__).parents[2] / "fixtures" / "recordings"
NAMES = sorted(path.stem for path in RECORDINGS.glob("*.json"))


def load(name: str) -> Recording:
    """The recording of one of the chapter's programs."""
    return from_json((RECORDINGS / f"{name}.json").read_bytes()).model_copy(update={"layout": None})


@pytest.fixture(params=NAMES)
def recording(request: pytest.FixtureRequest) -> Recording:
    """Each of the chapter's programs."""
    return load(request.param)


@pytest.fixture
async def engines() -> AsyncIterator[Engines]:
    """Processes of both engines, as the server keeps them."""
    engines = Engines()
    yield engines
    await engines.close()
