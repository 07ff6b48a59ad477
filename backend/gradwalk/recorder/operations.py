"""What one call of torch did: the tensors and functions it made, the memory it wrote, the flags it turned."""

from collections.abc import Iterable, Iterator
from typing import Any

import torch

from .calls import Call, operand_row, operands, tensors_in
from .changes import Changes
from .edges import Operands
from .memory import hidden, is_sound, version_of
from .naming import EMPTY, EXPOSING, SILENT, call_name, is_factory, overwrites, writes
from .session import Session
from .spans import Span
from .tensors import Known
from .text import name as shorten

Tensor = torch.Tensor
TensorBase: Any = torch._C.TensorBase

_FLAGS = {
    Tensor.requires_grad_: "requires_grad",
    TensorBase.requires_grad.__set__: "requires_grad",
    Tensor.retain_grad: "retain_grad",
    Tensor.register_hook: "hook",
    Tensor.register_post_accumulate_grad_hook: "post_accumulate_grad_hook",
}
_GRAD_READ = TensorBase.grad.__get__
_GRAD_WRITES = {TensorBase.grad.__set__, TensorBase.grad.__delete__}
_DATA_WRITE = TensorBase.data.__set__
_GRAD_FN_READ = TensorBase.grad_fn.__get__
_TENSOR_PROPERTIES = {"data", "grad", "grad_fn", "T", "mT", "H", "mH", "real", "imag"}


