"""A long loop stays within the limits: its first and last iterations are told in full, those between are counted."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from gradwalk.recorder import window
from gradwalk.recorder.limits import Limits
from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Backward, Print, Skipped, Update

from .conftest import forked
from .plain import behaviour_of, run, same
from .test_truth import as_held, walk

Record = Callable[..., Recording]

SETUP = """
import torch
from torch import nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
data, target = torch.randn(16, 4), torch.randn(16, 1)
losses = []
"""
PROGRAMS = {
    "SGD": """
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
for i in range(60):
    optimizer.zero_grad()
    loss = nn.functional.mse_loss(net(data), target)
    loss.backward()
    optimizer.step()
print(loss.item())
after = loss * 2
""",
    "Adam, printing now and then": """
optimizer = torch.optim.Adam(net.parameters())
for i in range(60):
    optimizer.zero_grad()
    loss = nn.functional.mse_loss(net(data), target)
    loss.backward()
    optimizer.step()
    if i % 10 == 0:
        print(i, loss)
""",
    "batches in epochs": """
from torch.utils.data import DataLoader, TensorDataset
loader = DataLoader(TensorDataset(data, target), batch_size=4, shuffle=True)
def epoch(optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        loss = (net(x) - y).square().mean()
        loss.backward()
        optimizer.step()
    return loss
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for number in range(15):
    last = epoch(optimizer)
    losses.append(last.detach())
mean = torch.stack(losses).mean()
""",
    "a state that is carried on": """
h = torch.zeros(4)
w = torch.randn(4, 4, requires_grad=True)
for i in range(80):
    h = torch.tanh(w @ h.detach() + i)
    h.sum().backward()
    kept = losses[:] if i == 40 else losses
    losses.append(h.detach()[0])
all_of_them = torch.stack(losses)
""",
    "a while loop that is left": """
x = torch.tensor(5.0, requires_grad=True)
count = 0
while True:
    y = (x - 1) ** 2
    y.backward()
    with torch.no_grad():
        x -= 0.05 * x.grad
    x.grad = None
    count += 1
    if count > 100:
        break
z = x * 3
""",
    "a list comprehension": """
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
def step(x, y):
    optimizer.zero_grad()
    loss = (net(x) - y).square().mean()
    loss.backward()
    optimizer.step()
    return loss.detach()
losses = [step(x, y) for _ in range(15) for x, y in zip(data.split(4), target.split(4))]
mean = torch.stack(losses).mean()
""",
    "a sum over a generator": """
def squares(x):
    y = net(x).square().sum()
    y.backward()
    return y.item()
total = sum(squares(data + i) for i in range(60))
after = data * total
""",
    "an error inside": """
w = torch.ones(3, requires_grad=True)
for i in range(90):
    (w * w).sum().backward()
    w.grad.zero_()
    if i == 85:
        w @ torch.ones(2)
""",
}
TRAINING = (
    SETUP
    + """
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
batches = [(data, target)] * 40
def step(x, y):
    optimizer.zero_grad()
    loss = (net(x) - y).square().mean()
    loss.backward()
    optimizer.step()
    return loss.item()
"""
)
# Loops that are no `for` statement at the top of the program, and what is counted of each.
OTHERS = {
    "a comprehension in a comprehension": (
        "losses = [[step(x, y) for x, y in batches[:8]] for epoch in range(5)]\n",
        {"for (x, y) in batches[:8]", "for epoch in range(5)"},
    ),
    "a dict comprehension in a method": (
        """
class Trainer:
    def fit(self, given):
        self.losses = {n: self.one(*batch) for n, batch in enumerate(given)}
        return self
    def one(self, x, y):
        return step(x, y)
trainer = Trainer().fit(batches)
""",
        {"for (n, batch) in enumerate(given)"},
    ),
    "a generator expression that is summed": (
        "total = sum(step(x, y) for x, y in batches)\n",
        {"for (x, y) in batches"},
    ),
    "a generator expression that is asked one by one": (
        """
losses = (step(x, y) for x, y in batches)
while True:
    try:
        last = next(losses)
    except StopIteration:
        break
""",
        {"for (x, y) in batches", "while True"},
    ),
    "a generator that a comprehension consumes": (
        """
def pairs():
    n = 0
    while n < 40:
        yield batches[n]
        n += 1
losses = [step(*pair) for pair in pairs()]
""",
        {"for pair in pairs()", "while n < 40"},
    ),
    "map": ("losses = list(map(lambda batch: step(*batch), batches))\n", {"step"}),
    "a key to sort by": ("order = sorted(range(40), key=lambda i: step(*batches[i]))\n", {"step"}),
    "a recursion that works on its way down": (
        """
def go(n):
    if n:
        step(*batches[n - 1])
        go(n - 1)
go(40)
""",
        {"step", "go"},
    ),
    "a recursion that works on its way back": (
        """
def go(n):
    if n:
        go(n - 1)
        step(*batches[n - 1])
go(40)
""",
        {"step"},
    ),
}
FUNCTIONS = {"step", "go"}
SMALL = Limits(steps=600, functions=400, recording_bytes=400_000)


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_left_of_a_long_loop_is_what_the_plain_program_leaves(record: Record, name: str) -> None:
    source = SETUP + PROGRAMS[name]
    ran: Any = forked(lambda: run(source))
    recording = record(source, SMALL)
    assert recording.outcome.skipped_iterations > 10
    assert recording.outcome.kind == ("error" if name == "an error inside" else "finished")
    assert same(behaviour_of(recording), ran.behaviour)
    state = fold(recording)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    assert {n: repr(as_held(recording, folded[n])) for n in folded} == {n: repr(ran.tensors[n]) for n in folded}
    assert {n: walk(recording, folded[n].grad_fn or "") for n in ran.graphs} == ran.graphs


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_is_done_over_and_over_is_shortened_and_counted(record: Record, name: str) -> None:
    source = TRAINING + OTHERS[name][0] + "after = net(data)\nprint(after.sum().item())\n"
    ran: Any = forked(lambda: run(source))
    recording = record(source, SMALL)
    assert (recording.outcome.kind, recording.outcome.limits) == ("finished", ())
    skipped = [step for step in recording.steps if isinstance(step, Skipped)]
    counted = {(loop.kind, loop.name) for step in skipped for loop in step.loops}
    assert counted == {("function" if head in FUNCTIONS else "loop", head) for head in OTHERS[name][1]}
    told = [step.call for step in recording.steps if isinstance(step, Backward)]
    assert told[:2] == [1, 2]
    assert told[-2:] == [39, 40]
    assert 40 - len(told) in {loop.iterations for step in skipped for loop in step.loops}
    assert same(behaviour_of(recording), ran.behaviour)
    state = fold(recording)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    assert {n: repr(as_held(recording, folded[n])) for n in folded} == {n: repr(ran.tensors[n]) for n in folded}
    assert {n: walk(recording, folded[n].grad_fn or "") for n in ran.graphs} == ran.graphs
    for position in range(0, len(recording.steps), 7):
        fold(recording, position)


def test_what_stands_after_a_map_is_told_in_full(record: Record) -> None:
    lines = "".join(f"w{i} = step(*batches[{i}])\n" for i in range(3))
    recording = record(TRAINING + "losses = list(map(lambda batch: step(*batch), batches))\n" + lines, SMALL)
    assert recording.outcome.kind == "finished"
    assert [step.call for step in recording.steps if isinstance(step, Backward)][-3:] == [*range(41, 44)]


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_part_of_a_shortened_recording_folds_and_keeps_to_the_limits(record: Record, name: str) -> None:
    recording = record(SETUP + PROGRAMS[name], SMALL)
    assert len(recording.steps) <= SMALL.steps
    assert len(recording.functions) <= SMALL.functions
    for position in range(0, len(recording.steps), 7):
        fold(recording, position)


def test_first_and_last_iterations_are_told_in_full_and_the_others_counted(record: Record) -> None:
    recording = record(SETUP + PROGRAMS["SGD"], SMALL)
    calls = [step.call for step in recording.steps if isinstance(step, Backward)]
    (skipped,) = (step for step in recording.steps if isinstance(step, Skipped))
    (loop,) = skipped.loops
    assert (loop.name, loop.span and loop.span.line) == ("for i in range(60)", 10)
    assert loop.iterations == recording.outcome.skipped_iterations == 60 - len(calls)
    first = calls.index(min(call for call in calls if call > calls.index(call) + 1))
    assert calls == [*range(1, first + 1), *range(60 - (len(calls) - first) + 1, 61)]
    assert first >= 3
    assert len(calls) - first >= 3
    iterations = {scope.iteration for scope in recording.scopes if scope.kind == "iteration"}
    assert iterations >= {call - 1 for call in calls}
    updates = [step for step in recording.steps if isinstance(step, Update)]
    assert len(updates) == 4 * len(calls)


def test_what_skipped_iterations_print_is_told(record: Record) -> None:
    recording = record(SETUP + PROGRAMS["Adam, printing now and then"], SMALL)
    printed = [step.text for step in recording.steps if isinstance(step, Print)]
    assert [text.split()[0] for text in printed] == ["0", "10", "20", "30", "40", "50"]
    counts = [sum(loop.iterations for loop in step.loops) for step in recording.steps if isinstance(step, Skipped)]
    assert sum(counts) == recording.outcome.skipped_iterations
    assert len(counts) > 2


def test_a_graph_that_grows_through_a_loop_is_told_until_it_is_too_large(record: Record) -> None:
    source = "import torch\nx = torch.ones(2, requires_grad=True)\ny = x\nfor i in range(900):\n    y = y * 1.01\n"
    recording = record(source, SMALL)
    assert recording.outcome.kind == "too_large"
    state = fold(recording)
    assert len(walk(recording, state.tensors[state.names["y"]].grad_fn or "")) > 100


def test_a_short_loop_is_told_whole(record: Record) -> None:
    recording = record(SETUP + PROGRAMS["SGD"])
    assert recording.outcome.skipped_iterations == 0
    assert sum(isinstance(step, Backward) for step in recording.steps) == 60


def test_a_loop_that_takes_long_is_written_as_it_goes_and_shortened_on(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SETUP + PROGRAMS["SGD"].replace("range(60)", "range(240)")
    ran: Any = forked(lambda: run(source))
    # A second an iteration.
    monkeypatch.setattr(window, "monotonic", itertools.count().__next__)
    recording = record(source, replace(SMALL, shortening_seconds=180))
    assert (recording.outcome.kind, recording.outcome.limits) == ("finished", ())
    assert sum(isinstance(step, Skipped) for step in recording.steps) > 2
    assert same(behaviour_of(recording), ran.behaviour)
    state = fold(recording)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    assert {n: repr(as_held(recording, folded[n])) for n in folded} == {n: repr(ran.tensors[n]) for n in folded}


def test_a_loop_of_which_every_result_is_kept_comes_to_its_end(record: Record) -> None:
    source = (
        "import torch\nw = torch.zeros(2, requires_grad=True)\nkept = []\nfor i in range(600):\n"
        "    loss = ((w - i % 3) ** 2).sum()\n    loss.backward()\n    with torch.no_grad():\n        w -= 0.01 * w.grad\n"
        "    w.grad = None\n    kept.append(loss.detach())\nlast = kept[-1] * 1\n"
    )
    ran: Any = forked(lambda: run(source))
    recording = record(source, Limits(recording_bytes=1_000_000))
    assert (recording.outcome.kind, recording.outcome.limits) == ("finished", ())
    assert sum(isinstance(step, Skipped) for step in recording.steps) >= 1
    assert [step.call for step in recording.steps if isinstance(step, Backward)][-1] == 600
    state = fold(recording)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    assert {n: repr(as_held(recording, folded[n])) for n in folded} == {n: repr(ran.tensors[n]) for n in folded}
