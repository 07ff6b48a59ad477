"""What is known of one backward call while it runs."""

from typing import Any

from .spans import Span
from .tensors import Known
from .timeline import Scope


class Backward:
    """One backward call: its number, its place in the source, what has run so far."""

    def __init__(self, number: int, span: Span | None, scope: Scope | None, create_graph: bool) -> None:
        self.number = number
        self.span = span
        self.scope = scope
        self.create_graph = create_graph
        self.roots: list[str] = []
        self.reachable: set[str] = set()
        self.done: list[str] = []
        self.handles: list[Any] = []
        # The roots: nothing else keeps the AccumulateGrad of a leaf, and with it our hook, until it runs.
        self.held: list[Any] = []
        # Results whose .grad the call fills although their function need not run.
        self.keeping: list[Known] = []
