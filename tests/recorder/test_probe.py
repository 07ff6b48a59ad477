"""Jacobians that a run is asked for are those that torch computes, and the program does as it does without the question."""

from typing import Any

import pytest
import torch
from gradwalk.recorder.limits import Limits
from gradwalk.recorder.run import record
from gradwalk.recording.jacobian import OfFunction, OfTensors, Question, Reply
from gradwalk.recording.recording import Options, Program
from gradwalk.recording.wire import Batch

from .conftest import forked, lines_of, recording_of

HEAD = """import torch
torch.manual_seed(1)
x = torch.randn(2, 3, requires_grad=True)
w = torch.randn(3, 2, requires_grad=True)
"""
# What is computed from x and w.
EXPRESSIONS = (
    *("x * x", "x @ w", "x.t()", "x.sum(0)", "x[0]", "x.softmax(1)", "x + w.t()[0]", "(x.tanh() @ w).pow(2).mean()"),
)


def asked(source: str, question: Question) -> tuple[Reply, list[bytes]]:
    """The reply to a question about a program, and the other lines."""
    program = Program(source=source, options=Options(seed=0, max_values=4096))

    def run() -> list[bytes]:
        lines: list[bytes] = []
        record(program, lines.append, Limits(), question)
        return lines

    torch.set_num_threads(1)
    lines: list[bytes] = forked(run)
    replies = [batch.reply for batch in map(Batch.model_validate_json, lines) if batch.reply is not None]
    (reply,) = replies
    return reply, [line for line in lines if not line.startswith(b'{"reply"')]


