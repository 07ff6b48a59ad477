"""What one run may use. The server, the zygote and the child all read it from here."""

from dataclasses import dataclass

WALL_SECONDS = 10.0
CPU_SECONDS = 10
MEMORY_BYTES = 1 << 30
RECORDING_BYTES = 8 << 20
STEPS = 20_000
FUNCTIONS = 10_000
PRINTED_BYTES = 64 << 10


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run.

    The operating system holds `cpu_seconds` (whole seconds) and `memory_bytes` (what the program may add to the loaded
    runtime), the server `wall_seconds` and `recording_bytes` (everything that leaves the child). `steps`, `functions`
    and `printed_bytes` are the recorder's, inside the child: past them a recording ends early, and says so.
    """

    wall_seconds: float = WALL_SECONDS
    cpu_seconds: int = CPU_SECONDS
    memory_bytes: int = MEMORY_BYTES
    recording_bytes: int = RECORDING_BYTES
    steps: int = STEPS
    functions: int = FUNCTIONS
    printed_bytes: int = PRINTED_BYTES
