"""From a rule's code to the tree that says how its numbers come together."""

import ast
import math
from functools import cache
from typing import get_args

from ...recording.rules import Application, Fact, Kind, Meeting, Moving, Numeral, Operation, Solving, Term, Variable
from .given import GIVEN

_OPERATIONS = frozenset(get_args(Operation))
_BINARY: dict[type[ast.AST], Operation] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floor_divide",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.BitAnd: "logical_and",
    ast.BitOr: "logical_or",
    ast.Eq: "eq",
    ast.Is: "eq",
    ast.Or: "logical_or",
    ast.And: "logical_and",
    ast.NotEq: "ne",
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
}
_UNARY: dict[type[ast.AST], Operation] = {ast.USub: "neg"}
# Methods that give a real number itself.
_TRANSPARENT = frozenset(("conj", "conjugate", "to", "contiguous", "resolve_conj"))
_ALIASES = {"sgn": "sign", "t": "transpose", "new_zeros": "zeros"}
_FACTS = frozenset((*get_args(Fact), *get_args(Meeting)))
_MOVES = frozenset(get_args(Moving))
_SOLVES = frozenset(get_args(Solving))
_REDUCING = frozenset(("sum", "mean", "prod"))


class _TooMuchError(Exception):
    """The code has more in it than a tree can say."""


@cache
def term(code: str) -> Term | None:
    """The tree of a Python expression, for real numbers; None if it has more in it than `Operation` names."""
    try:
        return _term(ast.parse(code, mode="eval").body)
    except _TooMuchError:
        return None


def variables(tree: Term) -> set[str]:
    """The names that a tree speaks of, a list's without the place (`grads` for `grads[1]`)."""
    if isinstance(tree, Variable):
        return {tree.name.partition("[")[0]}
    return set().union(*map(variables, tree.terms)) if isinstance(tree, Application) else set()


def kind(tree: Term | None) -> Kind:
    """How a rule with this tree is shown."""
    if tree is None:
        return "other"
    used = operations(tree) - _FACTS
    if used & ({"matmul"} | _SOLVES):
        return "matmul"
    if used & {"sum", "mean", "prod", "cumsum"}:
        return "sum"
    if not used & _MOVES:
        return "elementwise"
    return "move" if used <= (_MOVES - {"expand"}) | {"sum_to_size"} else "spread"


def operations(tree: Term) -> set[str]:
    """The operations in a tree."""
    if not isinstance(tree, Application):
        return set()
    return {tree.operation}.union(*map(operations, tree.terms))


def _term(node: ast.expr) -> Term:
    match node:
        case ast.Attribute(ast.Name("torch"), "pi"):
            return Numeral(kind="number", value=math.pi)
        case ast.Name(name):
            return Variable(kind="variable", name=name)
        case ast.Constant(bool() | int() | float() | str() | None as value):
            return Numeral(kind="number", value=value)
        case ast.UnaryOp(operator, operand) if type(operator) in _UNARY:
            return _apply(_UNARY[type(operator)], operand)
        case ast.BinOp(left, operator, right) if type(operator) in _BINARY:
            return _apply(_BINARY[type(operator)], left, right)
        case ast.Compare(left, [operator], [right]) if type(operator) in _BINARY:
            return _apply(_BINARY[type(operator)], left, right)
        case ast.BoolOp(operator, [left, right]):
            return _apply(_BINARY[type(operator)], left, right)
        case ast.IfExp(ast.Call(ast.Attribute(_, "is_complex")), _, real):
            return _term(real)
        case ast.IfExp(test, body, otherwise):
            return _apply("where", test, body, otherwise)
        case ast.Tuple(items) | ast.List(items):
            return _apply("tuple", *items)
        case ast.Subscript(ast.Name(name), ast.Constant(int() as place)):
            return Variable(kind="variable", name=f"{name}[{place}]")
        case ast.Subscript(ast.Call(ast.Attribute(_, "inv_ex"), [matrix]), ast.Constant(0)):
            return _apply("inv", matrix)
        case ast.Subscript(of, ast.Slice(start, end, None)):
            return _apply("rest", of, start or ast.Constant(0), end or ast.Constant(None))
        case ast.Subscript(of, place) if not isinstance(place, ast.Tuple):
            return _apply("item", of, place)
        case ast.Attribute(of, "shape"):
            return _apply("size", of)
        case ast.Attribute(of, "mT" | "mH"):
            return _apply("transpose", of)
        case ast.Attribute(of, "real"):
            return _term(of)
        case ast.Call():
            return _call(node)
    raise _TooMuchError


def _call(call: ast.Call) -> Term:
    match call.func:
        case ast.Name(name) if name in GIVEN or name == "len":
            given = call.args
        case ast.Attribute(ast.Attribute(ast.Name("torch"), "linalg"), name) if name in _SOLVES:
            given = call.args
        case ast.Attribute(ast.Attribute(ast.Attribute(ast.Name("torch"), "ops"), "aten"), "slice" as name):
            given = call.args
        case ast.Attribute(ast.Name("torch"), "zeros_like"):
            name, given = "zeros", [ast.Attribute(call.args[0], "shape")]
        case ast.Attribute(ast.Name("torch"), "tensor") if isinstance(call.args[0], ast.Name):
            return _term(call.args[0])
        case ast.Attribute(ast.Name("torch"), "Size"):
            return _term(call.args[0])
        case ast.Attribute(ast.Name("torch"), name):
            given = call.args
        case ast.Attribute(of, name) if name in _TRANSPARENT:
            return _term(of)
        case ast.Attribute(_, "new_zeros"):
            name, given = "new_zeros", call.args
        case ast.Attribute(of, name):
            given = [of, *call.args]
        case _:
            raise _TooMuchError
    name = _ALIASES.get(name, name)
    if name == "is_complex":
        return Numeral(kind="number", value=False)
    keeps = [(word.arg, ast.unparse(word.value)) for word in call.keywords] == [("keepdim", "True")]
    if name not in _OPERATIONS or keeps is not (name in _REDUCING and len(given) > 1) or (call.keywords and not keeps):
        raise _TooMuchError
    return _apply(name, *given)


def _apply(operation: str, *terms: ast.expr) -> Term:
    return Application.model_validate({"kind": "apply", "operation": operation, "terms": tuple(map(_term, terms))})
