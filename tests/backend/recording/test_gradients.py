"""A gradient that the program reads is said by what reads it."""

import pytest
from gradwalk.recording.assemble import assemble
from gradwalk.recording.base import Span
from gradwalk.recording.gradients import placed
from gradwalk.recording.steps import Create

from .conftest import ENGINE, EXITED, ID, PROGRAM


def _span(source: str, text: str) -> Span:
    return Span(line=1, column=source.index(text), end_line=1, end_column=source.index(text) + len(text))


@pytest.mark.parametrize(
    ("source", "call", "said"),
    [
        ("w -= lr * w.grad", "lr * w.grad", "w.grad"),
        ("权重 -= 率 * 权重.grad", "率 * 权重.grad", "权重.grad"),
        ("net.weight.grad.zero_()", "net.weight.grad.zero_()", "net.weight.grad"),
        ("s = w.grad * w.grad", "w.grad * w.grad", "w.grad"),
        ("s = w.grad + b.grad", "w.grad + b.grad", "w.grad + b.grad"),
        ("s = torch.add(g, 1)", "torch.add(g, 1)", "torch.add(g, 1)"),
        ("s = (", "s", "s"),
    ],
)
def test_a_grad_is_placed_at_its_own_expression(lines: list[bytes], source: str, call: str, said: str) -> None:
    row = assemble(PROGRAM, ID, ENGINE, lines, EXITED).tensors[0].model_copy(update={"span": _span(source, call)})
    step = Create.model_validate(
        {"index": 0, "span": _span(source, call), "scope": None, "born": (row.id,), "type": "create"}
        | {"tensor": row.id, "how": "grad"}
    )
    [found], [told] = placed(source, [row], [step])
    assert found.span == told.span == _span(source, said)
