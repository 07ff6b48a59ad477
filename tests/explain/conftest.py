"""Findings of a program that was recorded by the real recorder."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from gradwalk.explain.findings.findings import findings
from gradwalk.recording.findings import Finding, Remedy
from gradwalk.recording.recording import Recording

from ..recorder.conftest import everything_is_loaded, lines_of, recording_of

__all__ = ["everything_is_loaded"]


class Told(NamedTuple):
    """A recording and what is found in it."""

    recording: Recording
    findings: tuple[Finding, ...]

    def of(self, kind: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == kind]

    @property
    def grave(self) -> list[str]:
        return [finding.kind for finding in self.findings if finding.severity != "note"]


Tell = Callable[[str], Told]


@pytest.fixture
def tell() -> Tell:
    """Records a program and looks for findings."""

    def run(source: str) -> Told:
        recording = recording_of(lines_of(source), source)
        return Told(recording, findings(recording))

    return run


def remedied(source: str, remedy: Remedy) -> str:
    """A program with a remedy's edits made."""
    lines = source.split("\n")
    for edit in sorted(remedy.edits, key=lambda edit: edit.line, reverse=True):
        place = slice(edit.line - 1, edit.line - 1 + len(edit.removed))
        assert tuple(lines[place]) == edit.removed
        lines[place] = list(edit.added)
    return "\n".join(lines)
