"""A word of autograd's with a letter wrong: an error where it is looked up, and nothing at all where it is assigned to."""

import ast
import re
from collections.abc import Iterator
from difflib import get_close_matches

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import Change
from .failures import Failure, failures
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="misspelled",
    severity="error",
    title=Words(en="There is no `{wrong}`; there is `{right}`", zh="没有 `{wrong}`，只有 `{right}`"),
    what=Words(
        en="Line {line} asks for `{wrong}`, which torch does not know.",
        zh="第 {line} 行用到了 `{wrong}`，torch 里没有这个名字。",
    ),
    why=Words(
        en="A name is looked up letter by letter when the line runs; one that is close to it is not taken instead.",
        zh="程序运行到这一行时会逐字母查找名字，不会用相近的名字代替。",
    ),
    remedy=Words(en="Write `{right}`.", zh="请写成 `{right}`。"),
)
UNKNOWN = Kind(
    name="unknown_attribute",
    severity="warning",
    title=Words(en="`{wrong}` means nothing to torch", zh="`{wrong}` 对 torch 没有任何意义"),
    what=Words(
        en="`{statement}` gives the object a new attribute, and nothing else happens: `{right}` stays as it was.",
        zh="`{statement}` 只是给对象添加了一个新属性，别的什么都没有发生：`{right}` 保持原样。",
    ),
    why=Words(
        en="Python lets any attribute be set on a tensor or a module, so a misspelled name is no error.",
        zh="Python 允许在张量和模块上设置任何属性，所以拼错的名字不会报错。",
    ),
    remedy=KIND.remedy,
)
# What learners write again and again, by what has it.
_OF_TENSORS = (
    *("backward", "requires_grad", "requires_grad_", "retain_grad", "grad", "grad_fn", "is_leaf", "detach", "detach_"),
    *(
        "clone",
        "item",
        "numpy",
        "register_hook",
        "zero_",
        "sum",
        "mean",
        "reshape",
        "matmul",
        "sigmoid",
        "softmax",
        "shape",
    ),
)
_OF_TORCH = (
    *(
        "no_grad",
        "enable_grad",
        "tensor",
        "zeros",
        "ones",
        "randn",
        "arange",
        "linspace",
        "manual_seed",
        "optim",
        "autograd",
    ),
    *("matmul", "sigmoid", "softmax", "stack", "float32", "Linear", "Module", "Sequential", "Parameter", "MSELoss"),
)
_OF_MODULES = ("parameters", "zero_grad", "train", "eval", "step", "state_dict", "requires_grad_", "named_parameters")
_FLAG = ("requires_grad",)
_ARGUMENTS = ("requires_grad", "retain_graph", "create_graph", "gradient", "dtype", "keepdim", "grad_outputs")
_OTHERS = {"list", "tuple", "dict", "set", "str", "int", "float", "bool", "function", "method", "ndarray", "generator"}
_CLOSE = 0.8
_ATTRIBUTE = re.compile(r"(?:(module) )?'([\w.]+)'(?: object)? has no attribute '(\w+)'")
_ARGUMENT = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")


def find(walk: Walk) -> Iterator[Finding]:
    """The error of a name that is nearly one of autograd's."""
    for failure in failures(walk, "has no attribute"):
        if (said := _ATTRIBUTE.search(failure.error.message)) and (right := _near(said[3], _names(*said.groups()[:2]))):
            yield _told(walk, failure, said[3], right)
    for failure in failures(walk, "unexpected keyword argument"):
        said = _ARGUMENT.search(failure.error.message)
        if said and f"def {said[1]}(" not in walk.recording.program.source and (right := _near(said[2], _ARGUMENTS)):
            yield _told(walk, failure, said[2], right)


def _names(module: str | None, owner: str) -> tuple[str, ...]:
    """The names that what an error calls `owner` may have; of a class of torch's or the program's those of modules."""
    if module:
        return _OF_TORCH if owner.startswith("torch") else ()
    if owner in ("Tensor", "Parameter"):
        return _OF_TENSORS
    return () if owner in _OTHERS else _OF_MODULES


def find_unknown(walk: Walk) -> Iterator[Finding]:
    """Each assignment to an attribute that is nearly `requires_grad`, not of the program's own `self`, if its line was come to."""
    for node in walk.source.all(ast.Attribute):
        if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Store) or node.attr == "retains_grad":
            continue
        right = _near(node.attr, _FLAG)
        statement = walk.source.statement(walk.source.span(node))
        is_own = isinstance(node.value, ast.Name) and node.value.id == "self"
        if right is None or is_own or not isinstance(statement, ast.Assign):
            continue
        before = walk.come_to(node.lineno)
        if before is None:
            continue
        yield UNKNOWN.found(
            walk,
            before,
            span=walk.source.span(node),
            changes=[_respelled(walk, node, node.attr, right)],
            code=f"….{right} = …",
            wrong=node.attr,
            right=right,
            statement=walk.source.short(walk.source.span(statement)) or f"….{node.attr} = …",
        )


def _near(word: str, known: tuple[str, ...]) -> str | None:
    return None if word in known else next(iter(get_close_matches(word, known, 1, _CLOSE)), None)


def _told(walk: Walk, failure: Failure, wrong: str, right: str) -> Finding:
    span = failure.at.span
    changes: list[Change] = []
    for node in walk.source.nodes(span):
        if isinstance(node, ast.Attribute) and node.attr == wrong:
            changes = [_respelled(walk, node, wrong, right)]
        elif isinstance(node, ast.Call):
            given = [keyword for keyword in node.keywords if keyword.arg == wrong]
            if given:
                at = walk.source.span(given[0])
                end = at.model_copy(update={"end_line": at.line, "end_column": at.column + len(wrong)})
                changes = [Change(span=end, text=right)]
    return KIND.found(
        walk,
        failure.at,
        severity=failure.severity,
        changes=changes[:1],
        code=right,
        error=failure.error,
        wrong=wrong,
        right=right,
        line=walk.line(span),
    )


def _respelled(walk: Walk, node: ast.Attribute, wrong: str, right: str) -> Change:
    end = walk.source.span(node)
    start = end.model_copy(update={"line": end.end_line, "column": end.end_column - len(wrong)})
    return Change(span=start, text=right)
