"""What an operator may choose, and what does not go together."""

import pytest
from gradwalk.settings import Settings
from pydantic import ValidationError


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADWALK_PORT", "9000")
    monkeypatch.setenv("GRADWALK_WALL_SECONDS", "2.5")
    monkeypatch.setenv("GRADWALK_PLACES", "3")
    settings = Settings()
    assert settings.port == 9000
    assert settings.limits.wall_seconds == 2.5
    assert settings.sandbox_settings.places == 3
    assert Settings(port=1).port == 1


def test_the_limits_are_the_documented_ones_unless_chosen() -> None:
    limits = Settings().limits
    assert (limits.wall_seconds, limits.cpu_seconds, limits.memory_bytes) == (10, 10, 1 << 30)
    assert (limits.steps, limits.functions) == (20_000, 10_000)
    assert (limits.recording_bytes, limits.printed_bytes) == (8 << 20, 64 << 10)


def test_nothing_changes_once_it_is_built() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc] # that it cannot be is what is shown


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_the_sandbox_may_be_off_on_this_machine_alone(host: str) -> None:
    assert not Settings(sandbox="off", host=host).sandbox_settings.locked


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "gradwalk.example", ""])
def test_the_sandbox_may_not_be_off_for_others(host: str) -> None:
    with pytest.raises(ValidationError, match="only goes with a loopback address"):
        Settings(sandbox="off", host=host)
    assert Settings(host=host).sandbox_settings.locked


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "70000"),
        ("PORT", "http"),
        ("SANDBOX", "maybe"),
        ("WALL_SECONDS", "0"),
        ("STEPS", "-1"),
        ("QUEUE", "-1"),
    ],
)
def test_a_value_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"GRADWALK_{name}", value)
    with pytest.raises(ValidationError):
        Settings()
