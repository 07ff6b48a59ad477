"""The whole policy: from a source text to everything that keeps it from being run."""

import ast
from collections.abc import Iterator
from itertools import islice

from ..recording.base import Span
from ..recording.places import Placed, Places
from ..recording.recording import MAX_SOURCE_BYTES
from .allowed import NODES
from .imports import aliases, check_import
from .names import bound_names, check_attribute, check_call, check_name, dotted
from .syntax import MAX_DEPTH, compiles, parse, too_deep
from .violation import Violation, violation
from .wording import ASYNC, CONSTRUCT, NOT_TEXT, TOO_LONG

# A text of nothing but violations would otherwise be answered with megabytes.
MAX_VIOLATIONS = 200
_ASYNC = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
_CHECKED = (ast.Import, ast.ImportFrom, ast.Name, ast.Attribute, ast.Call, ast.MatchClass)


def check(source: str) -> tuple[Violation, ...]:
    """Every violation (of MAX_VIOLATIONS and more, so many), in the order of the source; none for a program that is run.

    Never raises, whatever the text is. What passes may still do harm: the sandbox is there for that.
    """
    places = Places(source)
    if unreadable := _check_text(source, places):
        return (unreadable,)
    tree, found = parse(places)
    if tree is not None:
        found += islice(_check_tree(tree, places), MAX_VIOLATIONS)
    if not found:
        found = compiles(source, places)
    found.sort(key=lambda v: (v.line, v.column, v.end_line, v.end_column, v.rule, v.reason.en))
    return tuple(found[:MAX_VIOLATIONS])


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


def _check_tree(tree: ast.Module, places: Places) -> Iterator[Violation]:
    nodes = list(ast.walk(tree))
    imported, own = aliases(nodes), bound_names(nodes)
    # Each node with its depth, whether it stands in a class, and the nearest node around it that has a place.
    pending: list[tuple[ast.AST, int, bool, Placed | None]] = [(tree, 0, False, None)]
    while pending:
        node, depth, in_class, around = pending.pop()
        place = node if isinstance(node, Placed) else around
        if depth > MAX_DEPTH:
            yield too_deep(_span(place, places))
            return
        kind = type(node)
        if kind not in NODES or (kind is ast.comprehension and node.is_async):  # type: ignore[attr-defined] # of a comprehension
            is_async = kind is ast.comprehension or kind in _ASYNC
            yield violation(_span(place, places), "construct", ASYNC if is_async else CONSTRUCT, name=kind.__name__)
        if kind in _CHECKED:
            yield from _check_node(node, imported, own, in_class, places)
        inside = in_class or kind is ast.ClassDef
        children = [(child, depth + 1, inside, place) for child in ast.iter_child_nodes(node)]
        pending.extend(reversed(children))


def _check_node(
    node: ast.AST, imported: dict[str, str], own: frozenset[str], in_class: bool, places: Places
) -> Iterator[Violation]:
    match node:
        case ast.Import() | ast.ImportFrom():
            yield from check_import(node, places)
        case ast.Name():
            yield from check_name(node, own, in_class, places)
        case ast.Attribute():
            yield from check_attribute(node, node.attr, in_class, dotted(node.value, imported), places)
        case ast.Call():
            yield from check_call(node, own, in_class, places)
        case ast.MatchClass():
            for name in node.kwd_attrs:
                yield from check_attribute(node, name, in_class, None, places)
        case _:
            pass


def _span(node: Placed | None, places: Places) -> Span:
    return places.of_line(1) if node is None else places.of_node(node)
