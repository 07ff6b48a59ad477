"""Every name with a dot or brackets that a recording ends with means in plain Python what it means there."""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording

from .conftest import forked
from .corpus import EVERY
from .plain import Held, held, run
from .test_truth import as_held

Record = Callable[..., Recording]

LAYERS = """
class Layer:
    def __init__(self, n, m):
        self.w = torch.ones(n, m) / n
        self.kept = []
    def __call__(self, x):
        y = torch.tanh(x @ self.w)
        self.kept.append(y)
        return y
    def move(self):
        self.w = self.w * 0.5
class Net:
    def __init__(self, *sizes):
        self.layers = [Layer(n, m) for n, m in zip(sizes, sizes[1:])]
        self.state = {'best': None}
    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        self.state['best'] = x
        return x
"""
MADE = {
    "layers in lists": LAYERS
    + "net = Net(2, 3, 1)\nnet(torch.ones(1, 2))\nfor layer in net.layers:\n    layer.move()\n",
    "layers that change places": LAYERS
    + "a = Net(1, 1, 1)\na(torch.ones(1, 1))\na.layers.reverse()\na.layers[0].move()\n",
    "layers that are taken away": LAYERS
    + "a = Net(1, 2, 1)\nl = a.layers.pop()\nl.move()\na.layers.insert(0, l)\ndel a.layers[1]\n",
    "one list under two names": """
a = [torch.ones(1)]
b = a
b.append(torch.zeros(1))
a[0] = torch.zeros(2)
b.pop()
""",
    "one dict in two lists": """
d = {'w': torch.ones(1)}
a = [d]
b = {'x': [d]}
d['w'] = torch.zeros(1)
a[0]['v'] = torch.ones(3)
""",
    "a function that changes what it is given": """
def f(p, i):
    p[i]['w'] = p[i]['w'] * 2
    p.append({'w': torch.ones(i)})
    setattr(box, 'last', p[i]['w'])
class Box: ...
box = Box()
ps = [{'w': torch.ones(2)}]
f(ps, 0)
f(ps, 1)
""",
    "a list that is made anew": """
class A:
    def __init__(self):
        self.ts = []
    def fill(self):
        self.ts = []
        for i in range(3):
            self.ts.append(torch.ones(i))
a = A()
a.fill()
a.fill()
a.ts = a.ts[:2]
""",
    "what a comprehension makes anew": """
p = {'w': torch.ones(1), 'b': torch.ones(2)}
for _ in range(2):
    p = {k: v * 2 for k, v in p.items()}
p.setdefault('c', p.pop('b'))
""",
    "a module that keeps what it saw": """
class M(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = torch.nn.Linear(1, 1)
        self.seen = {'x': []}
    def forward(self, x):
        self.seen['x'].append(x)
        self.out = self.inner(x)
        return self.out
m = M()
m(torch.ones(1, 1))
m(torch.ones(2, 1))
m.inner = torch.nn.Linear(1, 2)
""",
    "tuples of tuples": """
pairs = [(torch.ones(1), torch.zeros(1)), (torch.ones(2), torch.zeros(2))]
pairs[0], pairs[1] = pairs[1], pairs[0]
""",
    "several targets at once": """
class Box: ...
box, h = Box(), [None, None, None]
box.a, box.b = torch.ones(1), torch.ones(2)
h[0] = h[1] = box.c = torch.zeros(1)
(box.a, h[2]), *h[1:2] = (h[0], box.b), torch.ones(3)
del box.b
""",
    "modules that grow": """
layers = torch.nn.ModuleList([torch.nn.Linear(1, 1)])
layers.append(torch.nn.Linear(1, 2))
layers.register_buffer('seen', torch.zeros(1))
layers[0].load_state_dict({'weight': torch.ones(1, 1), 'bias': torch.ones(1)}, assign=True)
""",
}
SOURCES = {**EVERY, **{name: "import torch" + source for name, source in MADE.items()}}


def plainly(source: str, names: Iterable[str]) -> dict[str, Held | None]:
    """What the names mean after the plain run; `net.0.weight` is `net[0].weight`."""
    run(source)
    means: dict[str, Held | None] = {}
    for name in names:
        try:
            tensor = eval(re.sub(r"\.(\d+)", r"[\1]", name), vars(sys.modules["__main__"]))
            means[name] = held(tensor)
        except (AttributeError, IndexError, KeyError, TypeError, NameError):
            means[name] = None
    return means


@pytest.mark.parametrize("name", SOURCES)
def test_the_name_of_a_part_means_what_python_means_by_it(record: Record, name: str) -> None:
    recording = record(SOURCES[name])
    state = fold(recording)
    parts = [part for part in state.names if " " not in part and not part.isidentifier() and "…" not in part]
    means: Any = forked(lambda: plainly(SOURCES[name], parts)) if parts else {}
    assert name not in MADE or parts
    recorded = {part: state.tensors[state.names[part]] for part in parts}
    assert {part: _bare(as_held(recording, tensor)) for part, tensor in recorded.items()} == {
        part: _bare(meant) for part, meant in means.items()
    }


def _bare(tensor: Held | None) -> str:
    """A tensor but for its gradient: which tensor a name means is asked here."""
    return repr(None if tensor is None else replace(tensor, grad=None))
