"""Records a program in this very process, with every right of its user: only for one that you wrote yourself."""

import platform
import signal
from importlib.metadata import version
from time import perf_counter
from types import FrameType

import torch

from .explain.explain import explain
from .program.identity import content_id, program_of
from .recorder.run import record
from .recording.assemble import assemble
from .recording.progress import Progress, Told
from .recording.recording import Engine, Options, Recording
from .recording.wire import STEP_KEY, RunReport


def trusted(source: str, options: Options, told: Told) -> Recording:
    """The recording, not laid out, of a program that is run here, whatever it does.

    No limit ends it but the recorder's own; `told` is told how far it has come. For the main thread.

    Raises:
        KeyboardInterrupt: if Ctrl-C was pressed, which ends the program as it would anywhere.
    """
    program = program_of(source, options)
    engine = Engine(
        gradwalk=version("gradwalk"), torch=torch.__version__, python=platform.python_version(), devices=("cpu",)
    )
    lines: list[bytes] = []
    steps, pressed = 0, False

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.default_int_handler(number, frame)

    def write(line: bytes) -> None:
        nonlocal steps
        lines.append(line.rstrip(b"\n"))
        steps += line.count(STEP_KEY)
        told(Progress(stage="running", steps=steps))

    told(Progress(stage="running"))
    start = perf_counter()
    before = signal.signal(signal.SIGINT, interrupt)
    try:
        record(program, write)
    finally:
        signal.signal(signal.SIGINT, before)
    # It is the program that it was raised in, and what the program raises is recorded.
    if pressed:
        raise KeyboardInterrupt
    report = RunReport(end="exited", seconds=perf_counter() - start, memory_bytes=0)
    told(Progress(stage="laying_out"))
    return explain(assemble(program, content_id(program, engine), engine, lines, report))
