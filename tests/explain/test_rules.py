"""Every rule's code, run, gives what torch itself sends."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
import torch
from gradwalk.explain.rules.arithmetic import ACCUMULATE_GRAD
from gradwalk.explain.rules.catalogue import CATALOGUE
from gradwalk.explain.rules.entry import Entry
from gradwalk.explain.rules.occurring import rule
from gradwalk.explain.rules.terms import operations
from gradwalk.explain.rules.views import COPY_SLICES
from gradwalk.recording.rules import Operation

from .judge import Tally
from .nodes import nodes
from .own import MATRICES, POINTWISE, SECOND_ORDER
from .sweep import judge_expression, merged, sweep
from .trees import compute
from .without import WITHOUT

# Torch warns of what its own samples do.
pytestmark = pytest.mark.filterwarnings("ignore")

# As many samples of an operator as the short run takes.
FEW = 3
# As often as a rule must at least have been compared for each of its inputs.
OFTEN = 3


@pytest.fixture(scope="module")
def short() -> Tally:
    """Our own samples, and the first of torch's."""
    torch.set_num_threads(1)
    tally = Tally()
    for expression in (*POINTWISE, *MATRICES, *SECOND_ORDER):
        judge_expression(expression, tally)
    return merged(tally, sweep(most=FEW))


def test_the_first_samples_agree(short: Tally) -> None:
    assert short.wrong == []


def test_every_rule_has_been_compared_for_each_input(short: Tally) -> None:
    shipped = [(name, to.name) for name, entry in CATALOGUE.items() for to in entry.inputs if name != ACCUMULATE_GRAD]
    assert len(shipped) >= 495
    assert [(*key, short.compared[key]) for key in shipped if short.compared[key] < OFTEN] == []


def test_every_input_that_may_be_stretched_has_been(short: Tally) -> None:
    may = [
        (name, to.name) for name, entry in CATALOGUE.items() for to in entry.inputs if "sum_to_size(shape)" in to.code
    ]
    assert len(may) >= 80
    assert [key for key in may if not short.stretched[key]] == []


def test_every_tree_has_been_computed(short: Tally) -> None:
    trees = [
        (name, to.input)
        for name, entry in CATALOGUE.items()
        for to in rule(entry, complex_numbers=False).inputs
        if to.term is not None and name != ACCUMULATE_GRAD
    ]
    assert len(trees) >= 415
    assert [key for key in trees if not short.computed[key]] == []


def test_every_other_element_is_a_sum_of_products_with_the_jacobian(short: Tally) -> None:
    others = [
        (name, to.input)
        for name, entry in CATALOGUE.items()
        for to in rule(entry, complex_numbers=False).inputs
        if to.term is None
    ]
    assert [key for key in others if not short.summed[key]] == []


def test_no_operation_of_a_tree_is_idle() -> None:
    trees = [
        tree
        for entry in CATALOGUE.values()
        for shown in [rule(entry, complex_numbers=False)]
        for tree in (*(to.term for to in shown.inputs), *(definition.term for definition in shown.where))
    ]
    used = set().union(*(operations(tree) for tree in trees if tree is not None))
    assert used == set(get_args(Operation))


@pytest.mark.parametrize("before", [None, torch.tensor([1.0, -2.0])])
def test_a_leaf_s_grad_becomes_what_its_rule_says(before: torch.Tensor | None) -> None:
    leaf, grad = torch.ones(2, requires_grad=True), torch.tensor([3.0, 4.0])
    leaf.grad = None if before is None else before.clone()
    torch.autograd.backward(leaf * 1, grad)
    shown = rule(CATALOGUE[ACCUMULATE_GRAD], complex_numbers=False).inputs[0]
    assert shown.term is not None
    assert leaf.grad is not None
    assert torch.equal(leaf.grad, eval(shown.code, {"before": before, "grad": grad}))
    known = {"before": None if before is None else before.numpy(), "grad": grad.numpy()}
    assert np.array_equal(leaf.grad.numpy(), compute(shown.term, known))


@pytest.mark.parametrize(
    ("write", "slope"),
    [
        (lambda part: part.mul_(3), torch.full((2, 2), 3.0)),
        (lambda part: part.fill_(3), torch.zeros(2, 2)),
        (lambda part: part.copy_(torch.ones(2, 2)), torch.zeros(2, 2)),
        (lambda part: part.exp_(), torch.ones(2, 2).exp()),
    ],
)
def test_a_part_written_in_place_sends_on_what_its_rule_says(
    write: Callable[[torch.Tensor], object], slope: torch.Tensor
) -> None:
    whole = torch.ones(3, 2, requires_grad=True) * 1
    write(whole[1:])
    (ran, *_) = nodes([whole], torch.randn_like)
    assert ran.name == COPY_SLICES
    (received, sent) = (ran.received[0], ran.sent[0])
    assert received is not None
    assert sent is not None
    assert torch.equal(sent[:1], received[:1])
    assert torch.allclose(sent[1:], received[1:] * slope)


def test_what_has_no_rule_is_known(short: Tally) -> None:
    assert short.without - WITHOUT == set()
    assert set(CATALOGUE) & WITHOUT == set()


@pytest.mark.parametrize(
    ("expression", "name", "code"),
    [
        ("x * y", "MulBackward0", "(grad * self).sum_to_size(shape)"),
        ("x * y", "MulBackward0", "grad * other"),
        ("F.relu(x)", "ReluBackward0", "torch.where(result >= 0, grad, 0)"),
        ("x.max()", "MaxBackward1", "grad * chosen"),
        ("x.softmax(-1)", "SoftmaxBackward0", "result * grad"),
        ("x.sin()", "SinBackward0", "grad * unknown"),
    ],
)
def test_a_rule_that_is_wrong_is_found(expression: str, name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = CATALOGUE[name]
    monkeypatch.setitem(CATALOGUE, name, _with_code(entry, code))
    tally = Tally()
    judge_expression(expression, tally)
    assert [words for words in tally.wrong if words.startswith(name)]


def _with_code(entry: Entry, code: str) -> Entry:
    return replace(entry, inputs=(replace(entry.inputs[0], code=code), *entry.inputs[1:]))


@pytest.mark.full
def test_every_sample_of_torch_agrees() -> None:
    tally = sweep()
    assert tally.wrong == []
    assert tally.without == WITHOUT
