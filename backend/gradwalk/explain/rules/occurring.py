"""The rules of the functions that occur in a recording."""

from ...recording.recording import Recording
from ...recording.rules import Definition, Rule, Term, Vjp
from .catalogue import CATALOGUE
from .custom import CustomFunctions
from .entry import Entry, Input
from .formula import mathml
from .given import GIVEN
from .terms import kind, term, variables


def rules(recording: Recording) -> dict[str, Rule]:
    """A rule a name, in the names' first order; a function that none is known of has none."""
    custom: CustomFunctions | None = None
    complex_numbers = any(tensor.dtype.startswith("complex") for tensor in recording.tensors)
    found: dict[str, Rule] = {}
    for name in dict.fromkeys(function.name for function in recording.functions):
        if name in CATALOGUE:
            found[name] = rule(CATALOGUE[name], complex_numbers)
            continue
        custom = custom or CustomFunctions(recording.program.source)
        own = custom.rule(name)
        if own is not None:
            found[name] = own
    return found


def rule(entry: Entry, complex_numbers: bool) -> Rule:
    """An entry as it stands in a recording."""
    where = dict(entry.where)
    code = " ".join((*where.values(), *(to.code for to in entry.inputs)))
    where = {name: given for name, given in GIVEN.items() if f"{name}(" in code} | where
    trees = _closed({name: term(code) for name, code in where.items()})
    return Rule(
        says=entry.says,
        shapes=entry.shapes,
        where=tuple(Definition(name=name, code=code, term=trees[name]) for name, code in where.items()),
        inputs=tuple(_vjp(to, trees, complex_numbers) for to in entry.inputs),
    )


def _vjp(to: Input, where: dict[str, Term | None], complex_numbers: bool) -> Vjp:
    tree = _closed(where | {"": term(to.code)})[""]
    return Vjp(
        input=to.name,
        each=to.each,
        formula=mathml(to.formula, complex_numbers),
        code=to.code,
        kind=to.kind or kind(tree),
        term=tree,
    )


def _closed(trees: dict[str, Term | None]) -> dict[str, Term | None]:
    """The same without those that speak of a name that has no tree itself."""
    closed: dict[str, Term | None] = {}
    for name, tree in trees.items():
        open_names = {known for known, its in closed.items() if its is None}
        closed[name] = None if tree is None or variables(tree) & open_names else tree
    return closed
