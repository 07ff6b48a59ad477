"""Errors of autograd and about its tensors that say what is wrong, with the cause and a remedy beside torch's own words."""

import ast
import re
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import Change, last_name
from .kind import Kind
from .subjects import meant, receiver, written
from .told import Case, Told, expression, told_of, unchanged
from .walk import Walk


def _of_numpy(case: Case) -> ast.expr | None:
    """`x` of `x.numpy()`; else the first name in the expression that means what requires a gradient, as in `np.exp(x)`."""
    walk, at = case.walk, case.failure.at
    named = [node for node in walk.source.nodes(at.span) if isinstance(node, ast.Name)]
    tracked = [node for node in named if (id := meant(walk, node, at)) and walk.requires(id, at.index)]
    return receiver(walk, at.span, "numpy") or next(iter(tracked), None)


def _target(case: Case) -> ast.expr | None:
    return written(case.walk.source.statement(case.failure.at.span))


def _unused(case: Case) -> ast.expr | None:
    """The input at the index that torch names."""
    found = re.search(r"at index (\d+)", case.failure.error.message)
    calls = case.walk.source.calls(case.failure.at.span, "grad")
    if not found or not calls or len(calls[0].args) < 2:
        return None
    given = calls[0].args[1]
    items = given.elts if isinstance(given, (ast.List, ast.Tuple)) else [given]
    number = int(found[1])
    return items[number] if number < len(items) else None


def _detached(case: Case) -> list[Change | None]:
    return [case.walk.source.after(case.subject, ".detach()")] if case.subject is not None else []


def _cloned(case: Case) -> list[Change | None]:
    statement = case.walk.source.statement(case.failure.at.span)
    if statement is None or not isinstance(case.subject, ast.Name):
        return []
    return [case.walk.source.line_before(statement, f"{case.subject.id} = {case.subject.id}.clone()")]


def _flagged(case: Case) -> ast.expr | None:
    """What is told that it requires a gradient; or what makes a tensor that is to require one."""
    statement = case.walk.source.statement(case.failure.at.span)
    match statement:
        case ast.Assign(targets=[ast.Attribute(value=value, attr="requires_grad")]):
            return value
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=value, attr="requires_grad_"))):
            return value
        case _:
            return expression(case)


def _floating(case: Case) -> list[Change | None]:
    source = case.walk.source
    statement = source.statement(case.failure.at.span)
    if statement is not None and isinstance(case.subject, ast.Name) and isinstance(statement, ast.Assign | ast.Expr):
        return [source.replace(statement, f"{case.subject.id} = {case.subject.id}.float().requires_grad_()")]
    for node in source.nodes(case.failure.at.span):
        if isinstance(node, ast.Call):
            names = {keyword.arg for keyword in node.keywords}
            if "requires_grad" in names and "dtype" not in names:
                return [source.argument(node, "dtype=torch.float32")]
            if isinstance(node.func, ast.Attribute) and node.func.attr == "requires_grad_":
                return [source.after(node.func.value, ".float()")]
    return []


def _no_inference(case: Case) -> list[Change | None]:
    source = case.walk.source
    calls = [node for node in source.all(ast.Call) if isinstance(node, ast.Call)]
    modes = [call.func for call in calls if last_name(call.func) == "inference_mode"]
    return [source.replace(modes[0], "torch.no_grad")] if modes else []


def _unused_allowed(case: Case) -> list[Change | None]:
    calls = case.walk.source.calls(case.failure.at.span, "grad")
    return [case.walk.source.argument(calls[0], "allow_unused=True")] if calls else []


