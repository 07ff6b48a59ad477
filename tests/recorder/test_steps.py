"""What a program does to tensors becomes the steps that a reader would name."""

from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import SavedTensor
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Accumulate, Backward, BackwardEnd, Bind, Create, Flag, Grad, Node, Op, Step, Update

from .conftest import forked

Record = Callable[..., Recording]
X = "import torch\nx = torch.tensor([1.0, 2.0], requires_grad=True)\n"


def of(recording: Recording, kind: type[Step]) -> Any:
    return [step for step in recording.steps if isinstance(step, kind)]


def first(recording: Recording, value: int | None) -> object:
    return None if value is None else recording.values[value].first


def text(source: str, step: Any) -> Any:
    lines = source.splitlines()
    assert step.span.line == step.span.end_line
    line = lines[step.span.line - 1]
    return line[step.span.column : step.span.end_column]


def test_every_step_lies_at_its_own_piece_of_the_source(record: Record) -> None:
    source = X + "y = x[0] * 2 + x.sum(dim=0)\n"
    recording = record(source)
    assert [text(source, step) for step in of(recording, Op)] == [
        "x[0]",
        "x[0] * 2",
        "x.sum(dim=0)",
        source.splitlines()[2][4:],
    ]
    assert [text(source, step) for step in of(recording, Bind)] == ["x", "y"]


def test_memory_that_nobody_wrote_is_not_shown(record: Record, chapter: Callable[[str], str]) -> None:
    recording = record(chapter("01"))
    (created,) = (step for step in of(recording, Create) if step.how == "Tensor")
    value = recording.values[recording.tensors[int(created.tensor[1:]) - 1].value]
    assert (value.shape, value.first, value.hidden) == ((2, 3), (), "uninitialised")


def test_what_is_computed_from_noise_is_noise(record: Record) -> None:
    recording = record("import torch\na = torch.empty(3)\nb = a * 2\nc = torch.zeros_like(a)\na.fill_(1)\n")
    state = fold(recording)
    hidden = {name: recording.values[state.tensors[id_].value].hidden for name, id_ in state.names.items()}
    assert hidden == {"a": None, "b": "uninitialised", "c": None}


LSTM = """
import torch
torch.use_deterministic_algorithms({filled})
lstm = torch.nn.LSTM(3, 4).train({training})
y, _ = lstm(torch.ones(5, 2, 3))
y.sum().backward()
"""


@pytest.mark.parametrize("training", [True, False])
def test_what_an_lstm_saves_without_having_written_it_is_not_shown(record: Record, training: bool) -> None:
    recording = record(LSTM.format(filled=False, training=training))
    (layer,) = (function for function in recording.functions if function.name == "MkldnnRnnLayerBackward0")
    values = {saved.name: saved.value for saved in layer.saved if isinstance(saved, SavedTensor)}
    hidden = {name for name, value in values.items() if recording.values[value].hidden is not None}
    assert hidden == {"result3"}
    assert recording.values[values["result3"]].hidden == "uninitialised"


def test_what_an_lstm_is_said_not_to_write_keeps_what_torch_fills_new_memory_with() -> None:
    saved: Any = forked(workspace_of_an_lstm)
    assert saved.count(255) > 0.9 * len(saved)


def workspace_of_an_lstm() -> bytes:
    names: dict[str, Any] = {}
    exec(LSTM.format(filled=True, training=True).replace("y.sum().backward()", ""), names)
    pending = [names["y"].grad_fn]
    while pending[0].name() != "MkldnnRnnLayerBackward0":
        pending = [node for node, _ in pending.pop(0).next_functions if node is not None] + pending
    return bytes(pending[0]._saved_result3.numpy())


def test_memory_that_is_written_piece_by_piece_is_noise_until_the_last(record: Record) -> None:
    source = "import torch\na = torch.empty(4)\n"
    half = record(source + "a.narrow(0, 0, 2).fill_(1)\nb = a[:2] * 2\nc = a.narrow(0, 2, 2)\n")
    whole = record(source + "a.narrow(0, 0, 2).fill_(1)\ntorch.mul(a[:2], 2, out=a.narrow(0, 2, 2))\n")
    values = [
        {
            name: recording.values[fold(recording).tensors[id_].value].first
            for name, id_ in fold(recording).names.items()
        }
        for recording in (half, whole)
    ]
    assert values == [{"a": (), "b": (2.0, 2.0), "c": ()}, {"a": (1.0, 1.0, 2.0, 2.0)}]


