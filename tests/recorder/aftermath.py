"""What a program leaves in its process: names, random numbers, switches, and the memory at every operation."""

import hashlib
import random
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy.random
import torch
from gradwalk.recorder import tracebacks
from gradwalk.recorder.limits import Limits
from gradwalk.recorder.run import Recorder
from gradwalk.recorder.spans import FILENAME
from gradwalk.recorder.timeline import Timeline
from gradwalk.recorder.values import Values
from gradwalk.recording.recording import Program
from torch.utils._python_dispatch import TorchDispatchMode


@dataclass
class Aftermath:
    """What is there when the program's last statement has run.

    `operations` are those that reached a kernel, in order; `memory` is, at each and at the end, how many of the storages made
    so far are alive; `frames` are those of the exception that ended it, torch's own included.
    """

    names: list[str] = field(default_factory=list)
    random: str = ""
    switches: tuple[Any, ...] = ()
    operations: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    frames: list[tuple[str, int | None, str]] = field(default_factory=list)


class Memory(TorchDispatchMode):  # type: ignore[no-untyped-call] # torch leaves it untyped
    """Follows every storage that an operation returns, by weak reference."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # torch leaves it untyped
        self.operations: list[str] = []
        self.alive: list[int] = []
        self._made: dict[int, int] = {}

    def look(self) -> None:
        """Count the storages that are alive."""
        expired: Any = torch.UntypedStorage._expired
        self.alive.append(sum(not expired(pointer) for pointer in self._made.values()))

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Run the operation and note what it made."""
        self.operations.append(str(func))
        result = func(*args, **(kwargs or {}))
        self.look()
        for output in result if isinstance(result, list | tuple) else (result,):
            if isinstance(output, torch.Tensor) and output.layout is torch.strided and not output.is_nested:
                storage: Any = output.untyped_storage()
                if storage._cdata not in self._made:
                    self._made[storage._cdata] = storage._weak_ref()
        return result


@contextmanager
def watched(names: dict[str, Any], memory: bool) -> Iterator[Aftermath]:
    """Run the block, a program with the globals `names`, and fill what it leaves."""
    left = Aftermath()
    watch = Memory()
    try:
        with watch if memory else nullcontext():
            yield left
    except BaseException as error:
        left.frames = _frames(error)
        raise
    finally:
        left.names = sorted(names)
        left.random = _random()
        left.switches = _switches()
        if memory:
            watch.look()
            left.operations, left.memory = watch.operations, watch.alive


class Watched(Recorder):
    """A recorder that looks at what the program leaves."""

    left = Aftermath()

    def _execute(self, names: dict[str, Any]) -> None:
        with watched(names, memory=True) as self.left:
            try:
                super()._execute(names)
            except BaseException as error:
                tracebacks.strip(error)
                raise


def recorded(program: Program) -> Aftermath:
    """What the program leaves when it is recorded."""
    values = Values(program.options.max_values)
    recorder = Watched(program, Timeline(lambda _: None, Limits(), values), values)
    recorder.run()
    return recorder.left


def _frames(error: BaseException) -> list[tuple[str, int | None, str]]:
    entries = traceback.extract_tb(error.__traceback__)
    start = next((place for place, entry in enumerate(entries) if entry.filename == FILENAME), 0)
    return [(entry.filename, entry.lineno, entry.name) for entry in entries[start:]]


def _random() -> str:
    states = (torch.get_rng_state().tolist(), numpy.random.get_state(), random.getstate())
    return hashlib.sha256(repr(states).encode()).hexdigest()


def _switches() -> tuple[Any, ...]:
    return (
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.is_anomaly_enabled(),
        torch.get_default_dtype(),
        torch.is_autocast_enabled("cpu"),
        torch._C._autograd._top_saved_tensors_default_hooks(True),
        torch._C._len_torch_function_stack(),
    )
