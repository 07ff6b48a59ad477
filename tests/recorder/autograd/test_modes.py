"""What a program's own modes handle is no step of the program's, and what it switches is said of every operation."""

from gradwalk.recording.functions import SavedTensor
from gradwalk.recording.steps import Op

from ..asking import Record, named, of

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