@pytest.mark.parametrize(
    ("program", "name", "cut"),
    [
        ("x.detach()", "detach", "detach"),
        ("x.data", "data", "data"),
        ("x.argmax()", "argmax", "not_differentiable"),
        ("x > 1", "gt", "not_differentiable"),
        ("torch.no_grad()(lambda: x * 2)()", "mul", "no_grad"),
        ("torch.inference_mode()(lambda: x * 2)()", "mul", "inference_mode"),
        ("x * 2", "mul", None),
    ],
)
def test_a_cut_says_why(record: Record, program: str, name: str, cut: str | None) -> None:
    (op,) = of(record(X + program), Op)
    assert (op.name, op.cut) == (name, cut)


def test_what_a_loop_takes_stands_at_its_head(record: Record) -> None:
    recording = record("import torch\nx = torch.ones(2, 3)\nfor row in x:\n    y = row * 2\n    z = y + 1\n")
    unbind = of(recording, Op)[0]
    assert (unbind.name, unbind.span.line, unbind.span.column) == ("unbind", 3, 0)
    assert (unbind.span.end_line, unbind.span.end_column) == (3, len("for row in x"))


def test_a_repeated_product_and_its_seed(record: Record, chapter: Callable[[str], str]) -> None:
    recording = record(chapter("08"))
    assert sum(function.name == "MulBackward0" for function in recording.functions) == 9
    (backward,) = of(recording, Backward)
    assert first(recording, backward.roots[0].seed) == pytest.approx((0.1, 1.0, 0.0001))
    (accumulate,) = of(recording, Accumulate)
    assert first(recording, accumulate.after) == pytest.approx((51.2, 512.0, 0.0512))


def test_gradients_accumulate_until_the_program_clears_them(record: Record, chapter: Callable[[str], str]) -> None:
    recording = record(chapter("07"))
    numbers = [
        tuple(None if value is None else recording.values[value].first[0] for value in (s.before, s.incoming, s.after))
        for s in of(recording, Accumulate)
    ]
    assert numbers == [(None, 3.0, 3.0), (3.0, 1.0, 4.0), (0.0, 1.0, 1.0)]
    (zeroed,) = of(recording, Grad)
    assert (zeroed.how, zeroed.span.line) == ("zeroed", 13)


@pytest.mark.parametrize(
    ("statement", "how"),
    [
        ("x.grad = None", "cleared"),
        ("del x.grad", "cleared"),
        ("x.grad.zero_()", "zeroed"),
        ("x.grad.data.zero_()", "zeroed"),
        ("x.grad = torch.zeros(2)", "assigned"),
        ("x.grad.data = torch.zeros(2)", "changed"),
        ("x.grad *= 2", "changed"),
        ("torch.nn.utils.clip_grad_norm_([x], 0.1)", "changed"),
        ("torch.optim.SGD([x]).zero_grad()", "cleared"),
        ("torch.optim.SGD([x]).zero_grad(set_to_none=False)", "zeroed"),
    ],
)
def test_a_change_of_a_gradient_is_one_step(record: Record, statement: str, how: str) -> None:
    recording = record(f"{X}(x * x).sum().backward()\n{statement}\n")
    (grad,) = of(recording, Grad)
    assert (grad.how, grad.span.line, first(recording, grad.before)) == (how, 4, (2.0, 4.0))
    assert [step.type for step in recording.steps[recording.steps.index(grad) :]] in (["grad"], ["create", "grad"])


def test_reading_a_gradient_leaves_no_trace_until_it_is_used(record: Record) -> None:
    recording = record(
        X + "(x * x).sum().backward()\nx.grad\nprint(x.grad, x.grad.shape)\ng = x.grad\nh = x.grad + 1\n"
    )
    after = [step.type for step in recording.steps[recording.steps.index(of(recording, BackwardEnd)[0]) + 1 :]]
    assert after == ["print", "create", "bind", "op", "bind"]
    assert [step.how for step in of(recording, Create)] == ["tensor", "grad"]


def test_a_retained_gradient_comes_with_the_function_that_made_its_tensor(record: Record) -> None:
    recording = record(X + "y = x * 3\ny.retain_grad()\n(y * y).sum().backward()\n")
    (flag,) = of(recording, Flag)
    assert flag.what == "retain_grad"
    (filled,) = (step for step in of(recording, Node) if step.changes)
    y = fold(recording).names["y"]
    assert filled.function == recording.tensors[int(y[1:]) - 1].grad_fn
    assert first(recording, filled.changes[0].grad) == (6.0, 12.0)


