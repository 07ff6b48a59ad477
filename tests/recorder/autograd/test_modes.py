"""What a program's own modes handle is no step of the program's, and what it switches is said of every operation."""

import torch
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import SavedTensor
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Op

from ..asking import Record, first, named, of
from .sources import SOURCES

DISPATCH = """
import torch
from torch.utils._python_dispatch import TorchDispatchMode
class Loud(TorchDispatchMode):
    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        print(func)
        result = func(*args, **(kwargs or {}))
        return result
x = torch.ones(2, requires_grad=True)
with Loud():
    y = x.exp()
"""


def test_kernels_that_the_program_handles_are_part_of_their_operation(record: Record) -> None:
    recording = record(DISPATCH)
    (op,) = of(recording, Op)
    (exp,) = named(recording, "ExpBackward0")
    (saved,) = exp.saved
    assert (op.name, op.outputs, op.cut) == ("exp", (saved.tensor,) if isinstance(saved, SavedTensor) else None, None)


def cuts(recording: Recording) -> dict[str, str | None]:
    """Why each named result of a multiplication carries no gradient."""
    state = fold(recording)
    made = {name: op.cut for op in of(recording, Op) if op.name == "mul" for name in op.outputs}
    return {name: made[tensor] for name, tensor in state.names.items() if tensor in made and " " not in name}


def test_grad_mode_is_said_of_every_operation(record: Record) -> None:
    found = cuts(record(SOURCES["grad mode in every way"]))
    assert {name: found[name] for name in "abcdefijk"} == {
        "a": "no_grad",
        "b": None,
        "c": "no_grad",
        "d": "no_grad",
        "e": "no_grad",
        "f": None,
        "i": "no_grad",
        "j": None,
        "k": None,
    }


def test_inference_mode_is_told_from_no_grad(record: Record) -> None:
    recording = record(SOURCES["inference mode in every way"])
    state = fold(recording)
    assert cuts(recording)["a"] == "inference_mode"
    assert cuts(recording)["c"] is None
    assert state.tensors[state.names["a"]].version is None
    (failed,) = (op for op in of(recording, Op) if op.name == "mul_")
    assert failed.mutated == (state.names["b"],)


def test_what_transforms_compute_is_there_although_what_they_do_inside_is_not(record: Record) -> None:
    recording = record(SOURCES["transforms with names inside"])
    state = fold(recording)
    assert first(recording, state.tensors[state.names["g"]].value)[0] != 0
    assert recording.values[state.tensors[state.names["n"]].value].hidden is None
    assert [op.name for op in of(recording, Op)] == ["view", "add"]


def test_an_operation_under_a_mode_of_the_programs_own_is_one_step(record: Record) -> None:
    recording = record(SOURCES["a mode of the program's own"])
    assert [op.name for op in of(recording, Op)] == ["mul", "sum"]


def test_what_is_linearised_is_no_noise(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.tensor([0.0, 1.0])\nout, along = torch.func.linearize(lambda t: t.sin() * 2, x)\n"
        "moved = along(torch.ones(2))\n"
    )
    state = fold(recording)
    x = torch.tensor([0.0, 1.0])
    assert first(recording, state.tensors[state.names["out"]].value) == tuple((x.sin() * 2).tolist())
    assert first(recording, state.tensors[state.names["moved"]].value) == tuple((x.cos() * 2).tolist())
