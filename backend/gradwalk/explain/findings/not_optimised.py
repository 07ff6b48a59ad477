"""A parameter gets gradients, and the optimizer that moves the others does not have it."""

from collections.abc import Iterator

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Accumulate, Update
from .kind import Kind, filled, place
from .plain_lists import plain_list_of
from .walk import Walk

KIND = Kind(
    name="not_optimised",
    severity="note",
    title=Words(en="No optimizer moves `{name}`{more}", zh="没有优化器更新 `{name}`{more}"),
    what=Words(
        en="Backward fills `{name}.grad`, `{step}` moves other parameters, and `{name}` stays as it was made. {cause}",
        zh="反向传播把梯度写入了 `{name}.grad`，`{step}` 也更新了别的参数，而 `{name}` 一直保持最初的值。{cause}",
    ),
    why=Words(
        en="An optimizer changes only the parameters that it was given when it was made, and its `zero_grad` clears no other.",
        zh="优化器只更新创建时交给它的参数，它的 `zero_grad` 也不会清零其他参数的梯度。",
    ),
    remedy=Words(en="{how}", zh="{how}"),
)
_UNLISTED = Words(
    en="`{attribute}` is a plain {kind}, and what is in it is not among `parameters()`.",
    zh="`{attribute}` 是普通的{kind}，里面的模块不在 `parameters()` 之中。",
)
_LIST, _DICT = Words(en="list", zh="列表"), Words(en="dict", zh="字典")
_ELSE = Words(
    en="It was not given to one, or has been made since.",
    zh="它没有交给优化器，或者是在创建优化器之后才生成的。",
)
_REGISTER = Words(en="Register the modules.", zh="请注册这些模块。")
_GIVE = Words(
    en="Give it to the optimizer; or, if it is to stay, switch its gradient off.",
    zh="请把它交给优化器；如果它本来就不该改变，请关闭它的梯度。",
)


def find(walk: Walk) -> Iterator[Finding]:
    """Parameters to which a gradient came that is no zero, before a step of an optimizer that has others; one finding for all."""
    steps = [step for step in walk.steps if isinstance(step, Update) and (step.how or "").endswith(".step")]
    updated = {step.tensor for step in walk.steps if isinstance(step, Update)}
    if not steps or walk.recording.outcome.kind != "finished":
        return
    came: dict[TensorId, Accumulate] = {}
    for step in walk.accumulations:
        if step.tensor is not None and step.index < steps[-1].index and walk.is_something(step.incoming):
            came.setdefault(step.tensor, step)
    missed = [
        id for id in came if walk.tensor(id).is_parameter and id not in updated and walk.requires(id, len(walk.steps))
    ]
    if missed:
        yield _told(walk, missed, came[missed[0]], steps[-1])


def _told(walk: Walk, missed: list[TensorId], came: Accumulate, step: Update) -> Finding:
    plain = next(filter(None, (plain_list_of(walk, walk.tensor(id).span) for id in missed)), None)
    cause, how, changes = _ELSE, _GIVE, []
    if plain is not None:
        kind = _LIST if plain.instead.endswith("List") else _DICT
        cause, how = filled(_UNLISTED, {"attribute": plain.name, "kind": kind}), _REGISTER
        changes = plain.registered(walk)
    names = list(dict.fromkeys(walk.called(id, came.index) for id in missed))
    return KIND.found(
        walk,
        came,
        severity="warning" if plain else None,
        span=walk.tensor(missed[0]).span,
        steps=[step.index],
        tensors=missed,
        places=[place(step, Words(en="other parameters are moved here", zh="在这里更新的是别的参数"))],
        changes=changes,
        code="optimizer.add_param_group({'params': […]})",
        name=names[0],
        more=Words(en=f" and {len(names) - 1} more", zh=f" 等 {len(names)} 个参数") if len(names) > 1 else "",
        step=walk.source.short(step.span) or step.how or "step",
        cause=cause,
        how=how,
    )
