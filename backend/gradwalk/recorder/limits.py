"""How much one run may record, and how often it is written out."""

from dataclasses import dataclass

STEPS = 20_000
FUNCTIONS = 10_000
RECORDING_BYTES = 8 * 1024 * 1024
PRINTED_BYTES = 64 * 1024
SHORTENING_SECONDS = 7.0
BATCH_BYTES = 256 * 1024
BATCH_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """Past `steps`, `functions` or `recording_bytes` the program is ended; past `printed_bytes` its output is dropped.

    What waits while a long loop is shortened would be lost with a run that is killed: once the run has taken
    `shortening_seconds`, which must be well below the time that it may take, it is written every now and then.

    A batch is written once about `batch_bytes` are waiting or `batch_seconds` have gone by.
    """

    steps: int = STEPS
    functions: int = FUNCTIONS
    recording_bytes: int = RECORDING_BYTES
    printed_bytes: int = PRINTED_BYTES
    shortening_seconds: float = SHORTENING_SECONDS
    batch_bytes: int = BATCH_BYTES
    batch_seconds: float = BATCH_SECONDS
