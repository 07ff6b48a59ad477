"""`best = model.state_dict()`: the model's own tensors, which go on changing, and loading them changes nothing."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import Words
from ...recording.findings import Finding
from ...recording.steps import Step, Update
from ..source import last_name
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="best_is_alias",
    severity="warning",
    title=Words(en="`{name}` is no copy: it changes with the model", zh="`{name}` 不是副本：它会随模型一起改变"),
    what=Words(
        en="`{load}` changes nothing: what `{name}` holds are the parameters themselves, as the last update left them.",
        zh="`{load}` 什么也没有改变：`{name}` 里就是模型自己的参数，停留在最后一次更新之后的值。",
    ),
    why=Words(
        en="`state_dict()` gives tensors that share their memory with the parameters, and an optimizer writes to that memory.",
        zh="`state_dict()` 给出的张量与参数共享内存，而优化器正是写入这块内存。",
    ),
    remedy=Words(
        en="Keep copies, with `copy.deepcopy(…)` or `.clone()`.", zh="请用 `copy.deepcopy(…)` 或 `.clone()` 保存副本。"
    ),
)
_COPYING = {"deepcopy", "clone", "save"}


class _Kept(NamedTuple):
    """A state that is kept without being copied, and the call that loads it again."""

    assignment: ast.Assign
    name: str
    state: ast.Call
    load: ast.Call


def find(walk: Walk) -> Iterator[Finding]:
    """Each load of a state into the model that it came from, which has been trained meanwhile, where no value changed."""
    updates = [step for step in walk.steps if isinstance(step, Update)]
    for kept in _kept(walk):
        span = walk.source.span(kept.load)
        loaded = [step for step in updates if step.span == span]
        if not loaded or any(_differs(walk, step) for step in loaded):
            continue
        tensors = {step.tensor for step in loaded}
        trained = [
            step
            for step in updates
            if step.tensor in tensors and step.index < loaded[0].index and _is_after(walk, step, kept.assignment)
        ]
        if any(_differs(walk, step) for step in trained):
            yield _told(walk, kept, loaded, trained[-1])


def _kept(walk: Walk) -> Iterator[_Kept]:
    """Names, or attributes, that are given the state of a model as it is and are loaded into that model."""
    source = walk.source
    assigned: dict[str, list[ast.Assign]] = {}
    for assignment in source.assignments():
        if len(assignment.targets) == 1:
            assigned.setdefault(ast.unparse(assignment.targets[0]), []).append(assignment)
    for load in source.all(ast.Call):
        if isinstance(load, ast.Call) and last_name(load.func) == "load_state_dict" and load.args:
            name = ast.unparse(load.args[0])
            states = [node for node in assigned.get(name, ()) if not _is_nothing(node.value)]
            if len(states) == 1 and (state := _state(states[0].value)) and _owner(state) == _owner(load):
                yield _Kept(states[0], name, state, load)


def _is_nothing(value: ast.expr) -> bool:
    """Whether it only says that there is no state yet: None, or an empty dict."""
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Dict) and not value.keys)


def _state(value: ast.expr) -> ast.Call | None:
    """The call of `state_dict` in a value in which nothing is copied."""
    calls = [node for node in ast.walk(value) if isinstance(node, ast.Call)]
    names = {last_name(call.func) for call in calls}
    states = [call for call in calls if last_name(call.func) == "state_dict"]
    return states[0] if len(states) == 1 and names.isdisjoint(_COPYING) else None


def _owner(call: ast.Call) -> str | None:
    return ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else None


def _differs(walk: Walk, step: Update) -> bool:
    return walk.value(step.before).first != walk.value(step.after).first


def _is_after(walk: Walk, step: Step, assignment: ast.Assign) -> bool:
    """Whether a step was taken after an assignment: on a later line, or in the loop that the assignment is made in."""
    loops = walk.source.loops(walk.source.span(assignment))
    if not loops:
        first = next((one for one in walk.steps if walk.line(one.span) >= assignment.lineno), None)
        return first is not None and first.index <= step.index
    lines = {loop.lineno for loop in loops}
    return any(scope.iteration and walk.line(scope.span) in lines for scope in walk.around(step.scope))


def _told(walk: Walk, kept: _Kept, loaded: list[Update], last: Update) -> Finding:
    source = walk.source
    cloned = f"{{k: v.clone() for k, v in {source.text(source.span(kept.state))}.items()}}"
    return KIND.found(
        walk,
        loaded[0],
        span=source.span(kept.assignment),
        steps=[last.index],
        tensors=[step.tensor for step in loaded],
        places=[
            place(last, Words(en="the parameters are changed here", zh="参数在这里被改变")),
            place(loaded[0], Words(en="loaded here", zh="在这里载入")),
        ],
        changes=[source.replace(kept.state, cloned)] if kept.assignment.value is kept.state else [],
        code=f"{kept.name} = copy.deepcopy({source.text(source.span(kept.state))})",
        name=kept.name,
        load=source.short(source.span(kept.load)) or "load_state_dict",
    )
