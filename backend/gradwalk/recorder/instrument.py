"""Rewrites a program's syntax tree so that it tells the recorder which name means what.

Every call added here is of a placeholder constant, which `load` replaces with a function in the compiled code: so the
program's globals and names stay as they were. Each added call stands at the position of what it reports.
"""

# ruff: noqa: D102, N815 - the methods are named by ast.NodeVisitor, one for each construct

import ast
from collections.abc import Callable, Iterable, Mapping
from types import CodeType
from typing import Any, NamedTuple

from .spans import DISPATCH
from .touching import deleted, sets_elsewhere, touches

BIND, EACH, LEFT, VALUE, KEY, ITEM, UNBIND, HANDLER, CALL, LOOP, BORN, LEGACY = (
    ("\0gradwalk", what)
    for what in (
        *("bind", "each", "left", "value", "key", "item", "unbind", "handler", "call", "loop", "born", "legacy"),
    )
)
APPENDED, CHANGED, GIVEN, ELSEWHERE = (("\0gradwalk", what) for what in ("appended", "changed", "given", "elsewhere"))
Mark = tuple[str, str]

# Constructors, and one method, that torch does not announce.
_BORN = {"from_numpy", "Parameter", "frombuffer", "from_dlpack", "set_"}
_LEGACY = {
    *("Tensor", "FloatTensor", "DoubleTensor", "HalfTensor", "BFloat16Tensor", "ByteTensor", "CharTensor"),
    *("ShortTensor", "IntTensor", "LongTensor", "BoolTensor"),
}
# Attributes of a tensor that are no names for another.
_SETTERS = {"data", "grad", "requires_grad"}
_HEAD = 200
_SILENT_ARGUMENTS = {"self", "cls", "ctx"}
# Most nodes of a tree, and nothing is under them.
_LEAVES = frozenset(
    (ast.Name, ast.Constant, ast.Load, ast.Store, *ast.operator.__subclasses__(), *ast.cmpop.__subclasses__())
)


Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Loops = ast.For | ast.AsyncFor | ast.While | Comprehension
Point = tuple[int, int]
Column = Callable[[int, int], int]


class Loop(NamedTuple):
    """A loop of the source, or a comprehension: where it lies but for its `else`, and what its head says.

    A generator lies in the call that takes from it. `once` are the parts that belong to no iteration: what is iterated
    over, the condition of a `while`, that call. What something else calls over and over is one, too: of `kind` `function`,
    with its name for a head.
    """

    start: Point
    once: tuple[tuple[Point, Point], ...]
    end: Point
    head: str
    kind: str = "loop"

    def repeats(self, here: Point) -> bool:
        """Whether what stands at `here`, in the loop, is done once an iteration and belongs to it."""
        return not any(start <= here < end for start, end in self.once)


def load(code: CodeType, functions: Mapping[Mark, Callable[..., Any]]) -> CodeType:
    """Put the real functions in the place of the placeholders, in every nested code object."""
    constants = tuple(
        load(constant, functions)
        if isinstance(constant, CodeType)
        else _loaded(constant, functions)
        if type(constant) is tuple and constant[:1] == BIND[:1]
        else constant
        for constant in code.co_consts
    )
    return code.replace(co_consts=constants)


def _loaded(constant: tuple[Any, ...], functions: Mapping[Mark, Callable[..., Any]]) -> Any:
    return functions[constant] if len(constant) == len(BIND) else Loop(*constant[1:])


def instrument(tree: ast.Module, column: Column) -> ast.Module:
    """The program with its added calls. The tree is changed in place.

    Args:
        tree: the program.
        column: a line's column in code points from the line and one in bytes.
    """
    Instrument(column).visit(tree)
    return tree


