"""Memory that nobody has written yet: what `torch.empty` gives is noise, and so is all that is computed from it."""

from typing import Any

import numpy as np
import torch
from numpy.lib.stride_tricks import as_strided

# A larger block counts as unwritten until it is written as a whole.
MOST_FOLLOWED = 1 << 20

Written = np.ndarray[Any, np.dtype[np.bool_]]


class Noise:
    """Follows, by storage, which elements have been written."""

    def __init__(self) -> None:
        # Which elements of a storage have been written, None if none has.
        self.followed: dict[int, Written | None] = {}

    def add(self, key: int) -> None:
        """Nothing in this storage has been written."""
        self.followed[key] = None

    def grow(self, key: int, before: int, after: int) -> None:
        """The storage has `after` elements now: what lies beyond the first `before` has not been written."""
        old = self.followed.get(key, np.ones(before, np.bool_)) if after <= MOST_FOLLOWED else None
        if old is not None:
            written = np.zeros(after, np.bool_)
            written[: min(old.size, after)] = old[:after]
            old = written
        self.followed[key] = old

    def forget(self, key: int) -> None:
        """The storage is no more, or what is in it counts as written."""
        self.followed.pop(key, None)

    def covers(self, key: int | None, tensor: torch.Tensor) -> bool:
        """Whether some element of `tensor`, which lives in storage `key`, is noise."""
        if key not in self.followed:
            return False
        written = self.followed[key]
        return written is None or not bool(_elements(written, tensor).all())

    def write(self, key: int | None, tensor: torch.Tensor, index: Any = ...) -> None:
        """`tensor[index]`, as numpy indexes, has been written."""
        if key is None or key not in self.followed:
            return
        capacity = tensor.untyped_storage().nbytes() // tensor.element_size()
        if tensor.numel() >= capacity and index is ...:
            del self.followed[key]
            return
        written = self.followed[key]
        if written is None:
            if capacity > MOST_FOLLOWED:
                return
            written = self.followed[key] = np.zeros(capacity, np.bool_)
        if written.size == capacity:
            _elements(written, tensor)[index] = True
            if written.all():
                del self.followed[key]


def _elements(written: Written, tensor: torch.Tensor) -> Written:
    if tensor.numel() == 0:
        return written[:0]
    place = written[tensor.storage_offset() :]
    view: Written = as_strided(place, tuple(tensor.shape), tuple(tensor.stride()))
    return view
