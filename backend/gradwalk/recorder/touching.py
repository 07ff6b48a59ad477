"""Which statements of a program change what a list, a dict or an object holds, other than by an item of a name."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

_GROWING = {
    *("append", "insert", "extend", "update", "setdefault"),
    *("add_module", "register_module", "register_parameter", "register_buffer", "load_state_dict"),
}
# Methods that give a module other buffers.
_CONVERTING = {"to", "to_empty", "type", "half", "float", "double", "bfloat16"}
_MUTATORS = {*_GROWING, "pop", "popitem", "remove", "clear", "reverse", "sort"}
# Functions by which global names are set without an assignment.
_ELSEWHERE = {"exec", "globals"}


class Touch(NamedTuple):
    """What may have changed: what `path`, a name and attributes, leads to. `at` says where.

    `grown` says that it may hold something new, `appended` that this stands at its end.
    """

    path: tuple[str, ...]
    at: ast.expr
    grown: bool
    appended: bool


def touches(node: ast.stmt) -> Iterator[Touch]:
    """What a statement changes by a method, or by an item of what is itself an item or an attribute."""
    match node:
        case ast.Expr(value=value) | ast.Assign(value=value) | ast.AnnAssign(value=value) | ast.AugAssign(value=value):
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
                path, is_whole = _path(_converted(value.func.value))
                called = value.func.attr
                if path and (called in _MUTATORS or (called in _CONVERTING and isinstance(node, ast.Expr))):
                    yield Touch(path, value, called in _GROWING | _CONVERTING, is_whole and called == "append")
        case _:
            pass
    first = None if isinstance(node, ast.Delete) else next(iter(_targets(node)), None)
    gone = deleted(node)
    for target in _all(_targets(node)):
        is_told = target is first and _is_told(node, target)
        path, _ = _path(target.value if isinstance(target, ast.Subscript) else target)
        if path and path[0] not in gone and not is_told and not isinstance(target, ast.Name):
            yield Touch(path, target, not isinstance(node, ast.Delete), False)


def deleted(node: ast.stmt) -> set[str]:
    """The names that mean nothing after a statement: `a` after `del a[0], a`."""
    inner = ast.walk(node) if isinstance(node, ast.Delete) else ()
    return {name.id for name in inner if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Del)}


def _is_told(node: ast.stmt, target: ast.expr) -> bool:
    """Whether what is put into a statement's first target is told by itself: an item of a name, or an attribute."""
    if isinstance(target, ast.Subscript):
        return isinstance(target.value, ast.Name)
    return not isinstance(node, ast.AugAssign)


def _converted(node: ast.expr) -> ast.expr:
    """`net` of `net.half()`."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CONVERTING:
        node = node.func.value
    return node


def _all(targets: list[ast.expr]) -> Iterator[ast.expr]:
    """Targets, and those within tuples and lists of them."""
    for target in targets:
        if isinstance(target, ast.Tuple | ast.List):
            yield from _all(target.elts)
        elif isinstance(target, ast.Starred):
            yield from _all([target.value])
        else:
            yield target


def sets_elsewhere(node: ast.stmt) -> bool:
    """Whether a statement may set global names by their names: `exec(…)`, `globals()[…] = …`, `globals().update(…)`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        return _is_one(called) or (isinstance(called, ast.Attribute) and _is_one_called(called.value))
    return any(isinstance(target, ast.Subscript) and _is_one_called(target.value) for target in _targets(node))


def _targets(node: ast.stmt) -> list[ast.expr]:
    match node:
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            return targets
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return [target]
        case _:
            return []


def _path(node: ast.expr) -> tuple[tuple[str, ...], bool]:
    """The name and the attributes that an expression begins with, and whether that is all of it."""
    match node:
        case ast.Name(id=name):
            return (name,), True
        case ast.Attribute(value=value, attr=attribute):
            path, is_whole = _path(value)
            return ((*path, attribute), True) if is_whole else (path, False)
        case ast.Subscript(value=value):
            return _path(value)[0], False
        case _:
            return (), False


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in _ELSEWHERE


def _is_one_called(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _is_one(node.func)
