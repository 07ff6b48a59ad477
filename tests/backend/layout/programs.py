"""Programs of calls, modules and loops, and their recordings, each made by a process of its own."""

import json
import subprocess
import sys
from functools import cache

from gradwalk.recording.assemble import assemble
from gradwalk.recording.recording import Engine, Options, Program, Recording
from gradwalk.recording.wire import RunReport

_ENGINE = Engine(gradwalk="0", torch="2", python="3", devices=("cpu",))
_EXITED = RunReport(end="exited", seconds=0, memory_bytes=0)

PROGRAMS = {
    "a net of three layers": (
        "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.layers = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))\n"
        "    def forward(self, x):\n        return self.layers(x)\n"
        "net = Net()\nx = torch.ones(1, 2)\nloss = ((net(x) - torch.zeros(1, 1)) ** 2).mean()\nloss.backward()\n"
    ),
    "a function called twice": (
        "import torch\ndef loss(a, b):\n    d = a - b\n    return (d * d).sum()\n"
        "x = torch.ones(2, requires_grad=True)\nw = torch.ones(2, requires_grad=True)\ny = x * w\n"
        "l = loss(y, x) + loss(w, y)\nl.backward()\n"
    ),
    "an unrolled recurrent net": (
        "import torch\nW = torch.eye(2, requires_grad=True)\nxs = torch.ones(3, 2)\nh = torch.zeros(2)\n"
        "for t in range(3):\n    h = torch.tanh(W @ h + xs[t])\nh.sum().backward()\n"
    ),
    "a function that calls itself": (
        "import torch\ndef power(x, n):\n    return x if n == 0 else power(x * 2, n - 1) + x\n"
        "power(torch.ones(2, requires_grad=True), 4).sum().backward()\n"
    ),
    "generators that stop and go on": (
        "import torch\ndef running(x):\n    for i in range(3):\n        x = x * 2\n        y = yield x\n        x = x + y\n"
        "a = torch.ones(1, requires_grad=True)\nwalk = running(a)\ny = next(walk)\nfor i in range(2):\n    y = walk.send(y * 3)\n"
        "y.backward()\n"
    ),
    "a net of sixty layers": (
        "import torch\nfrom torch import nn\n"
        "model = nn.Sequential(*[layer for _ in range(60) for layer in (nn.Linear(2, 2), nn.ReLU())])\n"
        "model(torch.ones(1, 2)).sum().backward()\n"
    ),
    "a long loop": (
        "import torch\nW = torch.eye(2, requires_grad=True)\nh = torch.ones(2)\nkept = []\n"
        "for t in range(120):\n    h = torch.tanh(W @ h + 1) * 2\n    kept.append(h)\ntorch.stack(kept).sum().backward()\n"
    ),
    "lines and tables of many columns": (
        "import torch\nx = torch.linspace(-1, 1, 8, requires_grad=True)\ny = torch.linspace(0, 1, 7) + 1000\n"
        "w = torch.linspace(-1, 1, 16, requires_grad=True)\nm = torch.linspace(-9, 9, 16).reshape(2, 8).requires_grad_()\n"
        "q = torch.ones(2, 4, requires_grad=True)\n((x * m).sum() + (w * w).sum() + q.sum()).backward()\n"
        "e = torch.full((2, 4), -1234567.0)\nz = torch.full((2, 2), complex(-1234567, -2345678))\n"
    ),
    "a long chain": (
        "import torch\ny = torch.ones(2, requires_grad=True)\n"
        + "y = y * 1.5\ny = y + 1\n" * 200
        + "y.sum().backward()\n"
    ),
}

_RECORD = """
import json, os, sys
from gradwalk.recorder.limits import Limits
from gradwalk.recorder.run import record_lines
from gradwalk.recording.recording import Options, Program
for source in json.load(sys.stdin):
    sys.stdout.flush()
    if os.fork() == 0:
        lines = record_lines(Program(source=source, options=Options()), Limits())
        sys.__stdout__.write(json.dumps([line.decode() for line in lines]) + chr(10))
        sys.__stdout__.flush()
        os._exit(0)
    os.wait()
"""


@cache
def recordings() -> dict[str, Recording]:
    """The recording of every program."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _RECORD],
        input=json.dumps(list(PROGRAMS.values())),
        capture_output=True,
        text=True,
        check=True,
    )
    found = {}
    for (name, source), line in zip(PROGRAMS.items(), done.stdout.splitlines(), strict=True):
        lines = [text.encode() for text in json.loads(line)]
        program = Program(source=source, options=Options())
        found[name] = assemble(program, "a" * 26, _ENGINE, lines, _EXITED)
    return found
