"""What a recording keeps is enough to run the rules that it carries: they give what its steps say was sent."""

import ast
from pathlib import Path
from typing import Any

import pytest
import torch
from gradwalk.explain.rules.occurring import rules
from gradwalk.recording.functions import ConstantEdge, Function, SavedConstant, SavedTensor
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Accumulate, Node
from gradwalk.recording.values import Value

from ..recorder.conftest import CHAPTER, lines_of, recording_of
from .judge import difference, edges, evaluate
from .nodes import Ran

WORKED = Path(__file__).parents[1] / "fixtures" / "worked"
WORKED_NAMES = sorted(path.stem for path in WORKED.glob("*.py"))

PROGRAM = """\
import torch
import torch.nn.functional as F

x = torch.randn(3, 4, requires_grad=True)
w = torch.randn(4, requires_grad=True)
y = torch.cat([x, torch.ones(2, 4), x * w], dim=-2)
y = y.softmax(-1).sum(-1, keepdim=True) + y.transpose(0, -1)[0, :, None] + y.unsqueeze(-1).squeeze(-1).mean((-2,))[:1]
z = torch.stack([y, y.max(dim=0, keepdim=True)[0].expand_as(y)], -1).flatten()
z = torch.where(z > 0, z, -z).clamp(max=0.9) + z.roll(1) + z.var(dim=-1)
m = F.layer_norm(x[:, 1:], (3,), w[1:]) @ x[-2:, :3].T
m = F.mse_loss(m.index_select(1, torch.tensor([0, 0, 1])), torch.zeros(3, 3)) + x[[0, 0], 1:].logsumexp(0).norm()
(z.pow(2).mean() + m + F.cross_entropy(x, torch.tensor([0, 3, 1]))).backward()
(x * 2).sum().backward()
"""


@pytest.mark.parametrize("name", [*sorted(path.stem for path in CHAPTER.glob("*.py")), "mixed", *WORKED_NAMES])
def test_a_recording_s_rules_give_what_was_sent(name: str) -> None:
    folder = WORKED if name in WORKED_NAMES else CHAPTER
    source = PROGRAM if name == "mixed" else (folder / f"{name}.py").read_text()
    recording = recording_of(lines_of(source), source)
    known, wrong = rules(recording), []
    ran = 0
    for step in recording.steps:
        if not isinstance(step, Node):
            continue
        function = recording.functions[int(step.function[1:]) - 1]
        if function.name not in known or known[function.name].source is not None:
            continue
        as_ran = _ran(recording, function, step)
        for number, vjp in edges(known[function.name], len(step.sent)):
            sent = as_ran.sent[number]
            if sent is not None:
                ran += 1
                value = evaluate(known[function.name], vjp, as_ran, number)
                wrong.append((step.index, function.name, vjp.input, difference(value, sent)))
    assert [entry for entry in wrong if entry[-1] is not None] == []
    assert ran >= sum(isinstance(step, Accumulate) for step in recording.steps)
    assert name != "mixed" or {entry[1] for entry in wrong} >= {"CatBackward0", "SelectBackward0", "SoftmaxBackward0"}


def _ran(recording: Recording, function: Function, step: Node) -> Ran:
    received = [_tensor(recording, index) for index in step.received]
    sent = [_tensor(recording, index) for index in step.sent]
    shapes = [None if gradient is None else gradient.shape for gradient in sent]
    for number, edge in enumerate(function.inputs):
        if shapes[number] is None and isinstance(edge, ConstantEdge) and edge.tensor is not None:
            shapes[number] = torch.Size(recording.tensors[int(edge.tensor[1:]) - 1].shape)
    return Ran(
        function.name, _saved(recording, function), _outputs(recording, function, received), shapes, received, sent
    )


def _outputs(recording: Recording, function: Function, received: list[torch.Tensor | None]) -> list[torch.Tensor]:
    """Tensors of the outputs' shapes; of one that the program never saw, and to which nothing came, a number."""
    made = {tensor.output_nr: tensor.shape for tensor in recording.tensors if tensor.grad_fn == function.id}
    return [
        torch.empty(made.get(number, ())) if gradient is None else gradient for number, gradient in enumerate(received)
    ]


def _saved(recording: Recording, function: Function) -> dict[str, Any]:
    saved: dict[str, Any] = {}
    for entry in function.saved:
        name, _, place = entry.name.partition("[")
        value: Any = None
        if isinstance(entry, SavedTensor):
            value = _as_tensor(recording.values[entry.value])
        elif isinstance(entry, SavedConstant):
            value = ast.literal_eval(entry.text.replace("inf", "1e999"))
        saved[name] = (*saved.get(name, ()), value) if place else value
    return saved


def _tensor(recording: Recording, index: int | None) -> torch.Tensor | None:
    return None if index is None else _as_tensor(recording.values[index])


def _as_tensor(value: Value) -> torch.Tensor:
    numbers = [float(number) if isinstance(number, str) else number for number in value.first]
    return torch.tensor(numbers, dtype=getattr(torch, value.dtype)).reshape(value.shape)
