"""Copied values and their statistics agree with torch's own, whatever the dtype, strides and size."""

from typing import Any

import numpy as np
import pytest
import torch
from gradwalk.recorder.memory import DTYPES
from gradwalk.recorder.values import LARGE, Values
from gradwalk.recording.values import Value

BIG = LARGE // 4 + 3


def taken(tensor: torch.Tensor, limit: int = 64) -> Value:
    values = Values(limit)
    assert values.take(tensor) == 0
    (row,) = values.drain()
    return Value.model_validate({**row, "shape": tuple(row["shape"]), "first": tuple(map(_tuple, row["first"]))})


def _tuple(item: Any) -> Any:
    return tuple(item) if isinstance(item, list) else item


def real_dtypes() -> list[torch.dtype]:
    return [dtype for dtype in DTYPES if not dtype.is_complex and dtype is not torch.bool]


@pytest.mark.parametrize("dtype", real_dtypes(), ids=str)
@pytest.mark.parametrize("count", [1, 7, 1 << 20])
def test_statistics_are_those_of_the_elements(dtype: torch.dtype, count: int) -> None:
    generator = torch.Generator().manual_seed(0)
    tensor = (torch.rand(count, generator=generator, dtype=torch.float64) * 50).to(dtype)
    value = taken(tensor)
    wide = tensor.to(torch.float64)
    assert value.summary is not None
    expected = (wide.min(), wide.max(), wide.mean(), wide.std() if count > 1 else torch.zeros(()), (wide == 0).sum())
    summary = value.summary
    got = (summary.min, summary.max, summary.mean, summary.std, summary.zeros)
    assert [float(number or 0) for number in got] == pytest.approx([float(number) for number in expected], rel=1e-9)
    assert value.first == tuple(tensor[:64].to(torch.float64).tolist())


@pytest.mark.parametrize(
    "tensor",
    [
        torch.arange(6.0).reshape(2, 3).t(),
        torch.arange(24.0).reshape(2, 3, 4).permute(2, 0, 1),
        torch.arange(12.0)[::3],
        torch.arange(3.0).expand(4, 3),
        torch.arange(2.0 * BIG).reshape(2, BIG).t(),
        torch.arange(2.0 * BIG)[::2],
        torch.tensor([1 + 2j, 3 - 4j]).conj(),
        torch.tensor([1 + 2j, 3 - 4j]).conj().imag,
        torch.full((BIG,), 2.0),
        torch.zeros(0, 3),
    ],
    ids=lambda tensor: f"{tuple(tensor.shape)} {tensor.stride()}",
)
def test_elements_come_in_row_major_order_whatever_the_strides(tensor: torch.Tensor) -> None:
    value = taken(tensor)
    flat = tensor.resolve_conj().resolve_neg().reshape(-1)[:64].tolist()
    assert value.first == tuple((item.real, item.imag) if isinstance(item, complex) else item for item in flat)
    assert value.summary is not None
    if tensor.is_floating_point() and tensor.numel():
        assert value.summary.mean == pytest.approx(float(tensor.double().mean()))
        assert value.summary.std == pytest.approx(float(tensor.double().std()))


@pytest.mark.parametrize("count", [4, 2 * BIG])
@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")
def test_halves_of_complex_numbers_are_exact(count: int, step: int) -> None:
    tensor = torch.zeros(count, dtype=torch.complex32)
    torch.view_as_real(tensor)[:4] = torch.tensor([[1.5, -2.0], [0.0, 0.1], [float("inf"), 3.0], [float("nan"), 0.0]])
    value = taken(tensor[::step].conj())
    tenth = torch.tensor(0.1, dtype=torch.float16).item()
    assert value.first[: 4 // step] == ((1.5, 2.0), (0.0, -tenth), ("Infinity", -3.0), ("NaN", -0.0))[::step]
    assert value.summary is not None
    assert (value.summary.nan, value.summary.inf) == ((1, 1) if step == 1 else (0, 1))
    assert value.summary.zeros == tensor.numel() // step - 4 // step


def test_a_tensor_that_is_larger_than_memory_because_it_is_expanded_is_no_burden() -> None:
    value = taken(torch.tensor([1.0, 0.0]).expand(10**6, 10**6, 2))
    assert value.summary is not None
    assert (value.summary.mean, value.summary.zeros, len(value.first)) == (0.5, 10**12, 64)


@pytest.mark.parametrize("count", [4, BIG])
def test_numbers_that_are_not_finite_are_counted_and_named(count: int) -> None:
    tensor = torch.ones(count)
    tensor[:4] = torch.tensor([float("nan"), float("inf"), -float("inf"), -0.0])
    value = taken(tensor)
    assert value.first[:3] == ("NaN", "Infinity", "-Infinity")
    assert np.signbit(float(value.first[3]))  # type: ignore[arg-type]
    assert value.summary is not None
    assert (value.summary.nan, value.summary.inf, value.summary.zeros) == (1, 2, 1)
    assert value.summary.min == value.summary.max == value.summary.mean == "NaN"


def test_integers_keep_their_exact_value() -> None:
    value = taken(torch.tensor([2**53, 2**53 + 1, -(2**63)]))
    assert value.first == (2**53, str(2**53 + 1), str(-(2**63)))
    assert taken(torch.tensor([2**64 - 1], dtype=torch.uint64)).first == (str(2**64 - 1),)


def test_a_value_is_what_it_was_when_it_was_taken() -> None:
    values = Values(4)
    tensor = torch.zeros(2)
    for number in range(3):
        tensor.fill_(number)
        values.take(tensor)
    assert [row["first"] for row in values.drain()] == [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]


@pytest.mark.parametrize(
    ("tensor", "why"),
    [
        (torch.eye(2).to_sparse(), "sparse"),
        (torch.ones(2, device="meta"), "meta"),
        (torch.nested.nested_tensor([torch.ones(2), torch.ones(3)], layout=torch.jagged), "nested"),
        (torch.ones(2).to(torch.float8_e4m3fn), "unreadable"),
    ],
    ids=["sparse", "meta", "nested", "float8"],
)
def test_what_has_no_plain_memory_says_what_it_is(tensor: torch.Tensor, why: str) -> None:
    assert taken(tensor).hidden == why