def test_a_gradient_retained_where_a_call_stopped_is_the_call_s_not_the_program_s(record: Record) -> None:
    again = "try:\n    z.backward()\nexcept RuntimeError:\n    pass\nprint(y.grad)\n"
    recording = record(X + "y = x * 2\ny.retain_grad()\nz = y.mean()\nz.backward()\n" + again)
    assert of(recording, Grad) == []
    stopped = of(recording, BackwardEnd)[-1]
    y = fold(recording).names["y"]
    assert stopped.failed == recording.tensors[int(y[1:]) - 1].grad_fn
    assert [(change.tensor, first(recording, change.grad)) for change in stopped.changes] == [(y, (1.0, 1.0))]


def test_an_optimizer_makes_one_update_a_parameter(record: Record) -> None:
    recording = record(
        "import torch\nmodel = torch.nn.Linear(2, 1)\noptimizer = torch.optim.Adam(model.parameters())\n"
        "model(torch.ones(2)).sum().backward()\noptimizer.step()\n"
    )
    updates = of(recording, Update)
    assert [(step.how, step.span.line) for step in updates] == [("Adam.step", 5)] * 2
    names = {step.tensor: step.name for step in of(recording, Bind)}
    assert [names[step.tensor] for step in updates] == ["model.weight", "model.bias"]
    assert [step.how for step in of(recording, Create)] == ["Parameter", "Parameter", "ones"]


def test_writing_through_one_view_changes_every_tensor_of_the_storage(
    record: Record, chapter: Callable[[str], str]
) -> None:
    recording = record(chapter("02"))
    written = of(recording, Op)[2]
    assert (written.name, len(written.mutated)) == ("add_", 1)
    changed = [recording.tensors[int(change.tensor[1:]) - 1] for change in written.changes]
    assert [(tensor.shape, tensor.storage) for tensor in changed] == [((12,), "s1"), ((4, 3), "s1"), ((3,), "s1")]


def test_data_hides_a_change_from_the_version(record: Record, chapter: Callable[[str], str]) -> None:
    (update,) = of(record(chapter("10")), Update)
    assert (update.how, update.version_before, update.version_after) == ("mul_", 0, 0)


def test_functions_made_in_backward_say_which_call_made_them(record: Record) -> None:
    recording = record(X + "(g,) = torch.autograd.grad((x ** 3).sum(), x, create_graph=True)\ng.sum().backward()\n")
    made = [function for function in recording.functions if function.made_by == 1]
    assert made
    assert {function.made_by for function in recording.functions} == {None, 1}
    grad = of(recording, Backward)[0]
    assert (grad.entry, grad.create_graph, grad.inputs) == ("grad", True, ("t1",))
    assert of(recording, BackwardEnd)[0].results == (fold(recording).names["g"],)


def test_a_saved_tensor_carries_the_version_that_backward_will_ask_for(record: Record) -> None:
    recording = record(X + "y = x * 1\ny.add_(1)\nz = y.exp()\ny2 = y * y\n")
    square = recording.functions[-1]
    assert [(saved.version, saved.tensor) for saved in square.saved if isinstance(saved, SavedTensor)] == [
        (1, "t2")
    ] * 2


def test_a_name_that_no_longer_means_a_tensor_says_so(record: Record) -> None:
    recording = record(X + "y = x\ndel y\nx = 3\n")
    assert [(step.name, step.tensor) for step in of(recording, Bind)] == [
        *(("x", "t1"), ("y", "t1"), ("y", None), ("x", None))
    ]


@pytest.mark.parametrize(
    ("then", "left"),
    [
        ("many = [x * 3]", {"x", "many[0]"}),
        ("many = {'a': x}", {"x", "many['a']"}),
        ("many = x", {"x", "many"}),
        ("many = 3", {"x"}),
        ("many = []", {"x"}),
        ("del many", {"x"}),
        ("many[1] = x\nmany = 3", {"x"}),
        ("many[1] = x\nmany = [x]", {"x", "many[0]"}),
        ("x.twice = x * 2\nx.requires_grad_()\nx = x\nmany = 3", {"x", "x.twice"}),
        ("x.twice = x * 2\nx = many[0]\nmany = 3", {"x"}),
    ],
)
def test_items_of_what_a_name_no_longer_means_have_lost_their_names(record: Record, then: str, left: set[str]) -> None:
    recording = record(X + f"many = [x * 1, x * 2]\n{then}\n")
    assert fold(recording).names.keys() == left


