"""Every rule's code, run, gives what torch itself sends."""

from dataclasses import replace

import pytest
import torch
from gradwalk.explain.rules.catalogue import CATALOGUE
from gradwalk.explain.rules.entry import Entry

from .judge import Tally
from .own import MATRICES, POINTWISE
from .sweep import judge_expression, merged, sweep
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
    for expression in (*POINTWISE, *MATRICES):
        judge_expression(expression, tally)
    return merged(tally, sweep(most=FEW))


def test_the_first_samples_agree(short: Tally) -> None:
    assert short.wrong == []


def test_every_rule_has_been_compared_for_each_input(short: Tally) -> None:
    shipped = [(name, to.name) for name, entry in CATALOGUE.items() for to in entry.inputs]
    assert len(shipped) >= 410
    assert [(*key, short.compared[key]) for key in shipped if short.compared[key] < OFTEN] == []


def test_every_input_that_may_be_stretched_has_been(short: Tally) -> None:
    may = [
        (name, to.name) for name, entry in CATALOGUE.items() for to in entry.inputs if "sum_to_size(shape)" in to.code
    ]
    assert len(may) >= 80
    assert [key for key in may if not short.stretched[key]] == []


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
