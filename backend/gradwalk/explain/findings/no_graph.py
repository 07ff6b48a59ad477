"""backward was called on something without a graph. Where the graph was lost decides what is told."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Backward, Create, Op, Step
from ..source import Change
from .failures import failures
from .kind import Kind, place
from .no_graph_kinds import (
    CUT,
    DOUBLE,
    LATE,
    LEFT,
    LINEAR,
    NO_GRAD,
    NOT_DIFFERENTIABLE,
    NOTHING,
    ONCE,
    REBUILT,
    SAMPLED,
)
from .subjects import named_tensors
from .walk import Walk

_OF_CHOICES = {"multinomial", "bernoulli", "poisson", "binomial"}
_LEAVING = {"item", "numpy", "tolist", "float", "int"}
_BUILDING = {"tensor", "as_tensor", "Tensor", "FloatTensor", "from_numpy"}


class Cause(NamedTuple):
    """Where the graph was lost."""

    kind: Kind
    at: Step
    tensors: tuple[TensorId, ...]
    edits: tuple[Change, ...]
    code: str | None
    what: str


def find(walk: Walk) -> Iterator[Finding]:
    """Each backward call that found no `grad_fn`, with the place where the graph was lost."""
    for failure in failures(walk, "does not require grad and does not have a grad_fn"):
        call = walk.calls.get(failure.call or 0)
        roots = [root.tensor for root in call.roots if root.tensor and root.function is None] if call else []
        roots = [root for root in roots if not walk.tensor(root).requires_grad] or roots
        if not roots:
            continue
        cause = _cause(walk, roots[0], failure.at)
        yield cause.kind.found(
            walk,
            failure.at,
            severity=failure.severity,
            tensors=[roots[0], *cause.tensors],
            places=[place(cause.at, Words(en="the graph was lost here", zh="计算图在这里丢失"))],
            changes=cause.edits,
            code=cause.code,
            error=failure.error,
            name=walk.called(roots[0], failure.at.index),
            line=walk.line(cause.at.span),
            what=cause.what,
        )


def _cause(walk: Walk, root: TensorId, at: Step) -> Cause:
    results = {tensor: walk.calls[end.call] for end in walk.ends.values() for tensor in end.results or () if tensor}
    for tensor in walk.before(root):
        born, op = walk.born[tensor], _detached(walk, tensor, at) or walk.producer.get(tensor)
        code = walk.source.short(born.span) or walk.called(tensor)
        if op is not None and op.cut == "no_grad" and (drawn := _sampling(walk, op)) is not None:
            return Cause(SAMPLED, op, (tensor,), _redrawn(walk, op, drawn), "….rsample()", code)
        if op is not None and op.cut in ("no_grad", "inference_mode"):
            return Cause(NO_GRAD, op, (tensor,), _modes(walk, op), "with torch.enable_grad():", code)
        if op is not None and op.cut == "not_differentiable":
            return Cause(NOT_DIFFERENTIABLE, op, (tensor,), (), None, op.name)
        if op is not None and op.cut is not None:
            code = walk.source.short(op.span) if tensor in op.mutated else code
            return Cause(CUT, op, (tensor,), _without_cut(walk, op), None, code)
        if tensor in results:
            call = results[tensor]
            given = walk.source.short(call.span) or f"torch.autograd.{call.entry}"
            if call.create_graph:
                return Cause(ONCE if _ran_own(walk, call) else LINEAR, call, (tensor,), (), None, given)
            return Cause(DOUBLE, call, (tensor,), _creating(walk, call), "create_graph=True", given)
        if op is None and (lost := _rebuilt(walk, tensor, born)):
            rebuilt = any(_builds(node) for node in walk.source.nodes(born.span)) and not _leaves(walk, born)
            return Cause(
                REBUILT if rebuilt else LEFT,
                born,
                (tensor, *lost),
                _stacking(walk, born) if rebuilt else (),
                None,
                code,
            )
    starts = [tensor for tensor in walk.before(root) if tensor not in walk.producer]
    late = [tensor for tensor in starts if walk.requires(tensor, at.index)]
    leaf = (late or starts or [root])[-1]
    return Cause(
        LATE if late else NOTHING,
        walk.born[leaf],
        (leaf,),
        _requiring(walk, leaf),
        f"{walk.called(leaf)}.requires_grad_()",
        walk.called(leaf),
    )


def _detached(walk: Walk, tensor: TensorId, at: Step) -> Op | None:
    """The operation that cut a tensor off in place."""
    cuts = [op for op in walk.ops if op.cut == "detach" and tensor in op.mutated and op.index < at.index]
    return cuts[-1] if cuts else None


def _ran_own(walk: Walk, call: Backward) -> bool:
    """Whether a backward call ran a custom function of the program."""
    names = {walk.function(node.function).name.removesuffix("Backward") for node in walk.nodes_of[call.call]}
    return any(f"class {name}(" in walk.recording.program.source for name in names)


def _rebuilt(walk: Walk, tensor: TensorId, born: Step) -> list[TensorId]:
    """The tracked tensors that the expression which made a tensor from data names, or what led to its numbers."""
    if not isinstance(born, Create):
        return []
    named = [id for id in named_tensors(walk, born.span, born) if id != tensor and walk.tensor(id).requires_grad]
    if named or not any(_builds(node) for node in walk.source.nodes(born.span)):
        return named
    # A number that a name stands for: what it was taken from, if that is to be seen.
    names = {node.id for node in walk.source.nodes(born.span) if isinstance(node, ast.Name)}
    for node in walk.source.all(ast.Call):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LEAVING:
            statement = walk.source.statement(walk.source.span(node))
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if any(isinstance(target, ast.Name) and target.id in names for target in targets):
                tracked = [op for op in walk.ops if op.span and op.span.line == node.lineno and op.functions]
                if tracked:
                    return [tracked[-1].outputs[0]]
    return []


def _builds(node: ast.AST) -> bool:
    name = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(name, (ast.Attribute, ast.Name))
        and (name.attr if isinstance(name, ast.Attribute) else name.id) in _BUILDING
    )


def _leaves(walk: Walk, born: Step) -> bool:
    text = walk.source.text(born.span)
    return any(f".{name}(" in text for name in _LEAVING) or not named_tensors(walk, born.span, born)


def _modes(walk: Walk, op: Op) -> tuple[Change, ...]:
    """The `with torch.no_grad():` around an operation turned into one that records."""
    for node in walk.source.withs(op.span):
        for item in node.items:
            call = item.context_expr
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in ("no_grad", "inference_mode")
            ):
                return (walk.source.replace(call, "torch.enable_grad()"),)
    return ()


def _sampling(walk: Walk, op: Op) -> ast.Attribute | None:
    """`q.sample` of the call that an operation stands in."""
    calls = walk.source.calls(op.span, "sample")
    function = calls[0].func if calls else None
    return function if isinstance(function, ast.Attribute) else None


def _redrawn(walk: Walk, op: Op, drawn: ast.Attribute) -> tuple[Change, ...]:
    if any(other.name in _OF_CHOICES for other in walk.ops if other.span == op.span):
        return ()
    end = walk.source.span(drawn)
    return (walk.source.insert(end.end_line, end.end_column - len(drawn.attr), "r"),)


def _without_cut(walk: Walk, op: Op) -> tuple[Change, ...]:
    statement = walk.source.statement(op.span)
    if op.mutated and isinstance(statement, ast.Expr) and walk.source.span(statement) == op.span:
        gone = walk.source.without_line(statement)
        return (gone,) if gone else ()
    for node in walk.source.nodes(op.span):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "detach":
            return (walk.source.replace(node, walk.source.text(walk.source.span(node.func.value))),)
        if isinstance(node, ast.Attribute) and node.attr == "data":
            return (walk.source.replace(node, walk.source.text(walk.source.span(node.value))),)
    return ()


def _creating(walk: Walk, born: Step) -> tuple[Change, ...]:
    calls = walk.source.calls(born.span, "grad")
    return (
        (walk.source.argument(calls[0], "create_graph=True"),)
        if calls and not any(k.arg == "create_graph" for k in calls[0].keywords)
        else ()
    )


def _stacking(walk: Walk, born: Step) -> tuple[Change, ...]:
    """`torch.tensor([a, b])` as `torch.stack([a, b])`, where it has no other argument."""
    for node in walk.source.nodes(born.span):
        if (
            isinstance(node, ast.Call)
            and _builds(node)
            and len(node.args) == 1
            and not node.keywords
            and isinstance(node.args[0], ast.List)
        ):
            return (walk.source.replace(node.func, "torch.stack"),)
    return ()


def _requiring(walk: Walk, leaf: TensorId) -> tuple[Change, ...]:
    born = walk.born[leaf]
    row = walk.tensor(leaf)
    name = walk.name(leaf)
    statement = walk.source.statement(born.span)
    if (
        statement is None
        or name is None
        or not name.isidentifier()
        or not row.dtype.startswith(("float", "complex", "bfloat"))
    ):
        return ()
    return (walk.source.line_after(statement, f"{name}.requires_grad_()"),)
