"""Records a program in this very process, with every right of its user: only for one that you wrote yourself."""

import platform
from importlib.metadata import version
from time import perf_counter

import torch

from .explain.explain import explain
from .layout.engines import Engines
from .layout.place import place
from .program.identity import content_id, program_of
from .recorder.run import record_lines
from .recording.assemble import assemble
from .recording.recording import Engine, Options, Recording
from .recording.wire import RunReport


async def trusted(source: str, options: Options, engines: Engines) -> Recording:
    """The recording of a program that is run here, whatever it does. No limit ends it but the recorder's own."""
    program = program_of(source, options)
    engine = Engine(
        gradwalk=version("gradwalk"), torch=torch.__version__, python=platform.python_version(), devices=("cpu",)
    )
    start = perf_counter()
    lines = [line.rstrip(b"\n") for line in record_lines(program)]
    report = RunReport(end="exited", seconds=perf_counter() - start, memory_bytes=0)
    recording = explain(assemble(program, content_id(program, engine), engine, lines, report))
    return recording.model_copy(update={"layout": await place(engines, recording)})