def test_an_item_that_is_assigned_leaves_the_others_their_names(record: Record) -> None:
    recording = record(X + "many = [x * 1, x * 2]\nmany[1] = x\n")
    assert {name: fold(recording).names[name] for name in ("many[0]", "many[1]")} == {"many[0]": "t2", "many[1]": "t1"}


def test_only_functions_that_kept_tensors_are_freed(record: Record) -> None:
    recording = record(X + "y = (x * x + 1).sum()\ny.backward(retain_graph=True)\ny.backward()\n")
    first_end, second_end = of(recording, BackwardEnd)
    names = [recording.functions[int(name[1:]) - 1].name for name in second_end.freed]
    assert (first_end.freed, names) == ((), ["MulBackward0"])


@pytest.mark.parametrize("grad", ["x.grad", "x.grad.data", "x.grad.detach()"])
def test_zeroing_a_gradient_is_one_step_however_it_is_reached(record: Record, grad: str) -> None:
    recording = record(X + f"(x * x).sum().backward()\n{grad}.zero_()\n")
    step = recording.steps[-1]
    assert isinstance(step, Grad)
    assert (step.how, first(recording, step.before), first(recording, step.after)) == ("zeroed", (2.0, 4.0), (0.0, 0.0))
    assert [row.names for row in recording.tensors if row.names] == [("x",)]
    assert len(of(recording, Grad)) == 1


def test_backward_from_a_leaf_itself_reaches_it(record: Record) -> None:
    recording = record(X + "x.backward(torch.tensor([3.0, 4.0]))\n")
    (step,) = of(recording, Accumulate)
    assert (first(recording, step.incoming), first(recording, step.after)) == ((3.0, 4.0), (3.0, 4.0))
    assert first(recording, fold(recording).tensors["t1"].grad) == (3.0, 4.0)


@pytest.mark.parametrize("taking", ["y.item()", "y.tolist()", "float(y)", "int(y)"])
def test_a_number_that_is_taken_out_of_the_graph_is_a_step(record: Record, taking: str) -> None:
    recording = record(f"{X}y = x.sum()\nn = {taking}\n")
    (taken,) = [step for step in of(recording, Op) if step.cut == "item"]
    assert [operand.tensor for operand in taken.inputs] == ["t2"]
    assert (taken.outputs, taken.mutated, taken.born) == ((), (), ())
    assert recording.program.source.splitlines()[taken.span.line - 1][taken.span.column :] == taking


@pytest.mark.parametrize(
    "looking", ["x.detach().sum().item()", "print(f'{x.sum():.2f}')", "torch.ones(1).item()", "bool(x.sum() > 0)"]
)
def test_what_has_no_graph_or_is_only_shown_takes_nothing_out(record: Record, looking: str) -> None:
    recording = record(f"{X}{looking}\n")
    assert [step for step in of(recording, Op) if step.cut == "item"] == []


def test_a_normalisation_writes_its_statistics_in_training_alone(record: Record) -> None:
    recording = record(
        "import torch\nbn = torch.nn.BatchNorm1d(2)\nx = torch.ones(3, 2)\nbn(x)\nbn.eval()\n"
        "bn.weight.requires_grad_(False)\nbn(x)\nm, v = torch.zeros(2), torch.ones(2)\n"
        "torch.batch_norm(x, None, None, m, v, True, 0.1, 1e-5, False)\n"
        "torch.nn.functional.instance_norm(x.view(1, 2, 3), m, v, use_input_stats=False)\n"
    )
    names = {step.tensor: step.name for step in of(recording, Bind)}
    written = [[names[id] for id in op.mutated] for op in of(recording, Op) if op.name.endswith("_norm")]
    assert written == [["bn.running_mean", "bn.running_var"], [], ["m", "v"], []]


def test_nothing_is_cut_where_an_operand_is_given_back_beside_a_constant(record: Record) -> None:
    recording = record(X + "one, same = torch.broadcast_tensors(torch.tensor(1), x)\nwhich = x.argmax()\n")
    assert {step.name: step.cut for step in of(recording, Op)} == {
        "broadcast_tensors": None,
        "argmax": "not_differentiable",
    }
