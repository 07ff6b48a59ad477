"""Errors about modules, optimizers, losses and custom functions, with the cause and a remedy beside torch's own words."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import Change
from .kind import Kind
from .plain_lists import plain_lists
from .subjects import receiver
from .told import Case, Told, expression, told_of, unchanged
from .walk import Walk


def _target(case: Case) -> ast.expr | None:
    """The second argument of the loss."""
    calls = [node for node in case.walk.source.nodes(case.failure.at.span) if isinstance(node, ast.Call)]
    given = [call.args[1] for call in calls if len(call.args) > 1]
    return given[0] if given else None


def _whole_numbers(case: Case) -> list[Change | None]:
    return [case.walk.source.after(case.subject, ".long()")] if case.subject is not None else []


def _initialised(case: Case) -> list[Change | None]:
    function = case.walk.source.function(case.failure.at.span)
    if function is None or function.name != "__init__":
        return []
    return [case.walk.source.line_before(function.body[0], "super().__init__()")]


def _registered(case: Case) -> list[Change | None]:
    plain = next(plain_lists(case.walk), None)
    return plain.registered(case.walk) if plain else []


def _listed(case: Case) -> list[Change | None]:
    """The first argument in a list."""
    source = case.walk.source
    calls = [node for node in source.nodes(case.failure.at.span) if isinstance(node, ast.Call) and node.args]
    if not calls:
        return []
    span = source.span(calls[0].args[0])
    return [source.insert(span.line, span.column, "["), source.insert(span.end_line, span.end_column, "]")]


def _rooted(case: Case) -> ast.expr | None:
    """`loss` of `loss.backward()`."""
    return receiver(case.walk, case.failure.at.span, "backward") or _attributed(case)


def _attributed(case: Case) -> ast.expr | None:
    nodes = [node for node in case.walk.source.nodes(case.failure.at.span) if isinstance(node, ast.Attribute)]
    return nodes[0].value if nodes else None


TOLD = (
    Told(
        r"'float' object has no attribute 'backward'",
        Kind(
            name="number_has_no_graph",
            severity="error",
            title=Words(en="`{name}` is a plain number: it has no graph", zh="`{name}` 只是普通的数值：它没有计算图"),
            what=Words(
                en="`{name}` is a number of Python or numpy. `.item()`, `float(…)`, `math` and numpy give such numbers.",
                zh="`{name}` 是 Python 或 numpy 的数值。`.item()`、`float(…)`、`math` 和 numpy 给出的都是这种数值。",
            ),
            why=Words(
                en="Only a tensor remembers how it was computed, and so only a tensor has `backward`.",
                zh="只有张量记得自己是怎样计算出来的，所以只有张量才有 `backward`。",
            ),
            remedy=Words(
                en="Keep the tensor until after backward; take the number out for printing only.",
                zh="在反向传播之前请一直使用张量，只在打印时取出数值。",
            ),
        ),
        _rooted,
        unchanged,
        "loss = (x ** 2).sum()\nloss.backward()\nprint(loss.item())",
    ),
    Told(
        r"params argument given to the optimizer should be an iterable",
        Kind(
            name="optimizer_of_one_tensor",
            severity="error",
            title=Words(en="An optimizer wants a list of tensors", zh="优化器需要的是张量的列表"),
            what=Words(en="`{name}` gives it one tensor by itself.", zh="`{name}` 交给它的却是单独一个张量。"),
            why=Words(
                en="A model has several parameters, so an optimizer takes what can be gone through: a list, or `parameters()`.",
                zh="模型一般有多个参数，所以优化器接收的是可以逐个取出的东西：列表，或者 `parameters()`。",
            ),
            remedy=Words(en="Put it into a list.", zh="请把它放进列表。"),
        ),
        expression,
        _listed,
        "torch.optim.SGD([w], lr=0.1)",
    ),
    Told(
        r"returned an incorrect number of gradients",
        Kind(
            name="gradients_missing",
            severity="error",
            title=Words(
                en="A custom `backward` gives too few gradients or too many",
                zh="自定义的 `backward` 返回的梯度个数不对",
            ),
            what=Words(
                en="`forward` was given other arguments than `backward` gives gradients for; torch counts both in the message above.",
                zh="`forward` 的参数个数与 `backward` 返回的梯度个数不一致，上面的错误信息里有这两个数字。",
            ),
            why=Words(
                en="`backward` must give one gradient for each argument of `forward` after `ctx`, in that order, and None for what has none.",
                zh="`backward` 必须按顺序为 `forward` 中 `ctx` 之后的每个参数各返回一个梯度，没有梯度的返回 None。",
            ),
            remedy=Words(en="Give as many as there are arguments.", zh="请返回与参数同样多的梯度。"),
        ),
        expression,
        unchanged,
        "return grad_of_first, grad_of_second",
    ),
    Told(
        r"expected target dtype to be Long",
        Kind(
            name="class_targets",
            severity="error",
            title=Words(en="Classes are whole numbers", zh="类别应是整数"),
            what=Words(
                en="`{name}` says which class is right, and holds floating point numbers.",
                zh="`{name}` 说明哪个类别是正确的，但里面是浮点数。",
            ),
            why=Words(
                en="A class is an index into the row of scores, so it is an int64 (long). Floating point targets of the same shape "
                "as the scores are taken for probabilities of every class.",
                zh="类别是得分那一行里的下标，所以必须是 int64（long）。与得分同形的浮点目标则被当作各个类别的概率。",
            ),
            remedy=Words(en="Make the targets whole numbers.", zh="请把目标改成整数。"),
        ),
        _target,
        _whole_numbers,
        "….long()",
    ),
    Told(
        r"before Module\.__init__\(\) call",
        Kind(
            name="module_not_initialised",
            severity="error",
            title=Words(en="`super().__init__()` was not called", zh="没有调用 `super().__init__()`"),
            what=Words(
                en="A module or parameter is given to `{name}`, in a module that has no place to register it yet.",
                zh="`{name}` 要保存一个模块或参数，但所在的模块还没有可以注册它的地方。",
            ),
            why=Words(
                en="`nn.Module.__init__` makes the tables of parameters and of modules that `parameters()` reads; an `__init__` of one's own replaces it.",
                zh="`nn.Module.__init__` 会建立 `parameters()` 要读取的参数表和模块表；自己写的 `__init__` 会取代它。",
            ),
            remedy=Words(en="Call it first.", zh="请先调用它。"),
        ),
        expression,
        _initialised,
        "super().__init__()",
    ),
    Told(
        r"optimizer got an empty parameter list",
        Kind(
            name="no_parameters",
            severity="error",
            title=Words(en="There is no parameter to optimise", zh="没有可以优化的参数"),
            what=Words(
                en="The optimizer was given no parameter at all.",
                zh="没有任何参数交给优化器。",
            ),
            why=Words(
                en="`parameters()` gives the parameters and modules that are attributes of a module, not those in a plain list or dict. "
                "A generator gives them once only.",
                zh="`parameters()` 给出的是作为模块属性的参数和子模块，普通列表或字典里的不算。另外，生成器只能遍历一次。",
            ),
            remedy=Words(en="Register the modules.", zh="请注册这些模块。"),
        ),
        expression,
        _registered,
        "nn.ModuleList([…])",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table."""
    yield from told_of(walk, TOLD)
