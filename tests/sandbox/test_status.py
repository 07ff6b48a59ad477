"""How an end is named, from the wait status, the clock and the memory alone."""

import signal

import pytest
from gradwalk.recording.wire import RunReport
from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.protocol import Ended
from gradwalk.sandbox.status import LOCK_FAILED, OUT_OF_MEMORY, RECORDER_FAILED, KillReason, report, where

LIMITS = Limits(cpu_seconds=4, memory_bytes=1000)
BASELINE = 300


def end(status: int, cpu: float = 0.1, peak: int = BASELINE, killed_for: KillReason | None = None) -> RunReport:
    return report(Ended(1, status, cpu, peak), killed_for, 1.5, LIMITS, BASELINE)


def exit_status(code: int) -> int:
    return code << 8


def test_status_zero_is_an_end_of_its_own_accord() -> None:
    assert end(exit_status(0)) == RunReport(end="exited", seconds=1.5, memory_bytes=0)


def test_another_status_is_named() -> None:
    assert end(exit_status(3)).end == "signal"
    assert end(exit_status(3)).detail == "the process ended with status 3"


def test_a_childs_own_statuses_have_words() -> None:
    assert end(exit_status(OUT_OF_MEMORY)).end == "memory"
    assert "locked" in (end(exit_status(LOCK_FAILED)).detail or "")
    assert "recorder" in (end(exit_status(RECORDER_FAILED)).detail or "")


@pytest.mark.parametrize("by", [signal.SIGSEGV, signal.SIGABRT, signal.SIGSYS, signal.SIGKILL])
def test_a_death_that_nothing_explains_names_its_signal(by: signal.Signals) -> None:
    assert end(by).end == "signal"
    assert by.name in (end(by).detail or "")


def test_the_clock_explains_a_kill() -> None:
    assert end(signal.SIGKILL, killed_for="wall_time").end == "wall_time"


def test_a_run_that_ended_before_the_clock_had_it_killed_has_ended() -> None:
    assert end(exit_status(0), killed_for="wall_time").end == "exited"


def test_processor_time_explains_its_signal_and_a_kill() -> None:
    assert end(signal.SIGXCPU).end == "cpu_time"
    assert end(signal.SIGKILL, cpu=5.0).end == "cpu_time"


def test_too_much_output_is_said_however_the_run_ended() -> None:
    assert {end(status, killed_for="recording_bytes").end for status in (exit_status(0), signal.SIGKILL)} == {
        "recording_bytes"
    }


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGABRT])
def test_much_memory_explains_a_kill_or_an_abort(by: signal.Signals) -> None:
    assert end(by, peak=BASELINE + 499).end == "signal"
    assert end(by, peak=BASELINE + 500).end == "memory"


def test_memory_is_counted_from_what_an_empty_program_takes() -> None:
    assert end(exit_status(0), peak=BASELINE + 70).memory_bytes == 70
    assert end(exit_status(0), peak=BASELINE - 70).memory_bytes == 0


TRACEBACK = (
    'Traceback (most recent call last): |   File "/srv/gradwalk/sandbox/child.py", line 46, in live |   File "<program>", '
    'line 3, in secret_name |   File "/srv/gradwalk/recorder/run.py", line 139, in _error | ZeroDivisionError: my secret | '
)


def test_a_recorders_failure_is_told_by_place_and_kind_and_never_in_a_programs_words() -> None:
    assert where(TRACEBACK) == "ZeroDivisionError at sandbox/child.py:46, recorder/run.py:139"
    assert where("") == "no error at no place"
    assert "secret" not in where("my secret\n" * 100 + 'File "/x/secret.py", line 3 | secret: x')
