"""A program that learners write, what must be found in it, and the twin in which nothing must be."""

from typing import NamedTuple

IMPORT = "import torch\n"
X = IMPORT + "x = torch.ones(2, requires_grad=True)\n"


class Case(NamedTuple):
    """`line` is where the finding stands, `name` a name or expression of which it must speak; `twin` gives no such finding."""

    kind: str
    program: str
    line: int
    name: str
    twin: str | None = None
