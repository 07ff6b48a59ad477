"""A recording with its explanations: the rules of the functions that occur, and the findings."""

from ..recording.recording import Recording
from .findings.findings import findings
from .rules.occurring import rules


def explain(recording: Recording) -> Recording:
    """The same recording with `rules` and `findings`."""
    return recording.model_copy(update={"rules": rules(recording), "findings": findings(recording)})
