"""Names of a program under construction, with the shapes of what they mean."""

from dataclasses import dataclass, field
from itertools import zip_longest

Shape = tuple[int, ...]


@dataclass
class Names:
    """What may be read at a place of the program. `tracked` are those that were once made to require a gradient."""

    shapes: dict[str, Shape] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)
    made: int = 0

    def fresh(self) -> str:
        """A name that is not in use."""
        self.made += 1
        return f"v{self.made}"

    def inside(self) -> "Names":
        """A copy for a block that may not be run: what is bound in it is not read after it."""
        return Names(dict(self.shapes), dict(self.functions), self.made)


def broadcast(one: Shape, other: Shape) -> Shape | None:
    """The shape of an element-wise operation on both, None if torch refuses it."""
    sizes = []
    for a, b in zip_longest(reversed(one), reversed(other), fillvalue=1):
        if a != b and 1 not in (a, b):
            return None
        sizes.append(b if a == 1 else a)
    return tuple(reversed(sizes))


def elements(shape: Shape) -> int:
    """How many elements there are."""
    count = 1
    for size in shape:
        count *= size
    return count