TOLD = (
    Told(
        r"Can't call numpy\(\) on Tensor that requires grad",
        Kind(
            name="numpy_of_tracked",
            severity="error",
            title=Words(
                en="`{name}` requires a gradient: numpy cannot follow it", zh="`{name}` 需要梯度：numpy 无法追踪它"
            ),
            what=Words(
                en="`.numpy()` would give an array that shares memory with `{name}` and knows nothing of its graph.",
                zh="`.numpy()` 会得到一个与 `{name}` 共享内存的数组，但数组对计算图一无所知。",
            ),
            why=Words(
                en="What numpy computes from it would have no gradient, silently. torch wants you to say that this is meant.",
                zh="用 numpy 继续计算的结果不会有梯度，而且毫无提示；所以 torch 要求你明确表示这是有意的。",
            ),
            remedy=Words(en="Say so with `.detach()`.", zh="请用 `.detach()` 明确表示。"),
        ),
        _of_numpy,
        _detached,
        "….detach().numpy()",
    ),
    Told(
        r"(?s)is a view and is being modified inplace.*multiple views",
        Kind(
            name="multi_view_in_place",
            severity="error",
            title=Words(en="`{name}` is one of several views made at once", zh="`{name}` 是一次得到的多个视图之一"),
            what=Words(
                en="`unbind`, `split`, `chunk` and a `for` over a tensor give all views in one function; one of them was written to.",
                zh="`unbind`、`split`、`chunk` 以及对张量的 `for` 循环由同一个函数给出所有视图；这里改写了其中一个。",
            ),
            why=Words(
                en="To record the write, autograd would have to rewrite the function that made all of them, and it does not do that.",
                zh="要记录这次修改，autograd 必须重写同时生成这些视图的函数，而它不支持这样做。",
            ),
            remedy=Words(
                en="Write to a copy, or index one element at a time (`x[i]`).",
                zh="请改写副本，或者每次只索引一个元素（`x[i]`）。",
            ),
        ),
        _target,
        _cloned,
        "r = r.clone()",
    ),
    Told(
        r"(?s)Tensors of floating point.*can require gradients",
        Kind(
            name="integer_requires_grad",
            severity="error",
            title=Words(en="Integers have no gradient", zh="整数没有梯度"),
            what=Words(
                en="`{name}` holds integers or truth values; only floating point and complex tensors can require a gradient.",
                zh="`{name}` 存的是整数或布尔值；只有浮点和复数张量才能需要梯度。",
            ),
            why=Words(
                en="A derivative asks what a tiny change does, and an integer cannot change by a little. `[1, 2]` makes int64, `[1., 2.]` float32.",
                zh="导数描述微小变化的影响，而整数无法微小变化。`[1, 2]` 得到 int64，`[1., 2.]` 得到 float32。",
            ),
            remedy=Words(en="Make it floating point.", zh="请改成浮点数。"),
        ),
        _flagged,
        _floating,
        "torch.tensor([1., 2.], requires_grad=True)",
    ),
    Told(
        r"Inference tensors cannot be saved for backward",
        Kind(
            name="inference_tensor_saved",
            severity="error",
            title=Words(
                en="A tensor made in inference mode cannot be saved for backward",
                zh="推理模式下创建的张量不能保存给反向传播使用",
            ),
            what=Words(
                en="`{name}` needs a tensor that was made under `inference_mode`.",
                zh="`{name}` 要用到在 `inference_mode` 中创建的张量。",
            ),
            why=Words(
                en="Such tensors have no version counter, so autograd could not notice if they were changed before backward.",
                zh="这种张量没有版本计数器，如果在反向传播之前被修改，autograd 无从发现。",
            ),
            remedy=Words(
                en="Make it under `no_grad`, or take a `.clone()` of it.",
                zh="请在 `no_grad` 中创建它，或者使用它的 `.clone()`。",
            ),
        ),
        expression,
        _no_inference,
        "….clone()",
    ),
    Told(
        r"appears to not have been used in the graph",
        Kind(
            name="unused_input",
            severity="error",
            title=Words(en="`{name}` has no part in the result", zh="结果与 `{name}` 无关"),
            what=Words(
                en="`torch.autograd.grad` was asked for the gradient of `{name}`, and no path leads from the result to it.",
                zh="`torch.autograd.grad` 被要求计算对 `{name}` 的梯度，但从结果出发没有任何路径通向它。",
            ),
            why=Words(
                en="That is often a mistake (a variable that was rebound, or cut off), so torch asks before it answers None.",
                zh="这往往是个错误（变量被重新绑定或被切断），所以 torch 先报错而不是直接返回 None。",
            ),
            remedy=Words(
                en="If it is meant, allow it: the answer is None there.",
                zh="如果确实如此，请允许它：对应的结果是 None。",
            ),
        ),
        _unused,
        _unused_allowed,
        "allow_unused=True",
    ),
    Told(
        r"can't optimize a non-leaf Tensor",
        Kind(
            name="optimizer_of_non_leaf",
            severity="error",
            title=Words(en="An optimizer updates leaves only", zh="优化器只能更新叶子张量"),
            what=Words(
                en="A tensor given to the optimizer was computed from another one.",
                zh="传给优化器的某个张量是由别的张量计算出来的。",
            ),
            why=Words(
                en="Its value follows from its inputs, and its `.grad` stays None: there is no value to update, and no gradient to update it by.",
                zh="它的值由它的输入决定，`.grad` 也一直是 None：既没有可以更新的值，也没有可以依据的梯度。",
            ),
            remedy=Words(
                en="Compute first, then call `.requires_grad_()`, or use `.detach().requires_grad_()`.",
                zh="请先计算，最后再调用 `.requires_grad_()`，或者使用 `.detach().requires_grad_()`。",
            ),
        ),
        expression,
        unchanged,
        "w = (…).detach().requires_grad_()",
    ),
    Told(
        r"you can only change requires_grad flags of leaf variables",
        Kind(
            name="flag_of_non_leaf",
            severity="error",
            title=Words(
                en="`requires_grad` of a computed tensor cannot be switched off",
                zh="不能关闭计算结果的 `requires_grad`",
            ),
            what=Words(
                en="The tensor has a `grad_fn`, so it requires a gradient because its inputs do.",
                zh="这个张量有 `grad_fn`，它需要梯度是因为它的输入需要梯度。",
            ),
            why=Words(en="Only leaves decide that for themselves.", zh="只有叶子张量才能自己决定是否需要梯度。"),
            remedy=Words(en="Take a tensor without the graph.", zh="请取一个不带计算图的张量。"),
        ),
        expression,
        unchanged,
        "y = y.detach()",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table."""
    yield from told_of(walk, TOLD)
