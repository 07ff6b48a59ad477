"""What optimizers, schedulers and clipping do to parameters is told at the line that called them, in torch's own bits."""

from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Grad, Update

from .conftest import forked
from .plain import behaviour_of, run, same
from .test_truth import as_held, walk

Record = Callable[..., Recording]

TRAINING = """
import torch
from torch import nn
first = nn.Linear(3, 4)
second = nn.Linear(4, 1)
x, target = torch.randn(5, 3), torch.randn(5, 1)
parameters = [*first.parameters(), *second.parameters()]
w1, b1, w2, b2 = parameters
optimizer = {optimizer}
scheduler = {scheduler}
for i in range(4):
    optimizer.zero_grad(set_to_none={to_none})
    loss = (second(torch.tanh(first(x))) - target).square().mean()
    loss.backward()
    {clip}
    optimizer.step()  # the step
    scheduler.step()
print(scheduler.get_last_lr(), loss)
state = [value for row in optimizer.state.values() for value in row.values() if isinstance(value, torch.Tensor)]
"""
STEP = 1 + next(n for n, line in enumerate(TRAINING.splitlines()) if "# the step" in line)
CLIP = 1 + next(n for n, line in enumerate(TRAINING.splitlines()) if "{clip}" in line)

OPTIMIZERS = {
    "SGD": "torch.optim.SGD(parameters, lr=0.1)",
    "SGD with momentum": "torch.optim.SGD(parameters, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01)",
    "SGD, foreach": "torch.optim.SGD(parameters, lr=0.1, momentum=0.9, foreach=True)",
    "SGD, fused": "torch.optim.SGD(parameters, lr=0.1, momentum=0.9, fused=True)",
    "Adam": "torch.optim.Adam(parameters, lr=0.1, foreach=False)",
    "Adam, foreach": "torch.optim.Adam(parameters, lr=0.1, foreach=True)",
    "Adam, fused": "torch.optim.Adam(parameters, lr=0.1, fused=True)",
    "Adam, amsgrad": "torch.optim.Adam(parameters, lr=0.1, amsgrad=True)",
    "AdamW": "torch.optim.AdamW(parameters, lr=0.1)",
    "AdamW, foreach": "torch.optim.AdamW(parameters, lr=0.1, foreach=True)",
    "AdamW, fused": "torch.optim.AdamW(parameters, lr=0.1, fused=True)",
    "RMSprop": "torch.optim.RMSprop(parameters, lr=0.1, momentum=0.5)",
    "Adagrad": "torch.optim.Adagrad(parameters, lr=0.1)",
    "two groups": "torch.optim.SGD([{'params': parameters[:2]}, {'params': parameters[2:], 'lr': 0.5}], lr=0.1)",
}
SCHEDULERS = {
    "StepLR": "torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.1)",
    "cosine": "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=4)",
    "one cycle": "torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.5, total_steps=8)",
    "warm-up": "torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.5, total_iters=3)",
}
CLIPS = {
    "not at all": "pass",
    "norm": "torch.nn.utils.clip_grad_norm_(parameters, 0.01)",
    "norm, foreach": "torch.nn.utils.clip_grad_norm_(parameters, 0.01, foreach=True)",
    "value": "torch.nn.utils.clip_grad_value_(parameters, 0.001)",
}


def program(optimizer: str = "SGD", scheduler: str = "StepLR", clip: str = "not at all", to_none: bool = True) -> str:
    return TRAINING.format(
        optimizer=OPTIMIZERS[optimizer], scheduler=SCHEDULERS[scheduler], clip=CLIPS[clip], to_none=to_none
    )


def judged(record: Record, source: str) -> Recording:
    """The recording of `source`, which left what the plain program left."""
    ran: Any = forked(lambda: run(source))
    assert ran.behaviour.error is None
    recording = record(source)
    assert same(behaviour_of(recording), ran.behaviour)
    state = fold(recording)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    assert {n: repr(as_held(recording, folded[n])) for n in folded} == {n: repr(ran.tensors[n]) for n in folded}
    assert {n: walk(recording, folded[n].grad_fn or "") for n in ran.graphs} == ran.graphs
    return recording


def updates_of(recording: Recording) -> list[tuple[str, int]]:
    """Every update by the variable's name and line."""
    names = {tensor.id: tensor.names[0] for tensor in recording.tensors if tensor.names}
    return [(names[s.tensor], s.span.line if s.span else 0) for s in recording.steps if isinstance(s, Update)]


@pytest.mark.parametrize("to_none", [True, False])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_parameter_is_updated_once_a_step_at_the_line_that_called(
    record: Record, name: str, to_none: bool
) -> None:
    recording = judged(record, program(optimizer=name, to_none=to_none))
    updates = updates_of(recording)
    assert len(updates) == 4 * 4
    assert {line for _, line in updates} == {STEP}
    for start in range(0, 16, 4):
        assert len({who for who, _ in updates[start : start + 4]}) == 4


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_scheduler_changes_no_parameter(record: Record, name: str) -> None:
    recording = judged(record, program(scheduler=name))
    assert {line for _, line in updates_of(recording)} == {STEP}


@pytest.mark.parametrize("name", [name for name in CLIPS if name != "not at all"])
def test_clipping_is_a_change_of_the_gradients_at_its_own_line(record: Record, name: str) -> None:
    recording = judged(record, program(clip=name))
    clipped = [step for step in recording.steps if isinstance(step, Grad) and step.span and step.span.line == CLIP]
    assert len(clipped) == 4 * 4
    for step in clipped:
        assert step.how == "changed"
        assert step.before is not None
        assert step.after is not None
        assert recording.values[step.before] != recording.values[step.after]


@pytest.mark.parametrize(("to_none", "how"), [(True, "cleared"), (False, "zeroed")])
def test_gradients_that_are_reset_are_told_as_what_was_done(record: Record, to_none: bool, how: str) -> None:
    recording = judged(record, program(to_none=to_none))
    resets = [step for step in recording.steps if isinstance(step, Grad)]
    assert [step.how for step in resets] == [how] * 12


@pytest.mark.parametrize("name", ["Adam", "AdamW", "SGD"])
def test_a_step_is_the_optimizers_own_whosever_code_it_runs(record: Record, name: str) -> None:
    recording = record(
        "import torch\nx = torch.ones(2, requires_grad=True)\n"
        f"optimizer = torch.optim.{name}([x], lr=0.1)\nx.sum().backward()\noptimizer.step()\n"
    )
    assert [step.how for step in recording.steps if isinstance(step, Update)] == [f"{name}.step"]
