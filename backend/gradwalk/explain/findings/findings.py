"""All findings of a recording."""

from collections.abc import Callable, Iterable

from ...recording.findings import Finding
from ...recording.recording import Recording

# Each looks for one thing.
FINDERS: tuple[Callable[[Recording], Iterable[Finding]], ...] = ()


def findings(recording: Recording) -> tuple[Finding, ...]:
    """What a learner should be told about this run, the most important first."""
    return tuple(finding for find in FINDERS for finding in find(recording))
