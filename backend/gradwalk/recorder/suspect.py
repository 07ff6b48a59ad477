"""Which function raised, when backward fails: the engine does not say."""

import sys
from collections.abc import Collection, Mapping

from .timeline import Row


def suspect(rows: Mapping[str, Row], reachable: Collection[str], done: Collection[str]) -> str | None:
    """The function that raised: of those whose gradients are all there, the engine runs the latest made first.

    Args:
        rows: the functions by id, as the contract writes them.
        reachable: the functions that the backward call reaches.
        done: those that have run.
    """
    ran = set(done)
    waits: dict[str, set[str]] = {}
    for name in reachable:
        for edge in rows[name]["inputs"]:
            if edge["kind"] == "function":
                waits.setdefault(edge["function"], set()).add(name)
    ready = [name for name in reachable if name not in ran and waits.get(name, set()) <= ran]

    def priority(name: str) -> int:
        number = rows[name]["sequence_nr"]
        return sys.maxsize if number is None else int(number)

    return max(ready, key=priority, default=None)
