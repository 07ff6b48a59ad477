"""Looking for findings never fails, whatever the program did and wherever its recording ends."""

import pytest
from gradwalk.explain.findings.findings import findings
from gradwalk.recording.recording import Recording

from ..recorder.corpus import EVERY
from .conftest import Tell

CUTS = 4
SAMPLED = 6
NAMES = [
    pytest.param(name, marks=() if number % SAMPLED == 0 else pytest.mark.full) for number, name in enumerate(EVERY)
]


def cut(recording: Recording, steps: int) -> Recording:
    """The recording of a run that was killed after some steps."""
    return recording.model_copy(update={"steps": recording.steps[:steps]})


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_points_into_the_recording(name: str, tell: Tell) -> None:
    told = tell(EVERY[name])
    length = len(told.recording.steps)
    known = {row.id for row in told.recording.tensors} | {row.id for row in told.recording.functions}
    for steps in {length, *(length * part // CUTS for part in range(CUTS))}:
        for finding in findings(cut(told.recording, steps)):
            assert finding.steps
            assert max((*finding.steps, *(place.step or 0 for place in finding.places))) < steps
            assert known.issuperset((*finding.tensors, *finding.functions))
            assert finding.title.en != finding.title.zh
