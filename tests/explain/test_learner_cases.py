"""What learners get wrong is found, at its place, with a remedy that works; and the right program is left alone."""

import pytest

from .conftest import Tell, remedied
from .learners.case import Case
from .learners.raised import RAISED
from .learners.refused import REFUSED
from .learners.slips import SLIPS
from .learners.trained import TRAINED
from .learners.unnoticed import UNNOTICED

# Whose remedy is another way to compute.
WITHOUT_CODE = ("not_differentiable", "left_torch", "gradient_is_constant", "backward_not_recorded")
ALL = pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=name) for name, case in {**RAISED, **REFUSED, **UNNOTICED, **SLIPS, **TRAINED}.items()],
)


@ALL
def test_it_is_found_where_it_is(case: Case, tell: Tell) -> None:
    told = tell(case.program)
    (finding,) = told.of(case.kind)
    assert finding.span is not None
    assert finding.span.line == case.line
    for language in ("en", "zh"):
        said = " ".join(getattr(words, language) for words in (finding.title, finding.what, finding.why))
        assert case.name in said
        assert "{" not in said.replace("{}", "")
    known = {row.id for row in told.recording.tensors} | {row.id for row in told.recording.functions}
    assert known.issuperset((*finding.tensors, *finding.functions))
    assert all(0 <= step < len(told.recording.steps) for step in finding.steps)
    assert (finding.severity == "error") == (told.recording.outcome.kind == "error")


@ALL
def test_its_remedy_runs_and_nothing_is_left_to_tell(case: Case, tell: Tell) -> None:
    (finding,) = tell(case.program).of(case.kind)
    for remedy in finding.remedies:
        if not remedy.edits:
            assert remedy.snippet or finding.severity != "error" or case.kind in WITHOUT_CODE
            continue
        again = tell(remedied(case.program, remedy))
        assert again.recording.outcome.kind == "finished"
        assert again.of(case.kind) == []


@ALL
def test_its_silent_twin_is_silent(case: Case, tell: Tell) -> None:
    if case.twin is not None:
        told = tell(case.twin)
        assert told.recording.outcome.kind == "finished"
        assert told.of(case.kind) == []
        assert told.grave == []


def test_a_name_that_means_something_else_by_now_stands_in_no_remedy(tell: Tell) -> None:
    program = (
        "import torch\nfrom torch.nn.functional import cross_entropy\n"
        "z = torch.ones(1, 3, requires_grad=True)\np = torch.softmax(z, 1)\n{}"
        "cross_entropy(p, torch.tensor([0])).backward()\n"
    )
    (kept,) = tell(program.format("")).of("squashed_scores")
    (lost,) = tell(program.format("z = z * 2\n")).of("squashed_scores")
    assert [edit.added[0] for edit in kept.remedies[0].edits] == ["cross_entropy(z, torch.tensor([0])).backward()"]
    assert lost.remedies[0].edits == ()


@pytest.mark.parametrize("squashed", ["fn.softmax(z, 1)", "z.softmax(1)", "torch.nn.functional.softmax(z, dim=1)"])
def test_a_loss_is_given_the_scores_themselves_however_they_were_squashed(tell: Tell, squashed: str) -> None:
    told = tell(
        "import torch\nimport torch.nn.functional as fn\nz = torch.ones(1, 3, requires_grad=True)\n"
        f"fn.cross_entropy({squashed}, torch.tensor([0])).backward()\n"
    )
    (finding,) = told.of("squashed_scores")
    assert [edit.added[0] for edit in finding.remedies[0].edits] == [
        "fn.cross_entropy(z, torch.tensor([0])).backward()"
    ]


def test_a_leaf_whose_name_is_no_python_is_not_assigned_to(tell: Tell) -> None:
    told = tell(
        "import torch\nm = torch.nn.Sequential(torch.nn.Linear(1, 1))\n"
        "for _ in range(2):\n    m(torch.ones(1, 1)).sum().backward()\n"
    )
    snippets = [remedy.snippet for finding in told.of("accumulation") for remedy in finding.remedies]
    assert snippets
    assert set(snippets) == {"….grad = None"}


def test_what_a_library_stretches_or_weighs_on_its_way_is_not_told(tell: Tell) -> None:
    told = tell(
        "import torch\nfrom torch.distributions import Categorical\nfrom torch.autograd.functional import jvp\n"
        "p = torch.tensor([[0.3, 0.7]], requires_grad=True)\n(-Categorical(p).log_prob(torch.tensor([1]))).backward()\n"
        "jvp(lambda t: t ** 2, torch.ones(2), torch.ones(2))\n"
    )
    assert told.findings == ()


def test_what_has_no_part_in_a_derivative_is_no_mistake(tell: Tell) -> None:
    told = tell(
        "import torch\nd = torch.nn.Linear(2, 1)\nx = torch.ones(1, 2, requires_grad=True)\n"
        "(g,) = torch.autograd.grad(d(x).sum(), x, create_graph=True)\n(g.norm() - 1).square().backward()\n"
    )
    (finding,) = told.of("never_reached")
    assert finding.severity == "note"
    assert "derivative" in finding.why.en


@pytest.mark.parametrize(
    "program",
    [
        "class Net:\n    shapes = ()\nNet().shape\n",
        "[1.0].means\n",
        "def f(x, grads=None): ...\nf(1, require_grad=True)\n",
    ],
)
def test_the_names_of_other_things_are_not_set_right(tell: Tell, program: str) -> None:
    assert tell("import torch\ntorch.ones(1)\n" + program).of("misspelled") == []


def test_what_the_program_did_not_come_to_is_not_told_as_left_out(tell: Tell) -> None:
    told = tell(
        "import torch\ng, d = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)\n"
        "og, od = torch.optim.SGD(g.parameters()), torch.optim.SGD(d.parameters())\nfake = g(torch.ones(2, 1))\n"
        "d(fake).mean().backward()\nod.step()\nog.zero_grad()\n(-d(fake).mean()).backward()\nog.step()\n"
    )
    assert [finding.kind for finding in told.findings if finding.severity != "note"] == ["backward_twice"]
    assert told.of("not_optimised") == []
