"""The value of a tensor at one moment: its first elements and statistics over all of them."""

from typing import Literal

from .base import Count, Model, Real, Scalar

Hidden = Literal["uninitialised", "sparse", "quantised", "nested", "meta", "wrapped", "freed", "unreadable"]


class Summary(Model):
    """Statistics over every element of a real tensor, computed in float64; `std` is Bessel-corrected (0 for one element).

    `min`, `max`, `mean` and `std` are None for an empty or a complex tensor.
    """

    min: Real | None
    max: Real | None
    mean: Real | None
    std: Real | None
    nan: Count
    inf: Count
    zeros: Count


class Value(Model):
    """Shape, dtype (`float32`, without `torch.`), the first elements in row-major order up to the program's limit.

    `hidden` says why there are no elements to show: memory that nobody has written yet (`torch.empty`) is noise that
    changes from run to run, and a sparse, meta or wrapped tensor has no plain memory to read.
    """

    shape: tuple[Count, ...]
    dtype: str
    first: tuple[Scalar, ...]
    summary: Summary | None
    hidden: Hidden | None = None
