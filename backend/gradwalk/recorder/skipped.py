"""What dropped steps did, added up: pure bookkeeping over steps as the contract writes them."""

from collections import Counter
from collections.abc import Callable, Iterable

from .instrument import Loop
from .renaming import Row, mentions
from .spans import Span

# Steps that are told even where all around them is dropped.
_TOLD = {"print", "warning", "error"}


class Skipped:
    """The iterations that are not told, and what they left."""

    def __init__(self, line: Callable[[int], Span]) -> None:
        self._line = line
        # The steps that stand in the place of the dropped ones, but for the last, which carries all that they left.
        self.told: list[Row] = []
        self._loops: Counter[tuple[str, str, int]] = Counter()
        self._steps = 0
        self._born: list[str] = []
        self._functions: list[str] = []
        self._freed: list[str] = []
        self._released: list[str] = []
        self._changes: dict[str, Row] = {}
        self._names: dict[tuple[str | None, str], str | None] = {}

    def add(self, loop: Loop, steps: Iterable[Row]) -> None:
        """The next iteration of `loop` is not told."""
        self._loops[loop.kind, loop.head, loop.start[0]] += 1
        for step in steps:
            if step["type"] in _TOLD:
                if self._loops:
                    self.told.append(self._count())
                self.told.append(step)
            else:
                self._steps += 1
                self._born += step.get("born", ())
                self._functions += step.get("functions", ())
                self._freed += step.get("freed", ())
                self._released += step.get("released", ())
                for change in step.get("changes", ()):
                    self._changes[change["tensor"]] = {**self._changes.get(change["tensor"], {}), **change}
                if step["type"] == "bind":
                    self._names[step.get("local"), step["name"]] = step["tensor"]

    def of(self, name: str, ids: set[str], values: set[int]) -> None:
        """Add to `ids` and `values` what was done to the tensor `name` refers to."""
        mentions(self._changes.get(name, {}), ids, values)

    def forget(self, gone: set[str]) -> None:
        """Those rows are no more."""
        self._born = [name for name in self._born if name not in gone]
        self._functions = [name for name in self._functions if name not in gone]
        self._freed = [name for name in self._freed if name not in gone]
        self._released = [name for name in self._released if name not in gone]
        self._changes = {name: change for name, change in self._changes.items() if name not in gone}
        self._names = {key: tensor for key, tensor in self._names.items() if tensor not in gone and key[0] not in gone}

    def net(self) -> Row:
        """The step that carries what all that is not told has left. What is told next is counted on from here."""
        return {
            **self._row(),
            "born": self._born,
            "functions": self._functions,
            "freed": self._freed,
            "released": self._released,
            "changes": list(self._changes.values()),
            "names": [
                {"name": name, "tensor": tensor, **({} if local is None else {"local": local})}
                for (local, name), tensor in self._names.items()
            ],
        }

    def _count(self) -> Row:
        row = self._row()
        self._loops.clear()
        self._steps = 0
        return row

    def _row(self) -> Row:
        loops = [
            {"kind": kind, "name": head, "span": self._line(line), "iterations": count}
            for (kind, head, line), count in self._loops.items()
        ]
        return {"type": "skipped", "index": 0, "span": None, "loops": loops, "steps": self._steps}
