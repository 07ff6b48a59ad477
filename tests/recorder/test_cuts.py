"""Wherever a limit cuts a program off, what was recorded up to there is a recording, and the program does nothing more."""

from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.recorder import window
from gradwalk.recorder.limits import Limits
from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording

from .conftest import lines_of, recording_of

Record = Callable[..., Recording]

START = "import torch\nfrom torch import nn\nx = torch.ones(2, requires_grad=True)\n"
PLACES = {
    "a hook": "y = x * 2\ny.register_hook(lambda g: (g * 2).abs() + 1)\ny.sum().backward()\n",
    "a custom backward": """
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        return a * 2
    @staticmethod
    def backward(ctx, g):
        g = g * 1
        return g * 2
Double.apply(x).sum().backward()
""",
    "recomputation": """
from torch.utils.checkpoint import checkpoint
checkpoint(lambda a: (a * 2).sin(), x, use_reentrant=False).sum().backward()
checkpoint(lambda a: (a * 2).sin(), x, use_reentrant=True).sum().backward()
""",
    "an optimizer's step": """
optimizer = torch.optim.Adam([x])
for i in range(3):
    optimizer.zero_grad()
    (x * x).sum().backward()
    optimizer.step()
""",
    "printing": "for i in range(4):\n    print(x * i, x.sum())\n",
    "a generator and comprehensions": """
def halves(t):
    while t.sum() > 0.1:
        t = t / 2
        yield t
kept = [h * 2 for h in halves(x)]
pairs = {i: h for i, h in enumerate(kept)}
""",
    "a finaliser": """
class Last:
    def __del__(self):
        global z
        z = x * 3
for i in range(3):
    Last()
    x * 2
""",
    "handlers": """
def f(t):
    try:
        return t @ torch.ones(3)
    except RuntimeError:
        t = t * 2
        return t
    finally:
        t = t + 1
y = f(x)
try:
    y.sum().backward()
    y.sum().backward()
except BaseException:
    y = y * 5
""",
    "leaving by exit": "n = torch.ones(2)\na = n.numpy()\na[0] = 5\nx * 2\nraise SystemExit\n",
    "a module": "net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())\nnet(x).sum().backward()\n",
}


@pytest.fixture(autouse=True)
def loops_are_told_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a limit this small would shorten them instead."""
    monkeypatch.setattr(window, "FIRST", 2.0)


@pytest.mark.parametrize("name", PLACES)
def test_every_step_may_be_the_last_one(record: Record, name: str) -> None:
    source = START + PLACES[name]
    whole = record(source)
    count = len(whole.steps)
    for steps in range(1, count):
        cut = recording_of(lines_of(source, Limits(steps=steps)), source)
        assert (cut.outcome.kind, cut.outcome.limits, len(cut.steps)) == ("too_large", ("steps",), steps), steps
        assert cut.outcome.detail is None
        assert fold(cut).position == steps
        assert [step.type for step in cut.steps] == [step.type for step in whole.steps[:steps]]


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_functions_and_bytes_may_end_anywhere_too(record: Record, name: str, part: float) -> None:
    source = START + PLACES[name]
    whole = record(source)
    size = sum(map(len, lines_of(source)))
    limits: list[Any] = [Limits(recording_bytes=32 * 1024 + int(part * size))]
    if len(whole.functions) > 4:
        limits.append(Limits(functions=int(part * len(whole.functions))))
    for limit in limits:
        cut = recording_of(lines_of(source, limit), source)
        assert cut.outcome.kind == "too_large"
        for position in range(len(cut.steps) + 1):
            fold(cut, position)
