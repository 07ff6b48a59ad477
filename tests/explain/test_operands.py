"""The dimensions that do not fit are those in which torch itself refuses to broadcast."""

import torch
from gradwalk.explain.findings.operands import misfits
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Tell

SHAPES = st.lists(st.lists(st.integers(1, 3), max_size=4), min_size=2, max_size=3)


@given(SHAPES)
def test_torch_broadcasts_what_has_no_misfit_and_nothing_else(shapes: list[list[int]]) -> None:
    try:
        sum((torch.empty(shape) for shape in shapes), torch.tensor(0.0))
        broadcasts = True
    except RuntimeError:
        broadcasts = False
    assert broadcasts == (not any(misfits(shapes)))


def test_matrices_are_drawn_with_the_sizes_that_torch_names(tell: Tell) -> None:
    told = tell("import torch\nlayer = torch.nn.Linear(3, 2)\nbatch = torch.ones(5, 4)\nlayer(batch)\n")
    (finding,) = told.of("matmul_shapes")
    assert [(operand.label, operand.shape, operand.dims) for operand in finding.operands] == [
        ("batch", (5, 4), (1,)),
        ("mat2", (3, 2), (0,)),
    ]
