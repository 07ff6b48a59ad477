"""The whole policy: from a source text to everything that keeps it from being run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ..recording.base import Span
from ..recording.recording import MAX_SOURCE_BYTES
from .allowed import NODES
from .imports import aliases, check_import
from .names import bound_names, check_attribute, check_call, check_name, dotted
from .places import Places, violation
from .syntax import MAX_DEPTH, compiles, parse, too_deep
from .violation import Violation
from .wording import ASYNC, CONSTRUCT, NOT_TEXT, TOO_LONG

_ASYNC = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)


def check(source: str) -> tuple[Violation, ...]:
    """Every violation, in the order of the source; none for a program that is run.

    Never raises, whatever the text is. What passes may still do harm: the sandbox is there for that.
    """
    places = Places(source)
    if unreadable := _check_text(source, places):
        return (unreadable,)
    tree, found = parse(places)
    if tree is not None:
        found += _check_tree(tree, places)
    if not found:
        found = compiles(source, places)
    return tuple(sorted(found, key=lambda v: (v.line, v.column, v.end_line, v.end_column, v.rule, v.reason.en)))


def _check_text(source: str, places: Places) -> Violation | None:
    size = len(source.encode("utf-8", "surrogatepass"))
    if size > MAX_SOURCE_BYTES:
        return violation(places.of_line(1), "text", TOO_LONG, size=size, limit=MAX_SOURCE_BYTES)
    for number, line in enumerate(places.lines, start=1):
        for column, character in enumerate(line):
            if character == "\0" or "\ud800" <= character <= "\udfff":
                place = Span(line=number, column=column, end_line=number, end_column=column + 1)
                return violation(place, "text", NOT_TEXT, code=ord(character))
    return None


@dataclass(frozen=True, slots=True)
class _Context:
    """Where in the program a node stands."""

    depth: int
    in_class: bool
    place: Span


def _check_tree(tree: ast.Module, places: Places) -> Iterator[Violation]:
    imported, own = aliases(tree), bound_names(tree)
    pending: list[tuple[ast.AST, _Context]] = [(tree, _Context(0, False, places.of_line(1)))]
    while pending:
        node, context = pending.pop()
        place = _place(node, places) or context.place
        if context.depth > MAX_DEPTH:
            yield too_deep(place)
            return
        if type(node) not in NODES:
            name = type(node).__name__
            yield violation(place, "construct", ASYNC if isinstance(node, _ASYNC) else CONSTRUCT, name=name)
        match node:
            case ast.Import() | ast.ImportFrom():
                yield from check_import(node, places)
            case ast.Name():
                yield from check_name(node, own, context.in_class, places)
            case ast.Attribute():
                base = dotted(node.value, imported)
                yield from check_attribute(node, node.attr, context.in_class, base, places)
            case ast.Call():
                yield from check_call(node, own, context.in_class, places)
            case ast.comprehension(is_async=1):
                yield violation(place, "construct", ASYNC)
            case ast.MatchClass():
                for name in node.kwd_attrs:
                    yield from check_attribute(node, name, context.in_class, None, places)
            case _:
                pass
        inside = _Context(context.depth + 1, context.in_class or isinstance(node, ast.ClassDef), place)
        pending.extend((child, inside) for child in ast.iter_child_nodes(node))


def _place(node: ast.AST, places: Places) -> Span | None:
    if isinstance(node, ast.expr | ast.stmt | ast.alias | ast.arg | ast.keyword | ast.pattern):
        return places.of_node(node)
    return None
