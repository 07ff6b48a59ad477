"""The oracle: the same program in plain Python, and what torch itself holds at its end."""

import contextlib
import io
import linecache
import re
import sys
import traceback
import types
import warnings
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from gradwalk.recorder.run import seed
from gradwalk.recorder.statistics import real
from gradwalk.recording.recording import MAX_VALUES, Recording
from gradwalk.recording.steps import Error, Print, Warn

from .aftermath import Aftermath, watched

FILENAME = "<program>"


@dataclass
class Behaviour:
    """What a program shows of itself: its output, its warnings and the exception that ended it."""

    stdout: str = ""
    stderr: str = ""
    warnings: list[tuple[str, str, int]] = field(default_factory=list)
    error: tuple[str, str, list[int]] | None = None


@dataclass
class Held:
    """What torch holds of a tensor."""

    shape: tuple[int, ...]
    first: tuple[Any, ...]
    grad: tuple[Any, ...] | None
    requires_grad: bool
    is_leaf: bool
    version: int | None


@dataclass
class Ran:
    """A plain run: how it behaved, its global tensors by name, the graph behind each, see `walk`, and what it left."""

    behaviour: Behaviour
    tensors: dict[str, Held]
    graphs: dict[str, list[tuple[str, list[tuple[int, int] | None]]]]
    left: Aftermath


def run(source: str, number: int = 0, memory: bool = False) -> Ran:
    """Run `source` as `__main__` without recording it. Changes the process: call it in one of its own."""
    module = types.ModuleType("__main__")
    module.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = module
    linecache.cache[FILENAME] = (len(source), None, source.splitlines(keepends=True), FILENAME)
    behaviour, left = Behaviour(), Aftermath()
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    err = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")
    seed(number)

    def show(warning: Any) -> None:
        if sys.stderr is err:
            line = warning.lineno if warning.filename == FILENAME else 0
            behaviour.warnings.append((warning.category.__name__, _of_program(str(warning.message)), line))
        else:
            original(warning)

    machinery: Any = warnings
    original, machinery._showwarnmsg_impl = machinery._showwarnmsg_impl, show
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = compile(source, FILENAME, "exec")
            with watched(module.__dict__, memory) as left:
                exec(code, module.__dict__)
        except SystemExit as error:
            if error.code is not None and not isinstance(error.code, int):
                err.write(f"{error.code}\n")
        except Exception as error:  # noqa: BLE001 - whatever the program raises
            entries = traceback.extract_tb(error.__traceback__)
            lines = [entry.lineno or 0 for entry in entries if entry.filename == FILENAME]
            behaviour.error = (type(error).__qualname__, str(error), lines)
    behaviour.stdout, behaviour.stderr = stable(_text(out)), stable(_text(err))
    tensors = {name: value for name, value in module.__dict__.items() if is_plain(value)}
    return Ran(
        behaviour,
        {name: held(tensor) for name, tensor in tensors.items()},
        {name: walk(tensor.grad_fn) for name, tensor in tensors.items() if tensor.grad_fn is not None},
        left,
    )


def _of_program(message: str) -> str:
    """A warning's words; the traceback that anomaly mode puts in them begins with the program."""
    return re.sub(f'(?s)(?<=caused the error:\n).*?(?=  File "{FILENAME}")', "", message)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def behaviour_of(recording: Recording) -> Behaviour:
    """The same as the recording has it."""
    steps = recording.steps
    shown = Behaviour(
        stable("".join(step.text for step in steps if isinstance(step, Print) and step.stream == "stdout")),
        stable("".join(step.text for step in steps if isinstance(step, Print) and step.stream == "stderr")),
        [(s.category, s.message, s.span.line if s.span else 0) for s in steps if isinstance(s, Warn)],
    )
    for step in steps:
        if isinstance(step, Error):
            shown.error = (step.exception, step.message, [frame.line for frame in step.frames])
    return shown


def same(recorded: Behaviour, plain: Behaviour) -> bool:
    """Whether two runs showed the same. A warning that torch places in its own files may lie anywhere in the program."""
    lines = [line for _, _, line in plain.warnings]
    moved = [(*w[:2], w[2] if line else 0) for w, line in zip(recorded.warnings, lines, strict=True)]
    return replace(recorded, warnings=moved) == plain


def stable(text: str) -> str:
    """`text` without addresses."""
    return re.sub("0x[0-9a-f]+", "0x", text)


def is_plain(value: Any) -> bool:
    """Whether `value` is a tensor with memory to read, of which torch answers what it is."""
    try:
        getattr(value, "is_leaf", None)
    except RuntimeError:
        # A view made without grad mode whose base was changed with it.
        return False
    return (
        type(value) in (torch.Tensor, torch.nn.Parameter)
        and value.layout is torch.strided
        and value.is_cpu
        and not value.is_quantized
        and not value.is_nested
        and not value._is_zerotensor()
        and (value.untyped_storage().nbytes() > 0 or value.numel() == 0)
    )


def held(tensor: torch.Tensor) -> Held:
    """What torch holds of `tensor`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        grad = tensor.grad
    return Held(
        tuple(tensor.shape),
        elements(tensor),
        None if grad is None else elements(grad),
        tensor.requires_grad,
        tensor.is_leaf,
        None if tensor.is_inference() else tensor._version,
    )


def elements(tensor: torch.Tensor) -> tuple[Any, ...]:
    """The first elements in row-major order, as a recording writes them; none where there is no memory to read."""
    if not is_plain(tensor):
        return ()
    flat = tensor.detach().resolve_conj().resolve_neg().reshape(-1)[:MAX_VALUES]
    items = flat.to(torch.float32).tolist() if flat.dtype is torch.bfloat16 else flat.tolist()
    if flat.is_complex():
        return tuple((real(item.real), real(item.imag)) for item in items)
    return tuple(item if isinstance(item, bool) else real(item) for item in items)


def walk(node: Any) -> list[tuple[str, list[tuple[int, int] | None]]]:
    """Every function reachable from `node` in the order of a depth-first walk: its name and edges by place."""
    order: dict[Any, int] = {}
    pending = [node]
    while pending:
        here = pending.pop()
        if here not in order:
            order[here] = len(order)
            pending += [to for to, _ in reversed(here.next_functions) if to is not None]
    return [
        (
            here.name().removeprefix("torch::autograd::"),
            [None if to is None else (order[to], number) for to, number in here.next_functions],
        )
        for here in order
    ]
