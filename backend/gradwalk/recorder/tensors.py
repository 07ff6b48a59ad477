"""Which live tensor is which row: identity by weak reference, never a strong one and never an attribute."""

import weakref
from collections.abc import Callable, Collection, Iterable
from types import MappingProxyType
from typing import Any

import torch

from .kinds import is_parameter
from .memory import dtype_name, hidden, is_ordinary, is_sound, shape_of, storage_key
from .storages import Storages
from .timeline import Row, Scope, Timeline
from .values import Values

# Shape, strides, offset and dtype: of two plain tensors of one storage they are the same elements.
Layout = tuple[tuple[int, ...], tuple[int, ...], int, torch.dtype]


class Known:
    """What the recording last said of a live tensor. `id` is None while the tensor has no row (a gradient in flight)."""

    # Defaults of the class, not set one by one: most of what is known is a gradient in flight, and has few of them.
    id: str | None = None
    reference: "_Reference | None" = None
    value: int | None = None
    version: int | None = None
    storage: int | None = None
    # The fields of a row that can change, as last recorded, `value` and `version` aside.
    facts: Row = MappingProxyType({})  # type: ignore[assignment] # nobody may write to the one that all share
    # The AccumulateGrad of a leaf.
    accumulator: str | None = None
    # The tensor whose .grad this is.
    owner: "weakref.ref[Known] | None" = None
    # Where it was made, if that was before it got a row.
    span: Row | None = None
    scope: Scope | None = None
    # A view whose grad_fn torch will make anew at its next use.
    stale = False
    # Copies of views that no tensor of the program's is, by how they lie: the tensor's value then, and theirs.
    views: dict[Layout, tuple[int, int]] | None = None

    @property
    def tensor(self) -> torch.Tensor | None:
        """The tensor, if it lives."""
        return None if self.reference is None else self.reference()

    def is_leaf(self, tensor: torch.Tensor) -> bool:
        """Whether `tensor`, which this is about, is a leaf.

        Asked of a stale view, torch would make its `grad_fn` anew: it has one if it requires a gradient.
        """
        self.stale = self.stale or not is_sound(tensor)
        return bool(self.facts["is_leaf"] and not tensor.requires_grad) if self.stale else tensor.is_leaf


class _Reference(weakref.ref[torch.Tensor]):
    __slots__ = ("key", "known")
    key: int
    known: Known | None