def jacobian(expression: str) -> torch.Tensor:
    """The Jacobian of an expression by x, as a matrix, by torch itself."""
    torch.manual_seed(1)
    x, w = torch.randn(2, 3), torch.randn(3, 2)
    functional: Any = torch.autograd.functional
    whole: torch.Tensor = functional.jacobian(lambda x: eval(expression, {"x": x, "w": w}), x)
    return whole.reshape(-1, x.numel())


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_tensor_by_a_tensor_is_what_torch_computes(expression: str) -> None:
    source = f"{HEAD}y = {expression}\n"
    batches = [Batch.model_validate_json(line) for line in lines_of(source)]
    last = [tensor.id for batch in batches for tensor in batch.tensors][-1]
    reply, _ = asked(source, OfTensors(of=last, by="t1"))
    assert reply.refusal is None, reply.detail
    (block,) = reply.blocks
    assert block.rows is not None
    torch.testing.assert_close(torch.tensor(block.rows), jacobian(expression), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("expression", [name for name in EXPRESSIONS if name.count("(") <= 1 and "+" not in name])
def test_a_function_sends_its_jacobian_row_by_row(expression: str) -> None:
    reply, _ = asked(f"{HEAD}y = {expression}\n", OfFunction(function="f2" if "@" not in expression else "f3"))
    assert reply.refusal is None, reply.detail
    # Each use of x has a block of its own; together they are the derivative by x.
    blocks = [torch.tensor(block.rows) for block in reply.blocks if block.rows is not None and block.shape == (2, 3)]
    torch.testing.assert_close(
        torch.stack(blocks).sum(0), jacobian(expression), rtol=1e-5, atol=1e-6, check_dtype=False
    )


def test_the_program_does_as_without_the_question() -> None:
    source = f"{HEAD}y = x * x\ny.register_hook(lambda g: print(g.sum()))\ny.sum().backward()\nprint(x.grad, torch.rand(1))\n"
    _, lines = asked(source, OfFunction(function="f2"))
    # When a batch is written depends on the clock; what is in them together does not.
    assert recording_of(lines, source) == recording_of(lines_of(source), source)


def test_a_stretched_input_is_sent_the_sum() -> None:
    reply, _ = asked(f"{HEAD}y = x * w[:, 0]\n", OfFunction(function="f4"))
    shapes = [(block.shape, len(block.rows or ()), len((block.rows or ((),))[0])) for block in reply.blocks]
    assert shapes == [((2, 3), 6, 6), ((3,), 6, 3)]


HALVES = """import torch
z = torch.tensor([1 + 2j, 3 - 1j], requires_grad=True)
"""


@pytest.mark.parametrize(
    "expression", ["z * z", "z.conj() * 1j", "z.abs()", "torch.fft.fft(z)", "z.sum() * z[0].conj()"]
)
def test_a_complex_number_has_two_parts(expression: str) -> None:
    source = f"{HALVES}y = {expression}\n"
    last = [tensor.id for batch in map(Batch.model_validate_json, lines_of(source)) for tensor in batch.tensors][-1]
    reply, _ = asked(source, OfTensors(of=last, by="t1"))
    (block,) = reply.blocks
    assert reply.refusal is None, reply.detail
    assert block.complex

    def of_parts(parts: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = eval(expression, {"torch": torch, "z": torch.view_as_complex(parts)})
        return torch.view_as_real(result) if result.is_complex() else result

    functional: Any = torch.autograd.functional
    whole = functional.jacobian(of_parts, torch.view_as_real(torch.tensor([1 + 2j, 3 - 1j])))
    torch.testing.assert_close(torch.tensor(block.rows), whole.reshape(-1, 4), rtol=1e-5, atol=1e-6, check_dtype=False)


def test_eigenvectors_whose_phase_is_free_have_one_too() -> None:
    source = """import torch
A = torch.tensor([[2.0, 1.0], [-3.0, 1.0]], dtype=torch.float64, requires_grad=True)
L, V = torch.linalg.eig(A)
"""
    reply, _ = asked(source, OfFunction(function="f2", output=1))
    assert (reply.refusal, reply.complex) == (None, True)
    (block,) = reply.blocks
    matrix = torch.tensor([[2.0, 1.0], [-3.0, 1.0]], dtype=torch.float64, requires_grad=True)
    (by_torch,) = torch.autograd.grad(torch.linalg.eig(matrix)[1].abs().square()[0, 0], matrix)
    vector = torch.linalg.eig(matrix)[1].detach()[0, 0]
    real, imaginary = (torch.tensor(row, dtype=torch.float64) for row in (block.rows or ())[:2])
    torch.testing.assert_close(
        (2 * vector.real * real + 2 * vector.imag * imaginary).reshape(2, 2), by_torch, rtol=1e-9, atol=1e-12
    )


def test_an_element_that_nothing_flows_to_has_no_matrix() -> None:
    source = (
        "import torch\nx = torch.ones(2, requires_grad=True)\ny = torch.where(torch.tensor([True, False]), x, 3 * x)\n"
    )
    reply, _ = asked(source, OfFunction(function="f3"))
    assert [block.rows for block in reply.blocks] == [((1, 0), (0, 0)), ((0, 0), (0, 1))]


@pytest.mark.parametrize(
    ("source", "question", "why"),
    [
        (f"{HEAD}y = x * x\n", OfFunction(function="f9"), "not_there"),
        (f"{HEAD}y = x * x\n", OfFunction(function="f2", output=3), "not_there"),
        (f"{HEAD}y = (x.repeat(20, 1) * 2)\n", OfFunction(function="f2"), "too_large"),
        (f"{HEAD}y = x.detach() * 2\n", OfTensors(of="t4", by="t1"), "not_tracked"),
        (f"{HEAD}z = torch.complex(x, x)\ny = z.repeat(6, 1) * 2\n", OfFunction(function="f4"), "too_large"),
        (f"{HEAD}y = (x * 2) * 3\n", OfTensors(of="t1", by="t4"), "not_there"),
    ],
)
def test_what_has_no_matrix_says_why(source: str, question: Question, why: str) -> None:
    assert asked(source, question)[0].refusal == why


def test_a_custom_backward_that_raises_is_no_failure_of_the_run() -> None:
    source = """import torch
class Odd(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        raise ValueError("not today")
y = Odd.apply(torch.ones(2, requires_grad=True))
"""
    reply, _ = asked(source, OfFunction(function="f2"))
    assert (reply.refusal, reply.detail) == ("failed", "ValueError: not today")
