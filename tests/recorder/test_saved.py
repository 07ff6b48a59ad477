"""What functions saved is copied once for as long as nobody writes it, and afresh where somebody did."""

import pytest
from gradwalk.recording.functions import SavedTensor
from gradwalk.recording.recording import Recording

from .conftest import Record

TWICE = """
import torch
layer = torch.nn.Linear(2, 2, bias=False)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
x = torch.ones(1, 2)
first = layer(x)
{between}
second = layer(x)
"""
DOUBLED = [2.0, 6.0, 4.0, 8.0]


def weights(recording: Recording, calls: int = 2) -> list[SavedTensor]:
    """What each call of the layer saved of its weight: transposed, so no tensor that the program has seen."""
    saved = [saved for function in recording.functions for saved in function.saved if saved.kind == "tensor"]
    seen = [one for one in saved if one.tensor is None]
    assert [recording.values[one.value].shape for one in seen] == [(2, 2)] * calls
    return seen


def tracked(program: str) -> str:
    """With an input that requires a gradient: else the weight is not saved."""
    return program.replace("x = torch.ones(1, 2)", "x = torch.ones(1, 2, requires_grad=True)")


def test_a_weight_that_nobody_writes_between_two_calls_is_copied_once(record: Record) -> None:
    recording = record(tracked(TWICE.format(between="")))
    first, second = weights(recording)
    assert first.value == second.value
    assert recording.values[first.value].first == (1.0, 3.0, 2.0, 4.0)


@pytest.mark.parametrize(
    "between",
    [
        "layer.weight.data.mul_(2)",
        "with torch.no_grad(): layer.weight.mul_(2)",
        "view = layer.weight.detach(); view.mul_(2)",
        "layer.weight.detach().numpy()[:] *= 2",
        "layer.weight.data = torch.tensor([[2.0, 4.0], [6.0, 8.0]])",
        "first.sum().backward(); layer.weight.grad.copy_(-layer.weight.detach()); "
        "torch.optim.SGD(layer.parameters(), lr=1.0).step()",
        "for i in range(2):\n    with torch.no_grad(): layer.weight += layer.weight.detach() * (1 - i)",
    ],
)
def test_a_weight_that_was_written_between_two_calls_is_copied_again(record: Record, between: str) -> None:
    recording = record(tracked(TWICE.format(between=between)))
    first, second = weights(recording)
    assert recording.values[first.value].first == (1.0, 3.0, 2.0, 4.0)
    assert list(recording.values[second.value].first) == DOUBLED


def test_memory_that_numpy_has_in_its_hands_is_copied_each_time(record: Record) -> None:
    between = "seen = layer.weight.detach().numpy()\nfirst = layer(x)\nseen[:] *= 2"
    recording = record(tracked(TWICE.format(between=between)))
    saved = [recording.values[one.value].first for one in weights(recording, 3)]
    assert [first[0] for first in saved] == [1.0, 1.0, 2.0]
    assert list(saved[-1]) == DOUBLED


def test_what_numpy_wrote_is_told_before_backward_uses_it(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.ones(2, requires_grad=True)\ny = (x * x).sum()\n"
        "a = x.detach().numpy()\na[0] = 5\ny.backward()\n"
    )
    kinds = [step.type for step in recording.steps]
    assert kinds.index("update") < kinds.index("backward")
