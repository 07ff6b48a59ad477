"""Which modules a program imports, under which names, and which of them it may not."""

import ast
from collections.abc import Iterable, Iterator

from ..recording.places import Places
from .allowed import MODULES, PACKAGES
from .refused import IMPORTS, INTERNAL_PART, LEAKED_MODULES, OTHER_IMPORT, PARTS, PLOTTING, RELATIVE_IMPORT
from .violation import Advice, Violation, violation


def aliases(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """What the names that imports bind stand for: `import torch.nn as nn` gives `{"nn": "torch.nn"}`."""
    bound: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                bound[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return bound


def check_import(node: ast.Import | ast.ImportFrom, places: Places) -> Iterator[Violation]:
    """What is wrong with one import statement: for each module or name in it at most one violation."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if not _allowed(alias.name):
                yield _refused(alias, alias.name, places)
    elif node.level or node.module is None:
        yield violation(places.of_node(node), "import", RELATIVE_IMPORT, name="." * node.level)
    elif not _allowed(node.module):
        yield _refused(node, node.module, places)
    else:
        for alias in node.names:
            if advice := part(node.module, alias.name):
                yield violation(places.of_node(alias), "module", advice, name=f"{node.module}.{alias.name}")


def part(module: str, name: str) -> Advice | None:
    """Why `module.name` may not be used, or None: `module` is the dotted path of something imported."""
    if advice := PARTS.get(f"{module}.{name}"):
        return advice
    if module in MODULES and name.startswith("_") and not name.endswith("__"):
        return INTERNAL_PART
    return LEAKED_MODULES.get(name)


def _allowed(module: str) -> bool:
    if module in MODULES:
        return True
    above = _prefixes(module)
    return any(prefix in PACKAGES for prefix in above) and not any(prefix in PARTS for prefix in [module, *above])


def _refused(node: ast.alias | ast.ImportFrom, module: str, places: Places) -> Violation:
    advice = _why(module)
    return violation(places.of_node(node), "plotting" if advice is PLOTTING else "import", advice, name=module)


def _why(module: str) -> Advice:
    for prefix in (module, *_prefixes(module)):
        if advice := PARTS.get(prefix) or IMPORTS.get(prefix):
            return advice
    return INTERNAL_PART if "._" in module else OTHER_IMPORT


def _prefixes(module: str) -> list[str]:
    """`a.b.c` gives `a.b` and `a`."""
    parts = module.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]
