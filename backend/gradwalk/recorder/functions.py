"""Functions of the backward graph: which `grad_fn` is which row, their edges and what they saved."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import itemgetter
from typing import Any

import torch

from .edges import Operands, edges
from .keys import UNNUMBERED, Key, Keys, op_name
from .kinds import is_a
from .memory import hidden, is_ordinary, version_of
from .tensors import Known, Tensors
from .text import name as shorten
from .timeline import Row, Timeline

# The C++ class's own name takes ten times as long to ask for as what Python knows it by.
_AccumulateGrad: Any = torch._C._functions.AccumulateGrad  # type: ignore[attr-defined] # not in torch's stubs

_saved_tensor_hooks = torch._C._autograd._top_saved_tensors_default_hooks

_LAYOUT = re.compile(r"_sym_(sizes|strides)$")
_MOST_CONSTANTS = 10_000
_PLAIN = frozenset((int, bool, type(None)))
_ORDER = itemgetter(0, 1)
# What is saved as it was allocated, or nearly so: room for what oneDNN may want to keep.
_NEVER_WRITTEN = {("MkldnnRnnLayerBackward0", "result3")}
_DisableTorchDispatch = torch._C._DisableTorchDispatch

# What an edge leads to: nowhere, a leaf's AccumulateGrad, or another function.
_Target = Known | Key | None


class _New:
    """A function that has no row yet, and where its edges lead."""

    __slots__ = ("name", "node", "number", "targets")

    def __init__(self, node: Any, number: int, name: str) -> None:
        self.node = node
        self.name = name
        self.number = number
        self.targets: list[tuple[_Target, int]] = []


# A function's row and what it is of; None for an AccumulateGrad, of which there is no more to say.
Found = tuple[Row, _New | None]


class Functions:
    """Finds new functions and describes them.

    A function is known by its sequence number, which torch never gives twice in a thread: so nothing is attached to the
    node and nothing keeps it, or what it saved, alive. An AccumulateGrad has none and is known by its leaf; what only raises
    has none, either, and gets a mark.
    """

    def __init__(self, timeline: Timeline, tensors: Tensors, new_leaf: Callable[[torch.Tensor], Known]) -> None:
        # The sequence number of each function and the functions that its edges lead to.
        self.graph: dict[str, tuple[int | None, list[str]]] = {}
        self.keeping: set[str] = set()
        self.leaves: dict[str, Known] = {}
        # First and last sequence number of each backward call, by its number.
        self._calls: dict[int, tuple[int, int | None]] = {}
        self._running = 0
        # The highest last one; None while a call runs.
        self._latest: int | None = 0
        self._timeline = timeline
        self._tensors = tensors
        self._new_leaf = new_leaf
        self._keys = Keys()
        self._ids: dict[Key, str] = {}
        # What the nodes of a type save: the attribute and its name without torch's prefix.
        self._saved_names: dict[type, list[tuple[str, str]]] = {}
        self._words: dict[tuple[str, bool], tuple[str, str]] = {}
        self._constants: dict[tuple[str, type, Any], Row] = {}
        self._start = torch._C._autograd._get_sequence_nr()

    def id(self, node: Any) -> str | None:
        """The id of a node, None if it is new."""
        if type(node) is _AccumulateGrad:
            known = self._tensors.find(node.variable)
            return None if known is None else known.accumulator
        number = node._sequence_nr()
        return self._ids.get(self._keys.of(node) if number == UNNUMBERED else (number, node.name()))

    def id_of(self, node: Any) -> str | None:
        """The same for what `tensor.grad_fn` gives."""
        return None if node is None else self.id(node)

    def find(self, roots: Iterable[Any]) -> list[Found]:
        """Reserve rows for the new functions that can be reached from `roots`, inputs first. Follow with `describe`.

        Raises:
            Stop: if there are more functions than a recording may have.
        """
        new: dict[Key, _New] = {}
        leaves: dict[int, tuple[Any, int]] = {}
        ids, tensors = self._ids, self._tensors
        # The edges of a function, its sequence number, and the list that takes what they lead to.
        pending: list[tuple[Any, int, list[tuple[_Target, int]]]] = [([(root, 0) for root in roots], 0, [])]
        while pending:
            edges_of, above, targets = pending.pop()
            for node, output in edges_of:
                if node is None:
                    targets.append((None, output))
                    continue
                if type(node) is _AccumulateGrad:
                    variable = node.variable
                    known = tensors.light(variable)
                    targets.append((known, output))
                    if known.accumulator is None:
                        first = leaves.get(id(variable))
                        leaves[id(variable)] = (node, above if first is None else min(above, first[1]))
                    continue
                number = node._sequence_nr()
                key = self._keys.of(node) if number == UNNUMBERED else (number, node.name())
                targets.append((key, output))
                if key not in ids and key not in new:
                    new[key] = made = _New(node, *key)
                    pending.append((node.next_functions, key[0], made.targets))
        if not new and not leaves:
            return []
        if self._timeline.count("functions") + len(new) + len(leaves) > self._timeline.limits.functions:
            self._timeline.stop("functions")
        if not leaves and len(new) == 1:
            return [self._reserve(made) for made in new.values()]
        for node, _ in leaves.values():
            self._known_leaf(node)
        # An AccumulateGrad stands right before the first function that points to it.
        ordered: list[tuple[int, int, Any]] = [(above, 0, node) for node, above in leaves.values()]
        ordered += [(key[0], 1, made) for key, made in new.items()]
        if len(ordered) > 1:
            ordered.sort(key=_ORDER)
        return [self._reserve(made) if kind else self._reserve_leaf(made) for _, kind, made in ordered]

    def _id_of_target(self, target: _Target) -> str | None:
        if type(target) is tuple:
            return self._ids[target]
        return target.accumulator if isinstance(target, Known) else None

    def describe(
        self,
        found: Sequence[Found],
        span: Row | None,
        outputs: Sequence[torch.Tensor] = (),
        operands: Operands | None = None,
    ) -> list[str]:
        """Fill the rows that `find` reserved and return their ids.

        Args:
            found: what `find` returned.
            span: where the call is that made them.
            outputs: the tensors that they made; their rows must be there.
            operands: what went into the call, where edges are to be labelled with it.
        """
        if not found:
            return []
        readable = _saved_tensor_hooks(True) is None
        alone = len(found) == 1 or len([made for _, made in found if made is not None]) == 1
        for row, made in found:
            row["span"] = span
            name = row["id"]
            if made is None:
                self.graph[name] = (None, [])
                continue
            targets = [(self._id_of_target(to), number) for to, number in made.targets]
            row["inputs"] = edges(targets, operands, alone)
            self.graph[name] = (row["sequence_nr"], [to for to, _ in targets if to is not None])
            attributes = self._saved(made.node)
            if not attributes:
                continue
            # A saved output is unpacked by detaching it, which the program's own dispatch mode would see.
            with _DisableTorchDispatch():
                row["saved"] = saved = self._read(made.node, attributes, readable, outputs)
            for entry in saved:
                if entry["kind"] != "constant":
                    self.keeping.add(name)
                    break
        return [row["id"] for row, _ in found]

    def call_begins(self, call: int) -> None:
        """Backward call number `call` begins: what is made until `call_ends` is of its making."""
        self._calls[call] = (torch._C._autograd._get_sequence_nr(), None)
        self._running += 1
        self._latest = None

    def call_ends(self, call: int) -> None:
        """Backward call number `call` has ended."""
        start, end = self._calls[call][0], torch._C._autograd._get_sequence_nr()
        self._running -= 1
        if start < end:
            self._calls[call] = (start, end)
        else:
            # It has made nothing: nobody need ask it.
            del self._calls[call]
        if not self._running:
            self._latest = end

    @property
    def in_call(self) -> bool:
        """Whether a backward call runs."""
        return self._latest is None

    def forget(self, gone: Collection[str]) -> None:
        """Those rows are no more: a function of theirs that turns up again is new."""
        self._ids = {key: name for key, name in self._ids.items() if name not in gone}
        self.graph = {name: made for name, made in self.graph.items() if name not in gone}
        self.leaves = {name: leaf for name, leaf in self.leaves.items() if name not in gone}
        self.keeping.difference_update(gone)

    def _reserve(self, made: _New) -> Found:
        kind = (made.name, hasattr(type(made.node), "saved_tensors"))
        words = self._words.get(kind)
        if words is None:
            words = self._words[kind] = (shorten(made.name.removeprefix("torch::autograd::")), shorten(op_name(*kind)))
        row = self._add(words, None, made.number)
        self._ids[made.number, made.name] = row["id"]
        return row, made

    def _reserve_leaf(self, node: Any) -> Found:
        leaf = self._known_leaf(node)
        row = self._add(("AccumulateGrad", "accumulate_grad"), leaf.id, None)
        name: str = row["id"]
        leaf.accumulator = name
        self.leaves[name] = leaf
        return row, None

    def _add(self, words: tuple[str, str], variable: str | None, number: int | None) -> Row:
        latest, scope = self._latest, self._timeline.scope
        row: Row = {
            "name": words[0],
            "op": words[1],
            "inputs": [],
            "variable": variable,
            "saved": [],
            "sequence_nr": None if number is None or not self._start <= number < UNNUMBERED else number - self._start,
            "made_by": None if number is None or (latest is not None and number >= latest) else self._made_by(number),
            "span": None,
            "scope": None if scope is None else scope.id or self._timeline.scope_id(),
        }
        self._timeline.add("functions", row)
        return row

    def _known_leaf(self, node: Any) -> Known:
        known = self._tensors.find(node.variable)
        return known if known is not None and known.id is not None else self._new_leaf(node.variable)

    def _made_by(self, number: int) -> int | None:
        calls = self._calls.items()
        made_by = [call for call, (start, end) in calls if start <= number and (end is None or number < end)]
        return max(made_by, default=None)

    def _saved(self, node: Any) -> list[tuple[str, str]]:
        kind = type(node)
        names = self._saved_names.get(kind)
        if names is None:
            attributes = [attribute for attribute in dir(kind) if attribute.startswith("_saved_")]
            # The sizes and strides of a tensor that is saved itself say nothing new.
            attributes = [
                name for name in attributes if _LAYOUT.sub("", name) == name or _LAYOUT.sub("", name) not in attributes
            ]
            attributes += ["saved_tensors"] if hasattr(kind, "saved_tensors") else []
            names = [(attribute, shorten(attribute.removeprefix("_saved_"))) for attribute in attributes]
            self._saved_names[kind] = names
        return names

    def _read(
        self, node: Any, attributes: Sequence[tuple[str, str]], readable: bool, outputs: Sequence[torch.Tensor]
    ) -> list[Row]:
        if not readable:
            return [{"kind": "hidden", "name": name} for _, name in attributes]
        rows: list[Row] = []
        for attribute, name in attributes:
            try:
                content = getattr(node, attribute)
            except (RuntimeError, AttributeError, ValueError, TypeError):
                rows.append({"kind": "hidden", "name": name})
                continue
            if type(content) in _PLAIN:
                rows.append(self._constant(name, content))
            elif is_a(content, torch.Tensor):
                unwritten = (node.name(), name) in _NEVER_WRITTEN
                rows.append(self._saved_tensor(name, content, outputs, unwritten))
            elif type(content) in (tuple, list) and any(is_a(item, torch.Tensor) for item in content):
                rows += [
                    self._saved_tensor(f"{name}[{place}]", item, outputs)
                    for place, item in enumerate(content)
                    if is_a(item, torch.Tensor)
                ]
            elif attribute != "saved_tensors" or content:
                rows.append(self._constant(name, content))
        return rows

    def _constant(self, name: str, content: Any) -> Row:
        kind = type(content)
        if kind not in _PLAIN:
            return {"kind": "constant", "name": name, "text": shorten(_python(content))}
        # Most saved numbers are the same few, and a row is only ever read.
        key = (name, kind, content)
        row = self._constants.get(key)
        if row is None:
            row = {"kind": "constant", "name": name, "text": shorten(_python(content))}
            if len(self._constants) < _MOST_CONSTANTS:
                self._constants[key] = row
        return row

    def _saved_tensor(
        self, name: str, tensor: torch.Tensor, outputs: Sequence[torch.Tensor], unwritten: bool = False
    ) -> Row:
        known = self._tensors.find(tensor)
        if known is None or known.id is None:
            # A saved output is unpacked as a new tensor each time: the memory says which output it is.
            for output in outputs:
                if _same_memory(output, tensor):
                    known = self._tensors.find(output)
                    break
        if known is not None and known.id is not None and known.value is not None:
            return {"kind": "tensor", "name": name, "tensor": known.id, "version": known.version, "value": known.value}
        value = self._tensors.copy(tensor, unwritten) if unwritten else self._tensors.saved(tensor)
        return {"kind": "tensor", "name": name, "tensor": None, "version": version_of(tensor), "value": value}


def _same_memory(one: torch.Tensor, other: torch.Tensor) -> bool:
    if one is other:
        return True
    if not (_is_readable(one) and _is_readable(other)) or one.shape != other.shape or one.dtype != other.dtype:
        return False
    return one.data_ptr() == other.data_ptr() and one.stride() == other.stride() and one.numel() > 0


def _is_readable(tensor: torch.Tensor) -> bool:
    return is_ordinary(tensor) or hidden(tensor) is None


def _python(content: Any) -> str:
    if isinstance(content, torch.dtype | torch.device | torch.layout):
        return str(content)
    return repr(_signed(content))


def _signed(content: Any) -> Any:
    """With the sign that torch loses on the way to Python: a saved `dim=-1` arrives as 2**64 - 1."""
    if isinstance(content, tuple):
        return tuple(map(_signed, content))
    return content - (1 << 64) if type(content) is int and content >= 1 << 63 else content
