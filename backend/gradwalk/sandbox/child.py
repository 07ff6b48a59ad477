"""One run, in a process of its own that is locked before it reads its program."""

import os
import traceback
from contextlib import suppress
from typing import NoReturn

from ..recorder import limits as recorder_limits
from ..recorder.run import record
from . import status
from .limits import Limits
from .lock import RESULT, SOURCE, Cell, lock_child
from .protocol import decode_job
from .warmup import rehearse

# The part of its time for which a program's loops are shortened; what waits then is written before the time is up.
SHORTENING = 0.6


def live(cell: Cell, source: int, result: int, limits: Limits, ahead: bool) -> NoReturn:
    """Lock this process, run the program that it is sent, and exit. Call it in a process just forked.

    Args:
        cell: what it shares with its siblings.
        source: where its job will come from.
        result: where it is to write.
        limits: what it may use.
        ahead: whether nobody waits for it yet.
    """
    # Bound here: the program can replace what `os` offers.
    leave, write, close = os._exit, os.write, os.close

    def write_all(line: bytes) -> None:
        rest = memoryview(line)
        while rest:
            rest = rest[write(RESULT, rest) :]

    code = status.LOCK_FAILED
    try:
        if ahead:
            # Who first touches a page that is the zygote's, too, waits for its copy: better now than with a program.
            rehearse()
        lock_child(cell, source, result, limits)
        code = status.RECORDER_FAILED
        job = decode_job(_read_all(SOURCE))
        os.close(SOURCE)
        record(job.program, write_all, _for_recorder(job.limits), job.question)
        # The server reads what there is while the kernel takes this process apart.
        with suppress(OSError):
            close(RESULT)
        code = 0
    except MemoryError:
        code = status.OUT_OF_MEMORY
    except BaseException:  # noqa: BLE001 - whatever it was, this process must end here
        # Without a newline it is no line of the recording; the server logs where it was.
        write_all(traceback.format_exc().replace("\n", " | ").encode(errors="replace"))
    finally:
        leave(code)


def _read_all(descriptor: int) -> bytes:
    chunks = []
    while chunk := os.read(descriptor, 65_536):
        chunks.append(chunk)
    return b"".join(chunks)


def _for_recorder(limits: Limits) -> recorder_limits.Limits:
    return recorder_limits.Limits(
        steps=limits.steps,
        functions=limits.functions,
        recording_bytes=limits.recording_bytes,
        printed_bytes=limits.printed_bytes,
        shortening_seconds=SHORTENING * min(limits.wall_seconds, limits.cpu_seconds),
    )
