"""A hundred programs in which nothing is wrong: none is warned of anything."""

import pytest

from .conftest import Tell
from .correct.autograd import AUTOGRAD
from .correct.engineering import ENGINEERING
from .correct.research import RESEARCH
from .correct.tensors import TENSORS
from .correct.training import TRAINING

CORRECT = {**TENSORS, **AUTOGRAD, **TRAINING, **ENGINEERING, **RESEARCH}
# What may be explained in them, since it is so and worth a word.
EXPLAINED = {
    *("broadcast_sum", "two_edges_meet", "accumulation", "vector_jacobian_product", "detached_constant"),
    *("view_rewritten", "kink", "tie", "never_reached", "constant_loss"),
}


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in CORRECT.items()])
def test_nothing_is_found_wrong(source: str, tell: Tell) -> None:
    told = tell(source)
    assert told.recording.outcome.kind == "finished", told.recording.steps[-1]
    expected_error = "except RuntimeError" in source
    grave = [finding.title.en for finding in told.findings if finding.severity != "note"]
    assert grave == []
    assert expected_error or {finding.kind for finding in told.findings} <= EXPLAINED


def test_there_are_a_hundred() -> None:
    assert len(CORRECT) >= 100
