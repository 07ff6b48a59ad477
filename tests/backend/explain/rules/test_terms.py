"""Code as a tree: what the front end computes with this step's numbers."""

import pytest
from gradwalk.explain.rules.terms import kind, term
from gradwalk.recording.rules import Application, Kind, Numeral, Term, Variable


def v(name: str) -> Variable:
    return Variable(kind="variable", name=name)


def a(operation: str, *terms: Term) -> Application:
    return Application.model_validate({"kind": "apply", "operation": operation, "terms": terms})


def test_a_tree_is_the_code() -> None:
    tree = term("(grad * other.conj()).sum_to_size(shape)")
    assert tree == a("sum_to_size", a("mul", v("grad"), v("other")), v("shape"))
    two = Numeral(kind="number", value=2)
    assert term("torch.where(x >= 2, -grad, x ** 2)") == a(
        "where", a("ge", v("x"), two), a("neg", v("grad")), a("pow", v("x"), two)
    )
    assert term("grads[1].reshape([2, 2])") == a("reshape", v("grads[1]"), a("tuple", two, two))
    assert term("mode == 'mean'") == a("eq", v("mode"), Numeral(kind="number", value="mean"))
    assert term("x.shape[2:]") == a("rest", a("size", v("x")), two, Numeral(kind="number", value=None))
    assert term("torch.linalg.inv_ex(x)[0].mH") == a("transpose", a("inv", v("x")))
    assert term("1j * x if x.is_complex() else x") == v("x")
    assert term("x.sum(dim, keepdim=True)") == a("sum", v("x"), v("dim"))


@pytest.mark.parametrize(
    "code",
    ["x.softmax(0)", "f(x)", "x.sum(dim)", "x.reshape(2, keepdim=True)", "x.y", "a < b < c"],
)
def test_what_a_tree_cannot_say_has_none(code: str) -> None:
    assert term(code) is None
    assert kind(None) == "other"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("grad", "elementwise"),
        ("(grad * other).sum_to_size(shape)", "elementwise"),
        ("grad.expand(shape)", "spread"),
        ("grad.reshape(kept(shape, dim)).expand(shape) / n", "spread"),
        ("grad * x.sum(dim, keepdim=True)", "sum"),
        ("grad @ other.mT", "matmul"),
        ("grad.mT", "move"),
        ("grad.reshape(shape)", "move"),
    ],
)
def test_the_kind_follows_from_the_tree(code: str, shown: Kind) -> None:
    assert kind(term(code)) == shown
