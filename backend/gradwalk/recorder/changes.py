"""What memory that was written, and flags that were turned, mean for every tensor that the recording knows."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch

from .memory import is_sound, shape_of, storage_key, version_of
from .naming import zeroes
from .session import Session
from .spans import Span
from .tensors import Known
from .timeline import Row, Scope

# The names of what another thread did, and of what was written by no call that torch announces.
_ELSEWHERE, _UNSEEN = "thread", "write"


class Written:
    """What one call, or several inside one library call, wrote."""

    def __init__(self) -> None:
        # Changes of tensors that are no tracked leaves: the step of the call carries them.
        self.changes: list[Row] = []
        # Steps of their own, emitted after that of the call.
        self.after: list[Callable[[], Any]] = []


class Changes:
    """Compares tensors with what the recording last said of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # What libraries wrote since the last step: the calls' names by storage.
        self.waiting: dict[int, set[str]] = {}
        self._span: Span | None = None
        self._scope: Scope | None = None
        self._how: str | None = None

    def of(self, known: Known, tensor: torch.Tensor, *, written: bool = False, own: bool = False) -> Row:
        """The fields that differ from what was last recorded, which they now replace.

        Args:
            known: what is known of `tensor`.
            tensor: the tensor.
            written: whether its memory was written.
            own: whether its `grad_fn` may be read: torch makes that of a stale view anew when it is.
        """
        tensors, storages = self._session.tensors, self._session.storages
        old = known.facts
        known.stale = not is_sound(tensor) if own else known.stale
        place = storages.place(tensor)
        facts: Row = {
            **old,
            "requires_grad": tensor.requires_grad,
            "is_leaf": known.is_leaf(tensor),
            "retains_grad": tensor.retains_grad,
            "grad": tensors.grad(tensor, known),
            "shape": shape_of(tensor),
            **place,
        }
        if not known.stale:
            node = tensor.grad_fn
            facts["grad_fn"] = None if node is None else self._session.functions.id(node)
            facts["output_nr"] = tensor.output_nr if node is not None else 0
        changes = {name: fact for name, fact in facts.items() if old.get(name) != fact}
        known.facts = facts
        version = version_of(tensor)
        if written or version != known.version or {"shape", "storage", "strides", "offset"} & set(changes):
            value = tensors.copy(tensor)
            known.value = value
            changes["value"] = value
        if version != known.version:
            known.version = changes["version"] = version
        tensors.share(known, tensor)
        return {"tensor": known.id, **changes} if changes else {}

    def around(self, turned: Known) -> list[Row]:
        """What shares the memory of a tensor whose flags were `turned`, changed: a view requires a gradient as its base does."""
        others = [
            known for known in self._session.tensors.sharers(turned) if known is not turned and known.id is not None
        ]
        return [self.of(known, alive) for known in others if (alive := known.tensor) is not None]

    def write(self, mutated: Iterable[torch.Tensor], how: str, names: set[str], span: Span | None) -> Written:
        """Work out what writing to `mutated` did to every known tensor that shares their storages."""
        found = Written()
        seen: set[int] = set()
        for tensor in mutated:
            known = self._session.tensors.find(tensor)
            if known is not None:
                self._spread(self._session.tensors.sharers(known), known, found, seen, how, names, span)
        return found

    def _spread(
        self,
        sharers: Iterable[Known],
        origin: Known | None,
        found: Written,
        seen: set[int],
        how: str,
        names: set[str],
        span: Span | None,
    ) -> None:
        for known in sharers:
            tensor = known.tensor
            if tensor is None or id(known) in seen:
                continue
            seen.add(id(known))
            owner = known.owner() if known.owner is not None else None
            if known.id is None:
                known.value = None
            else:
                self._written_row(known, tensor, known is origin, found, how, span)
            if owner is not None and owner.id is not None and owner.tensor is not None and id(owner) not in seen:
                seen.add(id(owner))
                found.after.append(self._grad_step(owner, "zeroed" if all(map(zeroes, names)) else "changed", span))

    def _written_row(
        self, known: Known, tensor: torch.Tensor, own: bool, found: Written, how: str, span: Span | None
    ) -> None:
        tracked = known.facts["is_leaf"] and known.facts["requires_grad"]
        before, version = known.value, known.version
        if not own and tensor._is_view() and (tensor.requires_grad or _base_requires_grad(tensor)):
            known.stale = True
        change = self.of(known, tensor, written=True, own=own)
        if not (tracked and known.facts["is_leaf"] and known.facts["requires_grad"]):
            found.changes.append(change)
            return
        found.after.append(
            lambda: self._session.timeline.step(
                "update",
                span,
                tensor=known.id,
                how=how,
                version_before=version,
                version_after=known.version,
                before=before,
                after=known.value,
                changes=[change],
            )
        )

    def _grad_step(self, owner: Known, how: str, span: Span | None) -> Callable[[], None]:
        def emit() -> None:
            tensor = owner.tensor
            if tensor is not None:
                self.grad(owner, tensor, how, span)

        return emit

    def grad(self, owner: Known, tensor: torch.Tensor, how: str, span: Span | None) -> None:
        """A `grad` step if the tensor's `.grad` is not what was last recorded."""
        self._regrade(owner, self._session.tensors.grad(tensor, owner, assigned=how == "assigned"), how, span)

    def of_owner(self, known: Known, span: Span | None) -> None:
        """A `grad` step of the tensor whose `.grad` this is, if it is one's, which has been given other memory."""
        owner = None if known.owner is None else known.owner()
        tensor = None if owner is None else owner.tensor
        if owner is not None and tensor is not None:
            if known.id is None:
                known.value = None
            self.grad(owner, tensor, "changed", span)

    def clear(self, owner: Known, span: Span | None) -> None:
        """A `grad` step if there was a `.grad`, which is None now."""
        self._regrade(owner, None, "cleared", span)

    def of_grad(self, known: Known) -> list[Row]:
        """What backward has done to a tensor's `.grad`, and to every row that shares its memory."""
        tensor, tensors = known.tensor, self._session.tensors
        if tensor is None:
            return []
        before = known.facts["grad"]
        own: Row = {}
        if before is not None and not known.stale and (added := tensor.grad) is not None:
            # What is added to has a row if the program holds it: that is compared before its value is taken anew.
            held = tensors.find(added)
            own = self.of(held, added, own=True) if held is not None and held.id is not None else own
        after = tensors.grad(tensor, known)
        if before == after:
            return [own] if own else []
        known.facts["grad"] = after
        changes: list[Row] = [{"tensor": known.id, "grad": after}, *([own] if own else [])]
        grad = None if tensor.grad is None else tensors.find(tensor.grad)
        for other in tensors.sharers(grad) if grad is not None else ():
            alive = None if other.id is None else other.tensor
            if alive is not None:
                # A first gradient is kept as it came: nothing is written.
                written = other is not grad and before is not None
                change = self.of(other, alive, written=written, own=True)
                if change:
                    changes.append(change)
        return changes

    def _regrade(self, owner: Known, after: int | None, how: str, span: Span | None) -> None:
        before = owner.facts["grad"]
        if before == after:
            return
        owner.facts["grad"] = after
        change = {"tensor": owner.id, "grad": after}
        self._session.timeline.step(
            "grad", span, tensor=owner.id, how=how, before=before, after=after, changes=[change]
        )

    def later(self, mutated: Iterable[torch.Tensor], name: str, span: Span | None, how: str | None) -> None:
        """Note what a library wrote; `settle` makes one step of it for every tensor."""
        for tensor in mutated:
            key = storage_key(tensor)
            if key is not None and key in self._session.tensors.sharing:
                self.waiting.setdefault(key, set()).add(name)
                self._span, self._scope, self._how = span, self._session.timeline.scope, how or name

    def look_again(self, tensors: Iterable[torch.Tensor], span: Span | None) -> None:
        """Record what numpy has written to memory that it shares with `tensors`."""
        rewritten = [tensor for tensor in tensors if self._session.storages.rewritten(tensor)]
        if rewritten:
            for tensor in rewritten:
                self._session.storages.take_as_written(tensor)
            found = self.write(rewritten, "numpy", {"numpy"}, span)
            self._session.mutation("numpy", span, found.changes)
            for emit in found.after:
                emit()

    def catch_up(self, tensors: Sequence[torch.Tensor], versions: Sequence[int | None], span: Span | None) -> None:
        """Record what was written to `tensors`, whose versions are `versions`, by calls that torch does not announce."""
        by_id = self._session.tensors.by_id
        for tensor, version in zip(tensors, versions, strict=True):
            known = by_id.get(id(tensor))
            if known is not None and known.id is not None and known.version != version:
                found = self.write([tensor], _UNSEEN, {_UNSEEN}, span)
                self._session.mutation(_UNSEEN, span, found.changes)
                for emit in found.after:
                    emit()

    def look_everywhere(self, span: Span | None) -> None:
        """Record what numpy has written to any memory that it shares."""
        sharing = [self._session.tensors.sharing.get(key, ()) for key in self._session.storages.exposed]
        self.look_again([tensor for group in sharing for known in group if (tensor := known.tensor) is not None], span)

    def look_at_all(self) -> None:
        """Record what another thread, or calls that torch does not announce, have left in tensors that the recording knows."""
        how = _ELSEWHERE if self._session.elsewhere else _UNSEEN
        found, seen = Written(), set[int]()
        everything = list(self._session.tensors.by_id.values())
        for known in sorted(everything, key=lambda known: int((known.id or "t0")[1:])):
            tensor = known.tensor
            if tensor is None or known.id is None:
                continue
            if version_of(tensor) != known.version:
                self._spread([known], None, found, seen, how, {how}, None)
            self.grad(known, tensor, "changed", None)
        self._session.mutation(how, None, found.changes)
        for emit in found.after:
            emit()

    def unsettled(self, span: Span | None, quiet: bool) -> bool:
        """Whether steps are due before a call at `span`."""
        return bool(self.waiting) and not (quiet and span == self._span)

    def settle(self) -> None:
        """Emit the steps of what libraries wrote."""
        written, self.waiting = self.waiting, {}
        timeline = self._session.timeline
        scope, timeline.scope = timeline.scope, self._scope
        how = self._how or "write"
        found, seen = Written(), set[int]()
        for key, names in written.items():
            sharers = self._session.tensors.sharing.get(key, ())
            for known in sorted(sharers, key=lambda known: int((known.id or "t0")[1:])):
                self._spread([known], None, found, seen, how, names, self._span)
        if found.changes:
            self._session.mutation(how, self._span, found.changes)
        for emit in found.after:
            emit()
        timeline.scope = scope


def _base_requires_grad(view: torch.Tensor) -> bool:
    return view._base is not None and view._base.requires_grad
