"""Programs as a course has them are run."""

import textwrap

import pytest
from gradwalk.policy.check import check
from gradwalk.program.catalogue import Example, examples

ORDINARY = {
    "a module with a training loop": """
        import torch
        import torch.nn as nn
        import torch.nn.functional as F
        from torch import optim
        from torch.utils.data import DataLoader, TensorDataset
        from torch.optim.lr_scheduler import StepLR

        class Net(nn.Module):
            def __init__(self, width=8):
                super(Net, self).__init__()
                self.first = nn.Linear(2, width)
                self.second = nn.Linear(width, 1)

            def forward(self, input):
                return self.second(F.relu(self.first(input)))

        net = Net()
        optimizer = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
        scheduler = StepLR(optimizer, step_size=1)
        data = DataLoader(TensorDataset(torch.randn(8, 2), torch.randn(8, 1)), batch_size=4)
        net.train()
        for epoch in range(2):
            for x, y in data:
                optimizer.zero_grad()
                loss = nn.MSELoss()(net(x), y)
                loss.backward()
                optimizer.step()
            scheduler.step()
        net.eval()
        print(f"{loss.item():.3f}", net.__class__.__name__, type(loss).__name__)
    """,
    "a dataset of one's own": """
        from torch.utils import data
        class Squares(data.Dataset):
            def __len__(self):
                return 4
            def __getitem__(self, index):
                return index, index ** 2
            def __repr__(self):
                return f"Squares({self.__len__()})"
        print(Squares()[2], len(Squares()))
    """,
    "a custom function": """
        import torch
        from torch.autograd import Function
        from torch.autograd.function import once_differentiable

        class Exp(Function):
            @staticmethod
            def forward(ctx, i):
                result = i.exp()
                ctx.save_for_backward(result)
                return result

            @staticmethod
            @once_differentiable
            def backward(ctx, grad_output):
                result, = ctx.saved_tensors
                return grad_output * result

        x = torch.ones(2, requires_grad=True)
        Exp.apply(x).sum().backward()
        print(torch.autograd.gradcheck(torch.sin, torch.ones(2, dtype=torch.double, requires_grad=True)))
    """,
    "inner views of a tensor": """
        import torch
        x = torch.ones(2, requires_grad=True)
        y = (x * x).sum()
        print(x._version, y.grad_fn._saved_self, y._base, y.grad_fn.next_functions, x._grad, torch.__version__)
        x.register_hook(lambda g: g * 2)
        print(getattr(x, "grad"), hasattr(x, "shape"), x.__add__(1), x.__doc__ is None)
    """,
    "modern syntax": """
        from __future__ import annotations
        import contextlib, dataclasses, functools, itertools, typing, collections.abc, enum
        from dataclasses import dataclass, field
        from math import *

        @dataclass(frozen=True)
        class Point:
            x: float = 0.0
            tags: list[str] = field(default_factory=list)

        @functools.cache
        def fibonacci(n: int) -> int:
            return n if (small := n < 2) else fibonacci(n - 1) + fibonacci(n - 2)

        @contextlib.contextmanager
        def marked(name, *args, key=None, **rest):
            global entered
            entered = name
            yield name
            del entered

        def outer():
            count = 0
            def inner():
                nonlocal count
                count += 1
                return count
            return inner()

        def generate():
            yield 1
            yield from (n for n in range(3) if n)

        match {"kind": "point", "at": [1, 2, *[3]]}:
            case {"kind": "point" | "spot" as kind, "at": [x, y, *_], **others}:
                print(kind, x, y)
            case Point(x=0.0) | None:
                pass
            case _:
                raise ValueError("no")

        try:
            with marked("a") as name, marked("b"):
                assert name, "named"
        except (ValueError, TypeError) as error:
            print(error)
        else:
            pass
        finally:
            print({n: n ** 2 for n in range(3)}, {*"ab"}, [*range(2)], (1 if pi else 2), not True, -1, ~1, 5 // 2, 7 % 3)
        while True:
            break
        else:
            pass
        a = b = 1; a <<= 1; a: int; b @ a if False else ...
        print(f"{a!r:>{10}}", b"bytes", 1j, 0x1F, 1_000, "x" "y", a[1:2, ..., None] if False else 0, lambda *a, k=1, **r: a)
    """,
    "a main guard": """
        import random, time, warnings, copy, re, string, json
        import numpy as np
        def main():
            np.random.seed(0)
            random.seed(0)
            print(np.linalg.norm(np.ones(3)), time.time() > 0, np.__version__)
        if __name__ == "__main__":
            main()
    """,
    "names that hide built-in functions": """
        import torch
        input = torch.ones(2, requires_grad=True)
        def compile(help): return help
        output = compile(input * 2)
        print(output)
    """,
    "a class with much of the data model": """
        class Value:
            __slots__ = ("data", "grad")
            count = 0
            def __new__(cls, *args):
                return super().__new__(cls)
            def __init__(self, data):
                object.__setattr__(self, "data", data)
                self.__dict__ if False else None
            def __add__(self, other):
                return self.__class__(self.data + other.data)
            __radd__ = __add__
            def __setattr__(self, name, value):
                super().__setattr__(name, value)
            def __eq__(self, other):
                return self.data == other.data
            __hash__ = None
        print(Value(1) + Value(2))
    """,
    "a group of exceptions": "try:\n    pass\nexcept* ValueError:\n    pass\n",
    "an empty text": "",
    "only a comment": "# nothing yet\n",
    "Chinese names and texts": 'import torch\n张量 = torch.ones(2, requires_grad=True)\nprint("结果：", 张量.sum())\n',
    "notebook marks inside texts": 'note = """\n%matplotlib inline\n!ls\n>>> x\n"""\ny = (7\n %2)\n',
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_program_is_run(name: str) -> None:
    assert check(textwrap.dedent(ORDINARY[name])) == ()


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_is_run(example: Example) -> None:
    assert check(example.source) == ()
