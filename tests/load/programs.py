"""The programs that are sent: ordinary ones, ones that the policy refuses, and ones that mean harm.

The policy is no wall: the hostile ones that need the operating system get round it, as anyone could.
"""

from typing import NamedTuple

# A walk of a few dozen steps, as a course has it.
ORDINARY = """\
import torch
from torch import nn
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
x = torch.randn(16, 4)
loss = (model(x) - x.sum(1, keepdim=True)).pow(2).mean()
loss.backward()
print(loss.item())
"""
REFUSED = ("import os\nos.system('id')\n", "open('/etc/passwd').read()\n", "%matplotlib inline\nx = 1\n", "def f(:\n")

_OS = "import random\nos = getattr(random, '_' + 'os')\n"


class Hostile(NamedTuple):
    """A program that means harm, and how its run may end: an outcome's kinds. On a busy machine its time may be up first."""

    source: str
    ends: tuple[str, ...]


HOSTILE = {
    "fork bomb": Hostile(f"{_OS}while True:\n    os.fork()\n", ("error",)),
    "fork bomb that does not give up": Hostile(
        f"{_OS}while True:\n    try:\n        os.fork()\n    except BaseException:\n        pass\n", ("timeout",)
    ),
    "memory hog": Hostile(
        "import torch\nx = []\nwhile True:\n    x.append(torch.ones(1 << 20))\n", ("error", "out_of_memory", "timeout")
    ),
    "memory hog in Python": Hostile(
        "x = []\nwhile True:\n    x.append(bytearray(1 << 16))\n", ("out_of_memory", "timeout")
    ),
    "endless loop": Hostile("while True:\n    pass\n", ("timeout",)),
    "endless loop that catches everything": Hostile(
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n",
        ("timeout",),
    ),
    "endless walk": Hostile(
        "import torch\nx = torch.ones(2, requires_grad=True)\nwhile True:\n    x = x * 1.5 + 1\n",
        ("timeout", "too_large"),
    ),
    "sleeper": Hostile("import time\ntime.sleep(1000)\n", ("timeout",)),
    "flood of print": Hostile("while True:\n    print('x' * 4000)\n", ("timeout",)),
    "flood of the result": Hostile(f"{_OS}while True:\n    os.write(3, b'x' * 65536)\n", ("too_large", "timeout")),
    "flood of lines that are no recording": Hostile(
        f"{_OS}for _ in range(1000):\n    os.write(3, b'[' * 1000 + bytes([10]))\nos._exit(0)\n",
        ("killed", "too_large", "timeout"),
    ),
    "killer": Hostile(
        f"{_OS}for pid in (0, -1, os.getppid(), os.getpid()):\n    try:\n        os.kill(pid, 9)\n"
        "    except OSError:\n        pass\n",
        ("finished",),
    ),
    "closer of descriptors": Hostile(f"{_OS}os.closerange(0, 64)\n", ("killed",)),
    "recursion without end": Hostile("def dig():\n    return dig()\ndig()\n", ("error",)),
    "leaver": Hostile(f"{_OS}os._exit(0)\n", ("killed",)),
}