class Operations:
    """Turns calls into steps."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes

    def before(
        self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any], span: Span | None, quiet: bool, how: str | None
    ) -> Call | None:
        """Look at a call's operands before it runs; None for a call that is of no interest."""
        if self._changes.unsettled(span, quiet):
            self._changes.settle()
        name, is_reversed = call_name(func)
        if func in EXPOSING:
            self._session.storages.expose(args[0])
        if getattr(func, "__name__", None) == "__get__" and name not in _TENSOR_PROPERTIES:
            return None
        tensors = [tensor for value in (*args, *kwargs.values()) for tensor in tensors_in(value, 1)]
        if self._session.storages.exposed:
            self._changes.look_again(tensors, span)
        if not quiet and writes(func, kwargs):
            for tensor in tensors:
                known = self._session.tensors.find(tensor)
                if known is None or (known.id is None and known.owner is None):
                    self._session.new_leaf(tensor, span=span)
        versions = [version_of(tensor) for tensor in tensors]
        return Call(func, name, is_reversed, args, kwargs, tensors, versions, span, quiet, how, torch.is_grad_enabled())

    def after(self, call: Call, result: Any) -> None:
        """Record what the call did."""
        func = call.func
        if func == _GRAD_READ:
            owner = self._session.tensors.find(call.args[0])
            if owner is not None and owner.id is not None and isinstance(result, Tensor):
                self._session.tensors.grad(call.args[0], owner)
        elif func in _FLAGS:
            self._flag(call, _FLAGS[func])
        elif func in _GRAD_WRITES:
            self._assign_grad(call)
        elif func == _DATA_WRITE:
            self._data(call)
        elif func == _GRAD_FN_READ:
            self._renew(call)
        else:
            self._operation(call, result)

    def custom(self, name: str, args: tuple[Any, ...], result: Any, span: Span | None) -> None:
        """Record what `autograd.Function.apply` did, which torch does not announce."""
        tensors = [tensor for tensor in args if isinstance(tensor, Tensor)]
        versions = [version_of(tensor) for tensor in tensors]
        enabled = torch.is_grad_enabled()
        self._operation(Call(None, name, False, args, {}, tensors, versions, span, False, None, enabled), result)

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

    def _flag(self, call: Call, what: str) -> None:
        tensor = call.args[0]
        known = self._session.tensors.find(tensor)
        if known is None or known.id is None:
            if call.quiet:
                return
            known = self._session.new_leaf(tensor, span=call.span)
        change = self._changes.of(known, tensor, own=True)
        if change or what not in ("requires_grad", "retain_grad"):
            self._session.timeline.step(
                "flag", call.span, tensor=known.id, what=what, changes=[change] if change else []
            )

    def _data(self, call: Call) -> None:
        tensor = call.args[0]
        known = self._session.tensors.find(tensor)
        if known is None or known.id is None:
            return
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
        written = [
            t for t, version in zip(call.tensors, call.versions, strict=True) if self._is_written(call, t, version)
        ]
        inputs = set(map(id, call.tensors))
        outputs: list[Tensor] = []
        for output in tensors_in(result, 2):
            known = tensors.find(output)
            if id(output) not in inputs and (known is None or known.id is None):
                inputs.add(id(output))
                outputs.append(output)
        self._note_noise(call, written, outputs)
        if call.quiet:
            for tensor in call.tensors:
                if isinstance(tensor, torch.nn.Parameter) and tensors.find(tensor) is None:
                    known = tensors.light(tensor)
                    known.span, known.scope = call.span, self._session.timeline.scope
            self._changes.later(written, call.name, call.span, call.how)
            return
        if call.name in ("data", "detach") and self._is_gradient_alias(call, outputs):
            return
        if outputs and not written and is_factory(call.name, bool(call.tensors)) and outputs[0].grad_fn is None:
            for output in outputs:
                self._session.new_leaf(output, shorten(call.name), call.span)
            return
        turned = [t for t in call.tensors if self._is_turned(t)]
        rows = [known for t in written for known in tensors.sharers(tensors.light(t)) if known.id is not None]
        if self._session.storages.exposed:
            for tensor in written:
                self._session.storages.rewritten(tensor)
        if outputs or rows or turned:
            self._record(call, outputs, written, turned)
        elif written:
            for emit in self._changes.write(written, call.name, {call.name}, call.span).after:
                emit()

    def _record(self, call: Call, outputs: list[Tensor], written: list[Tensor], turned: list[Tensor]) -> None:
        session, tensors = self._session, self._session.tensors
        inputs = [self._row(tensor, call.span) for tensor in call.tensors]
        identities = set(map(id, written))
        fresh = [tensor for tensor in turned if id(tensor) not in identities]
        stale = [t for t, known in zip(call.tensors, inputs, strict=True) if known.stale and id(t) not in identities]
        fresh += filter(is_sound, stale)
        found = session.functions.find(_nodes((*fresh, *outputs, *written)))
        required = any(known.facts["requires_grad"] for known in inputs)
        keys = {known.storage for known in inputs} - {None}
        changes = [self._changes.of(tensors.light(tensor), tensor, own=True) for tensor in fresh]
        given = operands(call, self._session.tensors)
        result = self._changes.write(written, call.name, {call.name}, call.span)
        made = [
            tensors.add(tensor, call.span, None if tensor.grad_fn is None else session.functions.id(tensor.grad_fn))
            for tensor in outputs
        ]
        functions = session.functions.describe(found, call.span, (*outputs, *written), Operands(call.name, given))
        results = outputs or written
        tracked = any(tensor.requires_grad for tensor in results)
        session.timeline.step(
            "op",
            call.span,
            name=shorten(call.name),
            inputs=[operand_row(operand) for operand in given],
            outputs=[known.id for known in made],
            mutated=[tensors.light(tensor).id for tensor in _once((*written, *(turned if not outputs else ())))],
            view=any(known.storage in keys for known in made),
            grad_enabled=call.grad_enabled,
            cut=_cut(call) if required and results and not tracked else None,
            born=[known.id for known in made],
            functions=functions,
            changes=[change for change in (*changes, *result.changes) if change],
        )
        for emit in result.after:
            emit()

    def _row(self, tensor: Tensor, span: Span | None) -> Known:
        known = self._session.tensors.find(tensor)
        return known if known is not None and known.id is not None else self._session.new_leaf(tensor, span=span)

    def _note_noise(self, call: Call, written: list[Tensor], outputs: list[Tensor]) -> None:
        """Follow memory that nobody has written, and what is computed from it."""
        storages = self._session.storages
        if call.name in EMPTY:
            for output in outputs:
                storages.mark_unwritten(output)
            return
        noisy = [tensor for tensor in call.tensors if storages.is_unwritten(tensor)]
        if not noisy:
            return
        sources = [tensor for tensor in noisy if not any(tensor is other for other in written)]
        if call.name == "setitem" and not sources:
            storages.mark_written(call.args[0], call.args[1])
        elif overwrites(call.func, call.name) or call.kwargs.get("out") is not None:
            for tensor in written if not sources else ():
                storages.mark_written(tensor)
        elif call.func is not None and not is_factory(call.name, True):
            for output in outputs:
                storages.mark_unwritten(output)

    def _is_written(self, call: Call, tensor: Tensor, version: int | None) -> bool:
        if version is None:
            return call.func is not None and writes(call.func, call.kwargs)
        return version_of(tensor) != version or (call.func in SILENT and not tensor.requires_grad and tensor.dim() == 1)

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


def _once(tensors: Iterable[Tensor]) -> list[Tensor]:
    return list({id(tensor): tensor for tensor in tensors}.values())


def _nodes(tensors: Iterable[Tensor]) -> Iterator[Any]:
    for tensor in tensors:
        if is_sound(tensor):
            yield tensor.grad_fn
        if hidden(tensor) is None and tensor._is_view() and tensor._base is not None:
            yield tensor._base.grad_fn


def _cut(call: Call) -> str:
    if call.name in ("detach", "detach_"):
        return "detach"
    if call.name == "data":
        return "data"
    if torch.is_inference_mode_enabled():
        return "inference_mode"
    return "not_differentiable" if call.grad_enabled else "no_grad"
