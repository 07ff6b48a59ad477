"""Every step stands in the calls and loop iterations that it was done in, and every name in the call that it is local to."""

from collections.abc import Callable

from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Bind, Op, Step

Record = Callable[..., Recording]

NET = """
import torch
from torch import nn

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2), nn.Sequential(nn.ReLU(), nn.Linear(2, 2))])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()

    def forward(self, x):
        return self.block(x).sum()

net = Net()
net(torch.ones(2)).backward()
"""


def path(recording: Recording, step: Step) -> str:
    names = []
    scope = step.scope
    while scope is not None:
        row = recording.scopes[int(scope[1:]) - 1]
        names.append(row.name if row.iteration is None else f"{row.name} · {row.iteration}")
        scope = row.parent
    return " > ".join(reversed(names))


def paths(recording: Recording, name: str) -> list[str]:
    return [path(recording, step) for step in recording.steps if isinstance(step, Op) and step.name == name]


def test_module_calls_nest_by_their_paths_and_hold_their_loops(record: Record) -> None:
    recording = record(NET)
    loop = "Net > block > for layer in self.layers"
    assert paths(recording, "linear") == [f"{loop} · 0 > layers.0", f"{loop} · 1 > layers.1 > 1"]
    assert paths(recording, "relu") == [f"{loop} · 1 > layers.1 > 0"]
    assert paths(recording, "sum") == ["Net"]
    assert {row.name: row.module for row in recording.scopes if row.kind == "module"} == {
        "Net": "Net",
        "block": "Block",
        "layers.0": "Linear",
        "layers.1": "Sequential",
        "0": "ReLU",
        "1": "Linear",
    }


def test_backward_stands_where_it_was_called_and_functions_where_they_were_made(record: Record) -> None:
    recording = record(NET)
    assert {path(recording, step) for step in recording.steps if step.type in ("backward", "node", "accumulate")} == {
        ""
    }
    made = {function.name: function.scope for function in recording.functions if function.variable is None}
    assert made["ReluBackward0"] != made["SumBackward0"]


def test_a_lambda_runs_in_the_iteration_that_calls_it_wherever_it_stands(record: Record) -> None:
    source = "import torch\ndouble = lambda x: x * 2\nfor i in range(3):\n    y = double(torch.ones(1))\n"
    loop = "for i in range(3)"
    assert paths(record(source), "mul") == [f"{loop} · {number}" for number in range(3)]


def test_a_custom_function_is_applied_where_the_call_stands_and_not_in_its_forward(record: Record) -> None:
    recording = record(
        "import torch\nclass Double(torch.autograd.Function):\n"
        "    @staticmethod\n    def forward(ctx, x): return x * 2\n"
        "    @staticmethod\n    def backward(ctx, g): return g * 2\n"
        "def f(x): return Double.apply(x)\nf(torch.ones(1, requires_grad=True))\n"
    )
    assert paths(recording, "mul") == ["f > Double.forward"]
    assert paths(recording, "Double") == ["f"]
    (made,) = (function for function in recording.functions if function.name == "DoubleBackward")
    (op,) = (step for step in recording.steps if isinstance(step, Op) and step.name == "Double")
    assert made.scope == op.scope


def test_recursion_gives_each_call_its_own_names(record: Record) -> None:
    recording = record(
        "import torch\ndef f(n, x):\n    y = x * n\n    if n:\n        f(n - 1, y)\n    return y\nx = f(1, torch.ones(1))\n"
    )
    assert paths(recording, "mul") == ["f", "f > f"]
    names = fold(recording).names
    assert names == {"c1 x": "t1", "c1 y": "t2", "c2 x": "t2", "c2 y": "t3", "x": "t2"}


def test_iterations_are_counted_anew_for_each_run_of_a_loop(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.ones(1)\n"
        "for i in range(2):\n    for j in range(2): x = x * 1\n    x = x + 1\nelse:\n    x = x - 1\n"
    )
    inner = [f"for i in range(2) · {i} > for j in range(2) · {j}" for i in range(2) for j in range(2)]
    assert paths(recording, "mul") == inner
    assert paths(recording, "add") == ["for i in range(2) · 0", "for i in range(2) · 1"]
    assert paths(recording, "sub") == [""]


def test_a_loop_that_is_left_in_any_way_is_left(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.ones(1)\n"
        "try:\n    for i in range(3):\n        x = x * 1\n        raise ValueError\nexcept ValueError:\n    x = x + 1\n"
        "while x.sum() > 0:\n    x = x * 2\n    break\nx = x - 1\n"
        "def f(x):\n    for i in range(3):\n        return x * 3\nx = f(x) / 2\n"
    )
    assert paths(recording, "mul") == ["for i in range(3) · 0", "while x.sum() > 0 · 0", "f > for i in range(3) · 0"]
    assert (
        paths(recording, "sum") == paths(recording, "add") == paths(recording, "sub") == paths(recording, "div") == [""]
    )


