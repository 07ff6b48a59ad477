"""How a function of the backward graph is told from every other, without holding it."""

import re
from typing import Any

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[0-9]D)(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])")

# Its number and its name.
Key = tuple[int, str]
# What has no number of its own has this one: what does nothing but raise (NotImplemented, Error).
UNNUMBERED = 2**64 - 1


class Keys:
    """Tells those apart that have no number, by a mark that each of them gets."""

    def __init__(self) -> None:
        self._mark = object()
        self._next = UNNUMBERED

    def of(self, node: Any) -> Key:
        """The key of an unnumbered function: a number that no other has, from `UNNUMBERED` on."""
        number = node.metadata.get(self._mark)
        if number is None:
            number = node.metadata[self._mark] = self._next
            self._next += 1
        return number, node.name()


def op_name(name: str, custom: bool = False) -> str:
    """`MulBackward0` is `mul`, `MaxPool2DWithIndicesBackward0` is `max_pool2d_with_indices`; a custom `FBackward` is `F`."""
    stem = re.sub(r"Backward\d*$", "", name.rsplit("::", 1)[-1]) or name
    return stem if custom else _WORD.sub("_", stem).lower()
