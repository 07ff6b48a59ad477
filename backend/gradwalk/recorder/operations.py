"""What one call of torch did: the tensors and functions it made, the memory it wrote, the flags it turned."""

from collections.abc import Iterable
from typing import Any

import torch

from .calls import Call, cut_by, makers, operands, tensors_in
from .changes import Changes
from .edges import Operands
from .indexing import written_index
from .kinds import is_a, is_parameter
from .memory import ORDINARY, is_sound, storage_key, version_of
from .naming import EMPTY, SHARING, Api, custom, is_factory, overwrites
from .ordinary import record_ordinary
from .session import Session
from .silent import writes_silently
from .spans import Span
from .tensors import Known
from .text import name as shorten

Tensor = torch.Tensor


class Operations:
    """Turns calls into steps."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes

    def before(
        self, api: Api, args: tuple[Any, ...], kwargs: dict[str, Any], span: Span | None, quiet: bool, how: str | None
    ) -> Call | None:
        """Look at a call's operands before it runs; None for a call that is of no interest."""
        session, changes = self._session, self._changes
        if changes.waiting and changes.unsettled(span, quiet):
            changes.settle()
        if api.exposes:
            session.storages.expose(args[0])
        if api.role == "ignored":
            return None
        if api.role == "storage_read":
            session.values.wary = True
            return None
        tensors: list[Tensor] = []
        for value in (*args, *kwargs.values()) if kwargs else args:
            if type(value) in ORDINARY:
                tensors.append(value)
            elif value is not None:
                tensors += tensors_in(value, 1)
        if session.storages.exposed:
            changes.look_again(tensors, span)
        if api.flag == "hook" and (known := session.tensors.find(args[0])) is not None and known.stale:
            # Torch 2.13 crashes where nobody has asked for the view's grad_fn since: what was done is written before.
            session.timeline.pump(0)
        writes = api.writes or (bool(kwargs) and kwargs.get("out") is not None)
        if writes and not quiet:
            for tensor in tensors:
                known = session.tensors.find(tensor)
                if known is None or (known.id is None and known.owner is None):
                    session.new_leaf(tensor, span=span)
        versions: list[int | None] = []
        behind, by_id = False, session.tensors.by_id
        for tensor in tensors:
            version = None if tensor.is_inference() else tensor._version
            versions.append(version)
            known = by_id.get(id(tensor))
            behind = behind or (known is not None and known.version != version and known.id is not None)
        # A custom function's own writes are its step's.
        if behind and not quiet and not session.grad_mode_taken:
            changes.catch_up(tensors, versions, span)
        return Call(api, args, kwargs, tensors, versions, writes, span, quiet, how, torch.is_grad_enabled())

    def after(self, call: Call, result: Any) -> None:
        """Record what the call did."""
        call.result = result
        match call.api.role:
            case "operation":
                if not record_ordinary(self._session, call, result):
                    self._operation(call, result)
            case "grad_read":
                owner = self._session.tensors.find(call.args[0])
                if owner is not None and owner.id is not None and is_a(result, Tensor):
                    self._changes.grad(owner, call.args[0], "changed", call.span)
            case "flag":
                self._flag(call)
            case "grad_write":
                self._assign_grad(call)
            case "data_write":
                self._data(call)
            case "grad_fn_read":
                self._renew(call)
        if self._session.probe is not None:
            self._session.probe.look()

    def failed(self, call: Call | None) -> None:
        """Record what a call had written before it raised."""
        if call is not None and call.writes:
            self._operation(call, None)

    def before_custom(self, name: str, args: tuple[Any, ...], span: Span | None) -> Call:
        """Look at the operands of `autograd.Function.apply`, which torch does not announce."""
        tensors = [tensor for tensor in args if is_a(tensor, Tensor)]
        versions = [version_of(tensor) for tensor in tensors]
        return Call(custom(name), args, {}, tensors, versions, True, span, False, None, torch.is_grad_enabled())

    def _renew(self, call: Call) -> None:
        """Reading the `grad_fn` of a view whose base was written has made torch replace it."""
        tensor = call.args[0]
        known = self._session.tensors.find(tensor)
        if known is None or known.id is None or not known.stale:
            return
        found = self._session.functions.find([tensor.grad_fn])
        change = self._changes.of(known, tensor, own=True)
        functions = self._session.functions.describe(found, call.span)
        self._session.mutation("grad_fn", call.span, [change], functions)

    def _assign_grad(self, call: Call) -> None:
        tensor = call.args[0]
        known = self._session.tensors.find(tensor)
        if known is None or known.id is None:
            return
        if len(call.args) < 2 or call.args[1] is None:
            self._changes.clear(known, call.span)
        else:
            self._changes.grad(known, tensor, "assigned", call.span)

    def _flag(self, call: Call) -> None:
        tensor, what = call.args[0], call.api.flag
        known = self._session.tensors.find(tensor)
        if known is None or known.id is None:
            if call.quiet:
                return
            known = self._session.new_leaf(tensor, span=call.span)
        # Torch has just made the grad_fn of a stale view anew.
        found = self._session.functions.find(makers([tensor])) if known.stale else []
        changes = [self._changes.of(known, tensor, own=True)]
        if what == "requires_grad":
            changes += self._changes.around(known)
        changes = [change for change in changes if change]
        if changes or what not in ("requires_grad", "retain_grad"):
            functions = self._session.functions.describe(found, call.span)
            step = self._session.timeline.step("flag", call.span, tensor=known.id, what=what, changes=changes)
            if functions:
                step["functions"] = functions

    def _data(self, call: Call) -> None:
        tensor = call.args[0]
        known = self._session.tensors.find(tensor)
        if known is None:
            return
        if known.id is not None:
            self._replaced(call, tensor, known)
        self._changes.of_owner(known, call.span)

    def _replaced(self, call: Call, tensor: Tensor, known: Known) -> None:
        before, version = known.value, known.version
        change = self._changes.of(known, tensor)
        if not change:
            return
        if tensor.is_leaf and tensor.requires_grad:
            self._session.timeline.step(
                "update",
                call.span,
                tensor=known.id,
                how="data",
                version_before=version,
                version_after=known.version,
                before=before,
                after=known.value,
                changes=[change],
            )
            return
        self._session.mutation("data", call.span, [change])

    def _operation(self, call: Call, result: Any) -> None:
        tensors = self._session.tensors
        by_id = tensors.by_id
        api = call.api
        written = [
            t for t, version in zip(call.tensors, call.versions, strict=True) if self._is_written(call, t, version)
        ]
        outputs: list[Tensor] = []
        # A custom function gives back what the operations in its forward made.
        returned: list[Tensor] = []
        results: list[Tensor] = []
        inputs = set(map(id, call.tensors))
        for output in tensors_in(result, 2):
            known = by_id.get(id(output))
            if id(output) not in inputs:
                inputs.add(id(output))
                results.append(output)
                (outputs if known is None or known.id is None else returned).append(output)
        for tensor in written:
            self._session.storages.resized(tensor)
        storages = self._session.storages
        if api.name in EMPTY or storages.noisy or storages.noisy_tangents:
            self._note_noise(call, written, outputs)
        if call.quiet:
            for tensor in call.tensors:
                if is_parameter(tensor) and tensors.find(tensor) is None:
                    known = tensors.light(tensor)
                    known.span, known.scope = call.span, self._session.timeline.scope
            self._changes.later(written, api.name, call.span, call.how)
            return
        if api.name in ("data", "detach") and self._is_gradient_alias(call, outputs):
            return
        if outputs and not written and is_factory(api.name, bool(call.tensors)) and outputs[0].grad_fn is None:
            for output in outputs:
                self._session.new_leaf(output, shorten(api.name), call.span)
                if api.name in SHARING:
                    self._session.storages.expose(output)
            return
        # Only a call that writes can turn an operand that it does not give back from a leaf to a result.
        turned = [t for t in (*call.tensors, *returned) if self._is_turned(t)] if call.writes or written else []
        rows = [known for t in written for known in tensors.sharers(tensors.light(t)) if known.id is not None]
        if self._session.storages.exposed:
            for tensor in written:
                self._session.storages.rewritten(tensor)
        if api.func is not None:
            results = outputs or [tensor for tensor in turned if not _holds(call.tensors, tensor)]
        if results or rows or turned:
            self._record(call, results, outputs, written, turned)
        elif written:
            for emit in self._changes.write(written, api.name, {api.name}, call.span).after:
                emit()

    def _record(
        self, call: Call, results: list[Tensor], outputs: list[Tensor], written: list[Tensor], turned: list[Tensor]
    ) -> None:
        session, tensors = self._session, self._session.tensors
        name, span = call.api.name, call.span
        inputs = [self._row(tensor, span) for tensor in call.tensors]
        fresh = self._fresh(call, inputs, written, turned)
        found = session.functions.find(makers((*fresh, *outputs, *written)))
        required = any(known.facts["requires_grad"] for known in inputs)
        changes = [self._changes.of(tensors.light(tensor), tensor, own=True) for tensor in fresh]
        if not written:
            changes += [change for tensor in turned for change in self._changes.around(tensors.light(tensor))]
        keys = {known.storage for known in inputs}
        given, rows = operands(call, tensors)
        result = self._changes.write(written, name, {name}, span) if written else None
        made = [tensors.add(tensor, span, session.functions.id_of(tensor.grad_fn)) for tensor in outputs]
        functions = session.functions.describe(found, span, (*outputs, *written), Operands(name, given))
        decided = results or written or turned
        tracked = any(tensor.requires_grad for tensor in decided)
        ids = [known.id for known in made]
        session.timeline.step(
            "op",
            span,
            name=call.api.shown,
            inputs=rows,
            outputs=[tensors.light(tensor).id for tensor in results],
            mutated=[
                tensors.light(tensor).id
                for tensor in _once((*written, *(turned if not outputs else ())))
                if _holds(call.tensors, tensor)
            ],
            view=any(known.storage is not None and known.storage in keys for known in made),
            grad_enabled=call.grad_enabled,
            cut=cut_by(call, session.grad_mode_taken > 0) if required and decided and not tracked else None,
            born=ids,
            functions=functions,
            changes=[change for change in (*changes, *(result.changes if result else ())) if change],
        )
        for emit in result.after if result else ():
            emit()

    def _fresh(self, call: Call, inputs: list[Known], written: list[Tensor], turned: list[Tensor]) -> list[Tensor]:
        """The operands that were not written and are not what was last recorded: turned, or stale views asked for."""
        if not turned and not any(known.stale for known in inputs):
            return []
        identities = set(map(id, written))
        fresh = [tensor for tensor in turned if id(tensor) not in identities]
        stale = [t for t, known in zip(call.tensors, inputs, strict=True) if known.stale and id(t) not in identities]
        return fresh + [tensor for tensor in stale if is_sound(tensor)]

    def _row(self, tensor: Tensor, span: Span | None) -> Known:
        known = self._session.tensors.find(tensor)
        return known if known is not None and known.id is not None else self._session.new_leaf(tensor, span=span)

    def _note_noise(self, call: Call, written: list[Tensor], outputs: list[Tensor]) -> None:
        """Follow memory that nobody has written, and what is computed from it."""
        storages = self._session.storages
        if call.api.name in EMPTY:
            for output in outputs:
                storages.mark_unwritten(output)
            return
        if call.api.name == "_unpack_dual" and storages.noisy_tangents:
            for tangent in outputs[1:]:
                storages.mark_unwritten(tangent)
        noisy = [tensor for tensor in call.tensors if storages.is_unwritten(tensor)]
        if not noisy:
            return
        sources = [tensor for tensor in noisy if not any(tensor is other for other in written)]
        index = written_index(call.api.name, call.args, call.kwargs) if written and not sources else None
        if index is not None:
            storages.mark_written(call.args[0], index)
        elif overwrites(call.api.func, call.api.name) or call.kwargs.get("out") is not None:
            for tensor in written if not sources else ():
                storages.mark_written(tensor)
        elif call.api.func is not None and not is_factory(call.api.name, True):
            # A view makes nothing of what it looks at noise: neither memory that is written in part nor another operand's.
            looked_at = {storage_key(tensor) for tensor in call.tensors}
            storages.noisy_tangents |= call.api.name == "_make_dual"
            for output in outputs:
                if storage_key(output) not in looked_at:
                    storages.mark_unwritten(output)

    def _is_written(self, call: Call, tensor: Tensor, version: int | None) -> bool:
        if version is None:
            return call.writes and call.api.func is not None
        if version_of(tensor) != version:
            return True
        return call.api.silent and writes_silently(call, tensor)

    def _is_turned(self, tensor: Tensor) -> bool:
        known = self._session.tensors.find(tensor)
        if known is None or known.id is None:
            return False
        return bool(
            known.facts["requires_grad"] != tensor.requires_grad or known.facts["is_leaf"] != known.is_leaf(tensor)
        )

    def _is_gradient_alias(self, call: Call, outputs: list[Tensor]) -> bool:
        """Whether this is the `.data` of a `.grad` that has no row: then neither needs it."""
        source = self._session.tensors.find(call.args[0])
        if source is None or source.id is not None or source.owner is None:
            return False
        for output in outputs:
            alias = self._session.tensors.light(output)
            alias.owner = source.owner
            self._session.tensors.share(alias, output)
        return True


def _holds(tensors: list[Tensor], tensor: Tensor) -> bool:
    return any(tensor is other for other in tensors)


def _once(tensors: Iterable[Tensor]) -> list[Tensor]:
    return list({id(tensor): tensor for tensor in tensors}.values())
