"""Which function raised, when backward fails: the engine does not say."""

import sys
from collections.abc import Collection, Mapping

Graph = Mapping[str, tuple[int | None, Collection[str]]]


def suspect(graph: Graph, reachable: Collection[str], done: Collection[str]) -> str | None:
    """The function that raised: of those whose gradients are all there, the engine runs the latest made first.

    Args:
        graph: the sequence number of each function and the functions that its edges lead to.
        reachable: the functions that the backward call reaches.
        done: those that have run.
    """
    ran = set(done)
    waits: dict[str, set[str]] = {}
    for name in reachable:
        for following in graph[name][1]:
            waits.setdefault(following, set()).add(name)
    ready = [name for name in reachable if name not in ran and waits.get(name, set()) <= ran]

    def priority(name: str) -> int:
        number = graph[name][0]
        return sys.maxsize if number is None else number

    return max(ready, key=priority, default=None)