def test_generators_keep_their_place_between_values(record: Record) -> None:
    recording = record(
        "import torch\ndef numbers():\n    for i in range(2):\n        yield torch.ones(1) * i\n"
        "for one, other in zip(numbers(), numbers()):\n    s = one + other\n"
    )
    assert paths(recording, "mul") == ["numbers > for i in range(2) · 0"] * 2 + ["numbers > for i in range(2) · 1"] * 2
    assert len({step.scope for step in recording.steps if isinstance(step, Op) and step.name == "mul"}) == 4
    loop = "for (one, other) in zip(numbers(), numbers())"
    assert paths(recording, "add") == [f"{loop} · 0", f"{loop} · 1"]


def test_lambdas_and_comprehensions_belong_to_the_call_around_them(record: Record) -> None:
    recording = record(
        "import torch\ndef f(xs):\n    double = lambda x: x * 2\n    return [double(x) + 1 for x in xs]\nf([torch.ones(1)])\n"
    )
    assert paths(recording, "mul") == paths(recording, "add") == ["f > for x in xs · 0"]
    assert "x" in [step.name for step in recording.steps if isinstance(step, Bind)]


def test_the_names_of_a_comprehension_go_with_it(record: Record) -> None:
    recording = record(
        "import torch\nxs = [torch.ones(1), torch.ones(2)]\nk = torch.ones(3)\n"
        "d = {i: t * 2 for i, t in enumerate(xs)}\nn = [k.sum() for k in xs]\ns = sum(q.sum() for q in xs)\n"
    )
    bound = [(step.name, step.tensor) for step in recording.steps if isinstance(step, Bind) and step.name in "tkq"]
    assert bound == [("k", "t3"), ("t", "t1"), ("t", "t2"), ("t", None)]
    assert fold(recording).names.keys() >= {"k", "d[0]", "d[1]", "n[0]", "s"}


def test_global_names_stay_global_wherever_they_are_bound(record: Record) -> None:
    recording = record(
        "import torch\ndef f():\n    global total\n    total = torch.ones(1)\n    kept = torch.zeros(1)\n"
        "f()\nx = torch.ones(2)\nn = [x.sum() for x in x]\n"
    )
    names = fold(recording).names
    assert {name for name in names if " " not in name} == {"total", "x", "n[0]", "n[1]"}
    assert names["x"] != names["total"]
    assert "c1 kept" in names


def test_an_error_in_a_module_reads_as_without_the_recorder(record: Record) -> None:
    recording = record(NET.replace("torch.ones(2)", "torch.ones(3)"))
    (error,) = (step for step in recording.steps if step.type == "error")
    assert [(frame.line, frame.name) for frame in error.frames] == [
        (24, "<module>"),
        (21, "forward"),
        (12, "forward"),
    ]


COMPREHENSIONS = """
import torch
w = torch.ones(2, requires_grad=True)
rows = [w * i for i in range(2)]
pairs = {i: w + j for i in (w - 1).tolist() for j in range(2)}
total = sum(r.exp() for r in rows)

def all_of(items):
    return [item for item in items]

taken = all_of(w.sin() for _ in range(2))
"""


def test_items_of_a_comprehension_are_iterations(record: Record) -> None:
    recording = record(COMPREHENSIONS)
    assert paths(recording, "mul") == ["for i in range(2) · 0", "for i in range(2) · 1"]
    nested = "for i in (w - 1).tolist() for j in range(2)"
    assert paths(recording, "add")[:4] == [f"{nested} · {number}" for number in range(4)]


def test_an_item_is_bound_in_the_iteration_that_it_is_of(record: Record) -> None:
    recording = record("import torch\nws = [torch.ones(1), torch.ones(2)]\nys = [w * 2 for w in ws]\n")
    bound = [path(recording, step) for step in recording.steps if isinstance(step, Bind) and step.name == "w"]
    assert bound[:2] == ["for w in ws · 0", "for w in ws · 1"]


def test_what_a_comprehension_goes_over_is_no_part_of_an_iteration(record: Record) -> None:
    assert paths(record(COMPREHENSIONS), "sub") == [""]


def test_a_generator_has_iterations_where_the_code_around_it_takes_from_it(record: Record) -> None:
    recording = record(COMPREHENSIONS)
    assert paths(recording, "exp") == ["for r in rows · 0", "for r in rows · 1"]
    assert all("range(2)" not in found for found in paths(recording, "sin"))


def test_what_a_loop_takes_its_items_from_makes_them_in_no_iteration(record: Record) -> None:
    recording = record(
        "import torch\nfrom torch.utils.data import DataLoader\n"
        "for batch in DataLoader([torch.ones(1), torch.zeros(1)]):\n    batch * 2\n"
    )
    assert paths(recording, "stack") == ["", ""]
    assert len(set(paths(recording, "mul"))) == 2