class Tensors:
    """Every tensor that the recording knows, while it lives."""

    def __init__(self, timeline: Timeline, values: Values, storages: Storages) -> None:
        self.by_id: dict[int, Known] = {}
        self.sharing: dict[int, set[Known]] = {}
        self._timeline = timeline
        self._values = values
        self._storages = storages
        self._dies: Callable[[Any], None] = self._gone

    def find(self, tensor: torch.Tensor) -> Known | None:
        """What is known of `tensor`."""
        return self.by_id.get(id(tensor))

    def light(self, tensor: torch.Tensor) -> Known:
        """What is known of `tensor`, which need not have a row."""
        known = self.by_id.get(id(tensor))
        if known is None:
            known = Known()
            self.hold(tensor, known)
        return known

    def hold(self, tensor: torch.Tensor, known: Known) -> None:
        """Let `known` follow `tensor` until that dies."""
        known.reference = reference = _Reference(tensor, self._dies)
        reference.key = key = id(tensor)
        reference.known = known
        self.by_id[key] = known

    def let_go(self, tensor: torch.Tensor) -> Known | None:
        """Take the weak reference off: `torch.utils.swap_tensors` refuses tensors that have one."""
        known = self.by_id.pop(id(tensor), None)
        if known is not None:
            known.reference = None
        return known

    def share(self, known: Known, tensor: torch.Tensor) -> None:
        """Note which storage `tensor` lives in now."""
        key = storage_key(tensor)
        if key != known.storage or key is None:
            if known.storage is not None:
                self._leave(known)
            known.storage = key
        if key is not None:
            together = self.sharing.get(key)
            if together is None:
                self.sharing[key] = {known}
            else:
                together.add(known)

    def sharers(self, known: Known) -> list[Known]:
        """Everything known that lives in the same storage, oldest row first, `known` included."""
        together = self.sharing.get(known.storage) if known.storage is not None else None
        if together is None or (len(together) == 1 and known in together):
            return [known]
        return sorted({known, *together}, key=_age)

    def value(self, tensor: torch.Tensor, like: Iterable[int] = ()) -> int:
        """The index of the tensor's value now; it is copied only if its version has moved since the last copy.

        Args:
            tensor: the tensor.
            like: values of other tensors that may live in the same storage and are as they were when they were taken.
        """
        known = self.by_id.get(id(tensor))
        version = None if tensor.is_inference() else tensor._version
        if known is None:
            known = Known()
            self.hold(tensor, known)
        elif version == known.version and version is not None and known.value is not None:
            return known.value
        storages = self._storages
        number = self._values.take(tensor, bool(storages.noisy) and storages.is_unwritten(tensor), like)
        known.value, known.version = number, version
        return number

    def same_value(self, tensor: torch.Tensor, value: int) -> None:
        """The tensor has just been made from one whose value is known: no need to copy it again."""
        known = self.light(tensor)
        if known.value is None and known.id is None:
            known.value, known.version = value, tensor._version

    def copy(self, tensor: torch.Tensor, unwritten: bool = False) -> int:
        """The index of a fresh copy of the tensor's value, whose memory may be known to be noise."""
        return self._values.take(tensor, unwritten or self._storages.is_unwritten(tensor))

    def saved(self, tensor: torch.Tensor) -> int:
        """The index of the value of a tensor that a function has saved and no row is of.

        A layer saves the same view of its weight each time it is called: it is copied again only if the weight was written.
        """
        storages = self._storages
        unwritten = bool(storages.noisy) and storages.is_unwritten(tensor)
        together = self.sharing.get(storage_key(tensor) or 0)
        if together is None or unwritten or storages.exposed or not is_ordinary(tensor):
            return self._values.take(tensor, unwritten)
        version = tensor._version
        same = [known for known in together if known.id is not None and known.version == version]
        source = min(same, key=_age, default=None)
        if source is None or source.value is None:
            return self._values.take(tensor)
        if source.views is None:
            source.views = {}
        layout = (tensor.shape, tensor.stride(), int(tensor.storage_offset()), tensor.dtype)
        before = source.views.get(layout)
        if before is not None and before[0] == source.value:
            return before[1]
        number = self._values.take(tensor, like=(source.value,))
        source.views[layout] = source.value, number
        return number

    def _as_sharers(self, known: Known, tensor: torch.Tensor, version: int | None) -> int:
        """The index of a copy of the value of `tensor`, which nobody has written since those that it shares memory with."""
        together = self.sharing.get(known.storage) if known.storage is not None else None
        storages = self._storages
        unwritten = bool(storages.noisy) and storages.is_unwritten(tensor)
        if together is None or len(together) == 1 or version is None or storages.exposed:
            return self._values.take(tensor, unwritten)
        like = [other.value for other in together if other.value is not None and other.version == version]
        return self._values.take(tensor, unwritten, like)

    def grad(self, tensor: torch.Tensor, known: Known, assigned: bool = False) -> int | None:
        """The index of the value of `tensor.grad`.

        Torch warns of reading that of a result which has none: it is read only of leaves, of tensors that retain
        theirs and where it was `assigned`.
        """
        if known.stale:
            before: int | None = known.facts["grad"]
            return before
        if not (tensor.is_leaf or tensor.retains_grad or assigned or known.facts.get("grad") is not None):
            return None
        if not is_ordinary(tensor) and hidden(tensor) == "wrapped":
            return None
        grad = tensor.grad
        if grad is None:
            return None
        held = self.light(grad)
        held.owner = weakref.ref(known)
        if held.storage is None or held.storage != storage_key(grad):
            self.share(held, grad)
        return self.value(grad)

    def add(self, tensor: torch.Tensor, span: Row | None, grad_fn: str | None) -> Known:
        """Give `tensor` a row, which `grad_fn` made. A step must carry its birth."""
        known = self.by_id.get(id(tensor))
        if known is None:
            known = Known()
            self.hold(tensor, known)
        self.share(known, tensor)
        version = None if tensor.is_inference() else tensor._version
        # The value taken before the row was made is older than the tensor's other facts: take it only if unchanged.
        if known.value is None or known.version != version or version is None:
            known.value = self._as_sharers(known, tensor, version)
            known.version = version
        base = None
        if tensor._is_view() and hidden(tensor) is None:
            base = self.by_id.get(id(tensor._base))
        is_leaf = tensor.is_leaf
        known.facts = facts = {
            "requires_grad": tensor.requires_grad,
            "is_leaf": is_leaf,
            "grad_fn": grad_fn,
            "output_nr": tensor.output_nr if grad_fn is not None else 0,
            "grad": self.grad(tensor, known) if is_leaf or tensor.retains_grad else None,
            "shape": shape_of(tensor),
            **self._storages.place_in(known.storage, tensor),
        }
        scope = known.scope or self._timeline.scope
        row = {
            **facts,
            "dtype": dtype_name(tensor.dtype),
            "device": "cpu" if tensor.is_cpu else str(tensor.device),
            "is_parameter": type(tensor) is not torch.Tensor and is_parameter(tensor),
            "version": version,
            "value": known.value,
            "base": None if base is None else base.id,
            "names": [],
            "span": known.span or span,
            "scope": None if scope is None else scope.id or self._timeline.scope_id(scope),
        }
        facts["retains_grad"] = False
        known.id = self._timeline.add("tensors", row)
        return known

    def retaining(self) -> dict[str, list[Known]]:
        """The results that keep their `.grad`, by the function that made them."""
        found: dict[str, list[Known]] = {}
        for known in list(self.by_id.values()):
            if known.id is not None and known.facts["retains_grad"] and known.facts["grad_fn"] is not None:
                found.setdefault(known.facts["grad_fn"], []).append(known)
        return found

    def forget(self, gone: Collection[str], values: Collection[int]) -> None:
        """Those rows and values are no more: what is needed of them again is new."""
        self._storages.forget(gone)
        for known in self.by_id.values():
            known.views = None
            if known.value in values:
                known.value = None

    def _leave(self, known: Known) -> None:
        if known.storage is None:
            return
        together = self.sharing.get(known.storage)
        if together is not None:
            together.discard(known)
            if not together:
                del self.sharing[known.storage]
                self._storages.leave(known.storage)

    def _gone(self, reference: Any) -> None:
        known = reference.known
        reference.known = None
        if known is None or known.reference is not reference:
            return
        if self.by_id.get(reference.key) is known:
            del self.by_id[reference.key]
        if known.storage is not None:
            self._leave(known)


def _age(known: Known) -> tuple[int, str]:
    return (len(known.id), known.id) if known.id is not None else (99, "")