class Instrument(ast.NodeTransformer):
    """Adds a call after each binding of a name, and at the start of each function, handler and loop body."""

    def __init__(self, column: Column) -> None:
        self._column = column
        # The calls whose arguments generator expressions are.
        self._taken_by: dict[ast.expr, ast.Call] = {}

    def visit(self, node: ast.AST) -> Any:
        return node if type(node) in _LEAVES else super().visit(node)

    def visit_Assign(self, node: ast.Assign) -> Any:
        self.generic_visit(node)
        after = _after(node)
        node.value = self._named(node.targets[0], node.value)
        return [node, *self._bindings(node.targets), *self._items(node.targets[:1]), *after]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        self.generic_visit(node)
        if node.value is None:
            return node
        after = _after(node)
        node.value = self._named(node.target, node.value)
        return [node, *self._bindings([node.target]), *self._items([node.target]), *after]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        self.generic_visit(node)
        return [node, *self._bindings([node.target]), *self._items([node.target]), *_after(node)]

    def visit_Expr(self, node: ast.Expr) -> Any:
        after = _after(node)
        self.generic_visit(node)
        return [node, *after] if after else node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> Any:
        self.generic_visit(node)
        node.value = _call(VALUE, [ast.Constant(node.target.id), node.value], node.target)
        return node

    def visit_Delete(self, node: ast.Delete) -> Any:
        self.generic_visit(node)
        names = [target for target in node.targets if isinstance(target, ast.Name)]
        # An item that is gone may have moved those after it.
        items = [target for target in node.targets if isinstance(target, ast.Subscript)]
        gone = deleted(node)
        holders = [item.value for item in items if isinstance(item.value, ast.Name) and item.value.id not in gone]
        return [
            node,
            *(_statement(_call(UNBIND, [ast.Constant(name.id)], name)) for name in names),
            *(_statement(_call(BIND, [ast.Constant(name.id), name], name)) for name in holders),
            *_after(node),
        ]

    def visit_For(self, node: ast.For | ast.AsyncFor) -> Any:
        loop = self._loop(node, node.iter, _clause(node), node.body[-1], node.target)
        # What taking an item does stands at the head, not at all that is done with it.
        node.end_lineno, node.end_col_offset = node.iter.end_lineno, node.iter.end_col_offset
        self.generic_visit(node)
        node.body = [_statement(loop), *self._bindings([node.target]), *node.body]
        return node

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> Any:
        loop = self._loop(node, node.test, f"while {ast.unparse(node.test)}", node.body[-1], node)
        self.generic_visit(node)
        node.body = [_statement(loop), *node.body]
        return node

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.DictComp) -> Any:
        self.visit_GeneratorExp(node)
        passing: list[ast.expr] = []
        for clause in node.generators:
            names = [part for part in ast.walk(clause.target) if isinstance(part, ast.Name)]
            # An iteration begins before its names mean its item.
            first = int(clause is node.generators[-1])
            clause.ifs[first:first] = [
                _call(EACH, [ast.Constant(name.id), ast.Name(name.id, ast.Load())], name) for name in names
            ]
            passing += [ast.Constant(name.id) for name in names]
        return _call(LEFT, [node, *passing], node)

    visit_SetComp = visit_DictComp = visit_ListComp

    def visit_GeneratorExp(self, node: Comprehension) -> Any:
        # An item of the innermost clause is an iteration. The added call stands among the conditions, and is true.
        clauses = node.generators
        around = self._taken_by.get(node, node)
        loop = self._loop(node, clauses[0].iter, " ".join(map(_clause, clauses)), node, clauses[-1].target, around)
        self.generic_visit(node)
        clauses[-1].ifs.insert(0, loop)
        return node

    def visit_With(self, node: ast.With | ast.AsyncWith) -> Any:
        self.generic_visit(node)
        targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
        node.body = [*self._bindings(targets), *node.body]
        return node

    visit_AsyncWith = visit_With

    def visit_match_case(self, node: ast.match_case) -> Any:
        self.generic_visit(node)
        captures = [part for part in ast.walk(node.pattern) if isinstance(part, ast.MatchAs | ast.MatchStar)]
        names = [(part, part.name) for part in captures if part.name is not None]
        node.body = [
            *(_statement(_call(BIND, [ast.Constant(name), ast.Name(name, ast.Load())], part)) for part, name in names),
            *node.body,
        ]
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> Any:
        self.generic_visit(node)
        node.body = [_statement(_call(HANDLER, [], node.body[0])), *node.body]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Any:
        if node.name == DISPATCH:
            return node
        self.generic_visit(node)
        given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        first = int(ast.get_docstring(node, clean=False) is not None)
        node.body[first:first] = [_statement(_call(CALL, [], node))] + [
            _statement(_call(BIND, [ast.Constant(argument.arg), ast.Name(argument.arg, ast.Load())], argument))
            for argument in given
            if argument.arg not in _SILENT_ARGUMENTS
        ]
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Call(self, node: ast.Call) -> Any:
        self._taken_by.update((argument, node) for argument in node.args if type(argument) is ast.GeneratorExp)
        self.generic_visit(node)
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
        if called == "setattr" and isinstance(node.func, ast.Name) and len(node.args) == 3 and not node.keywords:
            return self._given(node)
        if called in _BORN:
            return _call(BORN, [ast.Constant(called), node], node)
        if called in _LEGACY:
            node.args = [ast.Constant(called), node.func, *node.args]
            node.func = _mark(LEGACY, node)
            return ast.fix_missing_locations(node)
        return node

    def _given(self, node: ast.Call) -> ast.Call:
        """`setattr(owner, name, value)` with its arguments passed through a call: what they say is known once all are there."""
        if not any(isinstance(argument, ast.Starred) for argument in node.args):
            owner = node.args[0].id if isinstance(node.args[0], ast.Name) else ""
            given = _call(GIVEN, [ast.Constant(owner), *node.args], node)
            node.args = [ast.copy_location(ast.Starred(given, ast.Load()), node)]
        return node

    def _loop(
        self,
        node: Loops,
        once: ast.expr,
        head: str,
        last: ast.stmt | ast.expr,
        at: ast.AST,
        around: ast.expr | None = None,
    ) -> ast.expr:
        start, end = self._start(around or node), self._end(around or last)
        # What taking an item does stands at the head of a `for` as a whole.
        begun = (start[0], start[1] + 1) if isinstance(node, ast.For | ast.AsyncFor) else self._start(node)
        parts = (start, begun), (self._start(once), self._end(once)), (self._end(last), end)
        return _call(LOOP, [ast.Constant((BIND[0], start, parts, end, head[:_HEAD]))], at)  # type: ignore[arg-type] # as for marks

    def _start(self, node: ast.stmt | ast.expr) -> Point:
        return node.lineno, self._column(node.lineno, node.col_offset)

    def _end(self, node: ast.stmt | ast.expr) -> Point:
        return node.end_lineno or 0, self._column(node.end_lineno or 0, node.end_col_offset or 0)

    def _named(self, target: ast.expr, value: ast.expr) -> ast.expr:
        """The value, passed through a call if the target is an attribute or an item that names it."""
        if isinstance(target, ast.Attribute) and target.attr not in _SETTERS:
            # Reading a name has no effect.
            owner = [ast.Name(target.value.id, ast.Load())] if isinstance(target.value, ast.Name) else []
            return _call(VALUE, [ast.Constant(ast.unparse(target)), value, *owner], target)
        return value

    def _items(self, targets: Iterable[ast.expr]) -> list[ast.stmt]:
        """Calls after a statement that has put something into what may be a list or a dict, by a key that is noted."""
        calls: list[ast.stmt] = []
        items = [target for target in targets if isinstance(target, ast.Subscript)]
        for item in items:
            if isinstance(item.value, ast.Name) and not isinstance(item.slice, ast.Slice | ast.Tuple):
                item.slice = _call(KEY, [item.slice], item.slice)
                name = ast.Name(item.value.id, ast.Load())
                calls.append(_statement(_call(ITEM, [ast.Constant(item.value.id), name], item)))
        return calls

    def _bindings(self, targets: Iterable[ast.expr]) -> list[ast.stmt]:
        names = [
            node
            for target in targets
            for node in ast.walk(target)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        return [_statement(_call(BIND, [ast.Constant(name.id), ast.Name(name.id, ast.Load())], name)) for name in names]


def _after(node: ast.stmt) -> list[ast.stmt]:
    """Calls after a statement that may have changed what something holds, or have set names by another way."""
    calls = []
    for touch in touches(node):
        what = [ast.Constant(touch.path), ast.Name(touch.path[0], ast.Load())]  # type: ignore[arg-type] # as for marks
        calls.append(
            _call(APPENDED, what, touch.at)
            if touch.appended
            else _call(CHANGED, [*what, ast.Constant(touch.grown)], touch.at)
        )
    elsewhere = [_call(ELSEWHERE, [], node)] if sets_elsewhere(node) else []
    return [_statement(call) for call in (*calls, *elsewhere)]


def _clause(node: ast.For | ast.AsyncFor | ast.comprehension) -> str:
    return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"


def _mark(mark: Mark, at: ast.AST) -> ast.expr:
    return ast.copy_location(ast.Constant(mark), at)  # type: ignore[arg-type]


def _call(mark: Mark, arguments: list[ast.expr], at: ast.AST) -> ast.expr:
    call = ast.copy_location(ast.Call(_mark(mark, at), arguments, []), at)
    for argument in arguments:
        if not hasattr(argument, "lineno"):
            ast.copy_location(argument, at)
    return call


def _statement(call: ast.expr) -> ast.stmt:
    return ast.copy_location(ast.Expr(call), call)
