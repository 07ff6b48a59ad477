"""Which names and attributes a program uses that it may not."""

import ast
from collections.abc import Iterable, Iterator

from ..recording.places import Places
from .allowed import DUNDER_NAMES, DUNDERS_OF_ONESELF, DUNDERS_OF_OPERATORS, DUNDERS_TO_READ
from .imports import part
from .refused import ATTRIBUTES, NAMES
from .violation import Violation, violation
from .wording import DUNDER_ATTRIBUTE, DUNDER_NAME

_BY_STRING = {"getattr", "setattr", "hasattr", "delattr"}
_CLASS_DUNDERS = DUNDER_NAMES | DUNDERS_TO_READ | DUNDERS_OF_OPERATORS | DUNDERS_OF_ONESELF


def bound_names(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Every name that the program gives a meaning of its own: `input = torch.ones(2)` makes `input` its own."""
    bound: set[str] = set()
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                bound.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
            case ast.alias():
                bound.add(node.asname or node.name.partition(".")[0])
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                bound.add(name)
            case _:
                pass
    return frozenset(bound)


def check_name(node: ast.Name, own: frozenset[str], in_class: bool, places: Places) -> Iterator[Violation]:
    """A built-in function that is refused, unless the program means something else by its name; an inner name."""
    if node.id in NAMES and (node.id not in own or is_dunder(node.id)):
        yield violation(places.of_node(node), "name", NAMES[node.id], name=node.id)
    elif is_dunder(node.id) and node.id not in (_CLASS_DUNDERS if in_class else DUNDER_NAMES):
        yield violation(places.of_node(node), "name", DUNDER_NAME, name=node.id)


def check_attribute(
    node: ast.expr | ast.pattern, name: str, in_class: bool, base: str | None, places: Places
) -> Iterator[Violation]:
    """An attribute that is refused. `base` is the dotted path of the imported thing that it is read from, if it is one."""
    if base is not None and (advice := part(base, name)):
        yield violation(places.of_node(node), "module", advice, name=f"{base}.{name}")
    elif name in ATTRIBUTES:
        yield violation(places.of_node(node), "attribute", ATTRIBUTES[name], name=name)
    elif is_dunder(name) and not (
        name in DUNDERS_TO_READ or name in DUNDERS_OF_OPERATORS or (in_class and name in DUNDERS_OF_ONESELF)
    ):
        yield violation(places.of_node(node), "attribute", DUNDER_ATTRIBUTE, name=name)


def check_call(node: ast.Call, own: frozenset[str], in_class: bool, places: Places) -> Iterator[Violation]:
    """`getattr(x, "…")` and its like, with the attribute's name written out."""
    match node:
        case ast.Call(func=ast.Name(id=function), args=[_, ast.Constant(value=str(name)) as text, *_]):
            if function in _BY_STRING and function not in own:
                yield from check_attribute(text, name, in_class, None, places)
        case _:
            pass


def dotted(node: ast.expr, aliases: dict[str, str]) -> str | None:
    """The path of `nn.functional.relu` with `nn` resolved through the imports; None for anything that was not imported."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in aliases:
        return None
    return ".".join([aliases[node.id], *reversed(names)])


def is_dunder(name: str) -> bool:
    """Whether a name is one of Python's own: `__init__`."""
    return len(name) > 4 and name.startswith("__") and name.endswith("__")
