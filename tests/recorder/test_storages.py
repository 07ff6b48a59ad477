"""Tensors say where they live: shared storages, offsets, strides, bases, and when memory is replaced or let go of."""

from collections.abc import Callable

from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Grad, Op, Print, Update
from gradwalk.recording.tensors import Tensor

from .asking import first, of

Record = Callable[..., Recording]


def rows(recording: Recording) -> dict[str, Tensor]:
    """The row of each tensor by its last name."""
    return {name: recording.tensors[int(id[1:]) - 1] for name, id in fold(recording).names.items()}


def releases(recording: Recording) -> list[tuple[str, int | None, tuple[str, ...]]]:
    """The steps after which memory had been let go of: their type, line and storages."""
    return [
        (step.type, None if step.span is None else step.span.line, step.released)
        for step in recording.steps
        if step.released
    ]


def test_views_share_a_storage_and_say_where_in_it_they_lie(record: Record) -> None:
    found = rows(
        record(
            "import torch\nx = torch.arange(12.0).reshape(3, 4)\nrow = x[1]\ncolumn = x[:, 2]\nturned = x.t()\n"
            "wide = row.expand(2, 4)\ncopy = x.t().reshape(-1)\n"
        )
    )
    shared = {name: (row.storage, row.strides, row.offset) for name, row in found.items()}
    home = found["x"].storage
    assert shared["x"] == (home, (4, 1), 0)
    assert shared["row"] == (home, (1,), 4)
    assert shared["column"] == (home, (4,), 2)
    assert shared["turned"] == (home, (1, 4), 0)
    assert shared["wide"] == (home, (0, 1), 4)
    assert found["copy"].storage != home
    assert found["row"].base == found["column"].base == found["wide"].base
    assert found["copy"].base is None


def test_views_share_a_version_and_data_does_not(record: Record) -> None:
    recording = record("import torch\nx = torch.zeros(4)\nv = x[:2]\nd = x.data\nv.add_(1)\nd.mul_(2)\n")
    state = fold(recording)
    assert {name: state.tensors[id].version for name, id in state.names.items()} == {"x": 1, "v": 1, "d": 1}
    assert {recording.values[state.tensors[id].value].first[0] for id in state.names.values()} == {2.0}


def test_a_storage_that_grows_is_another_and_what_is_new_in_it_is_noise(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.ones(2)\nv = x[:1]\nx.resize_(6)\ngrown = x.shape\nx.zero_()\nx.resize_(2)\n"
        "y = torch.ones(4)\ny.resize_(2)\nout = torch.empty(0)\ntorch.add(torch.ones(3), 1, out=out)\n"
    )
    sizes = {row.id: row.bytes for row in recording.storages}
    told = [change for step in of(recording, Op) for change in step.changes if change.tensor == "t1"]
    assert [first(recording, change.value) for change in told] == [(), (0,) * 6, (0, 0)]
    assert recording.values[told[0].value].hidden == "uninitialised"
    state = fold(recording)
    x, v, y, out = (state.tensors[state.names[name]] for name in ("x", "v", "y", "out"))
    assert x.storage == v.storage == told[0].storage
    assert [sizes[str(tensor.storage)] for tensor in (x, y, out)] == [24, 16, 12]
    assert first(recording, out.value) == (2, 2, 2)
    assert ("op", 4, (recording.tensors[0].storage,)) in releases(recording)


def test_replaced_memory_is_a_new_storage_of_the_same_tensor(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.zeros(2, requires_grad=True)\nx.data = torch.ones(3)\n"
        "y = torch.zeros(2)\nz = torch.arange(3.0)\ny.set_(z)\n"
    )
    state = fold(recording)
    x, y, z = (state.tensors[state.names[name]] for name in "xyz")
    assert (x.storage != recording.tensors[0].storage, x.shape) == (True, (3,))
    assert (y.storage, y.shape) == (z.storage, (3,))
    assert recording.tensors[0].storage in state.released


def test_memory_is_let_go_of_with_the_last_tensor_that_lives_in_it(record: Record) -> None:
    recording = record("import torch\nx = torch.ones(2)\nv = x[:1]\ndel x\nprint(v)\ndel v\nprint('gone')\n")
    assert releases(recording) == [("bind", 6, ("s1",))]


def test_what_a_function_saved_lives_until_backward_has_let_go_of_it(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.ones(2, requires_grad=True)\ny = (x * 2).exp()\nloss = y.sum()\ndel y\n"
        "print(loss)\nloss.backward()\nprint(x.grad)\n"
    )
    exponent = next(function for function in recording.functions if function.name == "ExpBackward0")
    (saved,) = exponent.saved
    assert saved.kind == "tensor"
    kept = recording.tensors[int((saved.tensor or "t0")[1:]) - 1].storage
    assert [(kind, line) for kind, line, released in releases(recording) if kept in released] == [("backward_end", 7)]


def test_addresses_that_are_used_again_are_other_storages(record: Record) -> None:
    recording = record(
        "import torch\nfor i in range(50):\n    t = torch.full((64,), float(i))\n    s = t.sum()\nprint(s)\n"
    )
    born = [row.storage for row in recording.tensors if row.shape == (64,)]
    assert len(set(born)) == 50
    assert set(born[:-1]) <= set(fold(recording).released)


def test_a_module_that_takes_another_dtype_takes_its_gradients_with_it(record: Record) -> None:
    program = (
        "import torch\nnet = torch.nn.Linear(1, 1, bias=False)\nnet(torch.full((1, 1), 0.1)).sum().backward()\n"
        "net.double()\nprint(net.weight.grad.dtype, net.weight.grad.item())\n"
    )
    recording = record(program)
    (grad,) = of(recording, Grad)
    (update,) = of(recording, Update)
    assert [recording.values[index].dtype for index in (update.after, grad.after)] == ["float64", "float64"]
    assert of(recording, Print)[0].text == f"torch.float64 {recording.values[grad.after].first[0]!r}\n"


def test_a_gradient_that_has_a_name_is_its_tensors_whichever_is_given_other_memory(record: Record) -> None:
    recording = record(
        "import torch\nx = torch.tensor([1.0, 2.0], requires_grad=True)\n(x * x).sum().backward()\n"
        "g = x.grad\ng.data = torch.zeros(2)\nx.grad.data = torch.ones(2)\n"
    )
    assert [(grad.how, first(recording, grad.after)) for grad in of(recording, Grad)] == [
        ("changed", (0.0, 0.0)),
        ("changed", (1.0, 1.0)),
    ]
