"""A value that a function had saved for backward was changed in place before backward needed it."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.functions import FunctionEdge, SavedTensor
from ...recording.steps import Op, Update
from ..source import Change
from .failures import Failure, failures
from .kind import Kind, place
from .subjects import is_name, written
from .walk import Walk
from .writes import Write, culprit, sharing, writes

KIND = Kind(
    name="saved_value_changed",
    severity="error",
    title=Words(
        en="`{name}` was changed after `{function}` had saved it", zh="`{name}` 在 `{function}` 保存之后又被修改"
    ),
    what=Words(
        en="`{expression}` on line {saved_line} saved `{name}` at version {saved}; `{writer}` on line {line} wrote to it: version {now}.",
        zh="第 {saved_line} 行的 `{expression}` 保存了版本 {saved} 的 `{name}`；第 {line} 行的 `{writer}` 改写了它，变成版本 {now}。",
    ),
    why=Words(
        en="Its derivative needs the value as it was. Each write moves the version counter, and backward refuses a saved tensor whose version has moved.",
        zh="求导需要当时的值。每次就地修改都会让版本号加一，反向传播发现被保存的张量版本变了，就会拒绝计算。",
    ),
    remedy=Words(
        en="Write to a copy, and leave the saved tensor as it is.", zh="请改写一个副本，不要改动被保存的张量。"
    ),
)
STEPPED = Kind(
    name="step_between_backwards",
    severity="error",
    title=Words(
        en="The optimizer changed `{name}` between two backward calls", zh="两次反向传播之间优化器修改了 `{name}`"
    ),
    what=Words(
        en="`{expression}` on line {saved_line} saved `{name}` at version {saved}; `{writer}` on line {line} updated it: version {now}.",
        zh="第 {saved_line} 行的 `{expression}` 保存了版本 {saved} 的 `{name}`；第 {line} 行的 `{writer}` 更新了它，变成版本 {now}。",
    ),
    why=Words(
        en="The second loss was computed with the old weights, so its gradient needs them, too.",
        zh="第二个损失是用旧的权重算出来的，所以它的梯度也需要旧的权重。",
    ),
    remedy=Words(
        en="Call every backward first and step then, or compute the second loss anew after the step.",
        zh="请先完成所有反向传播，再更新参数；或者在更新之后重新计算第二个损失。",
    ),
)

_NAME = re.compile(r"[^\W\d][\w.]*")


class Saved(NamedTuple):
    """A saved tensor that was written to, as itself and as what the program calls it, its version when saved, the last write."""

    itself: TensorId
    tensor: TensorId
    version: int
    write: Write
    now: int


def find(walk: Walk) -> Iterator[Finding]:
    """Each such failure, with who saved and who wrote."""
    for failure in failures(walk, "modified by an inplace operation"):
        saved = _changed(walk, failure.function) if failure.function else None
        if failure.function is not None and saved is not None:
            yield _told(walk, failure, failure.function, saved)


def _changed(walk: Walk, function: FunctionId) -> Saved | None:
    made = walk.made[function].index
    for saved in walk.function(function).saved:
        if isinstance(saved, SavedTensor) and saved.version is not None:
            for tensor in [saved.tensor] if saved.tensor else _behind(walk, function, walk.value(saved.value).shape):
                found = [
                    write
                    for other in sharing(walk, tensor)
                    for write in writes(walk, other, made)
                    if write.version is not None
                ]
                last = max(found, key=lambda write: (write.at.index, isinstance(write.at, Update)), default=None)
                if last is not None and last.version is not None and last.version > saved.version:
                    base = walk.tensor(tensor).base
                    shown = tensor if base is None or walk.name(tensor) is not None else base
                    return Saved(tensor, shown, saved.version, last, last.version)
    return None


def _behind(walk: Walk, function: FunctionId, sizes: Sequence[int]) -> list[TensorId]:
    """The tensors of which a function may have saved a view of this shape: a linear layer's saves its weight transposed.

    Leaves that it has an edge to, and then what the operation that made it was given.
    """
    found = []
    for edge in walk.function(function).inputs:
        if isinstance(edge, FunctionEdge):
            below = [
                edge.function,
                *(e.function for e in walk.function(edge.function).inputs if isinstance(e, FunctionEdge)),
            ]
            found += [variable for id in below if (variable := walk.function(id).variable) is not None]
    leaves = [leaf for leaf in found if sorted(walk.tensor(leaf).shape) == sorted(sizes)]
    made = walk.made[function]
    given = walk.operands(made) if isinstance(made, Op) else []
    return leaves + [id for id in given if math.prod(walk.tensor(id).shape) == math.prod(sizes) and id not in leaves]


def _told(walk: Walk, failure: Failure, function: FunctionId, saved: Saved) -> Finding:
    row = walk.function(function)
    stepped = isinstance(saved.write.at, Update) and (saved.write.at.how or "").endswith(".step")
    name = walk.called(saved.tensor, saved.write.at.index)
    made = walk.made[function]
    return (STEPPED if stepped else KIND).found(
        walk,
        failure.at,
        severity=failure.severity,
        steps=[made.index, saved.write.at.index],
        tensors=[saved.tensor],
        functions=[function],
        places=[
            place(made, Words(en="saved here, at version {v}", zh="在这里保存，版本 {v}"), v=saved.version),
            place(saved.write.at, Words(en="changed here, to version {v}", zh="在这里修改，变成版本 {v}"), v=saved.now),
        ],
        changes=_stepping_later(walk, failure, saved) if stepped else _copying(walk, name, saved),
        code="optimizer.step()" if stepped else f"{name} = {name}.clone()" if _NAME.fullmatch(name) else "….clone()",
        error=failure.error,
        name=name,
        function=row.name,
        expression=walk.expression(function),
        saved_line=walk.line(row.span),
        saved=saved.version,
        writer=culprit(walk, saved.write),
        line=walk.line(saved.write.at.span),
        now=saved.now,
    )


def _copying(walk: Walk, name: str, saved: Saved) -> list[Change | None]:
    """A clone under the same name in front of the first write after the save; of what is read, where one statement does both."""
    made = min(
        (
            write.at
            for other in sharing(walk, saved.tensor)
            for write in writes(walk, other, -1)
            if write.version == saved.version + 1
        ),
        key=lambda step: step.index,
        default=saved.write.at,
    )
    statement = walk.source.statement(made.span)
    target = written(statement)
    if statement is None:
        return []
    read, whole = walk.tensor(saved.itself).span, walk.source.span(statement)
    if read is not None and walk.source.statement(read) is statement and read != whole:
        return [walk.source.insert(read.end_line, read.end_column, ".clone()")]
    own = walk.source.text(walk.source.span(target)) if is_name(target) and target is not None else name
    return [walk.source.line_before(statement, f"{own} = {own}.clone()")] if own.isidentifier() else []


def _stepping_later(walk: Walk, failure: Failure, saved: Saved) -> list[Change | None]:
    """The optimizer's step behind the backward call that failed."""
    step, backward = walk.source.statement(saved.write.at.span), walk.source.statement(failure.at.span)
    if step is None or backward is None or step.col_offset != backward.col_offset or not walk.source.alone(step):
        return []
    return [walk.source.without_line(step), walk.source.line_after(backward, walk.source.text(walk.source.span(step)))]
