"""Which boxes stand in which box: the program's calls, modules and iterations, and runs of equal ones as one. Pure.

A group is drawn around exactly what its scope made. Where that would turn a line upwards (a generator's body stops and goes on
later, so that what stands outside of it comes both after and before it), there is no box.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..recording.base import ScopeId
from ..recording.recording import Recording, Scope
from .drawing import Drawing, Node

ROOT = ""
# Above so many boxes groups start closed, and equal neighbours are folded into one.
MOST_OPEN = 300
# So many equal neighbours make a run; so many different ones at most repeat in it.
LEAST_RUN, LONGEST_PERIOD = 3, 4
# Groups are opened, the largest first, as long as there are fewer boxes than this, and not more than that afterwards.
FEW, ENOUGH = 4, 40


@dataclass(slots=True)
class Group:
    """A box around boxes. `scopes` has more than one entry if several repeat in a run; `count` says how often they do."""

    id: str
    scopes: tuple[ScopeId, ...]
    parent: str
    count: int = 1
    open: bool = True
    nodes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Groups:
    """All groups by their id, the picture itself among them as ROOT, and the group that each node stands in."""

    all: dict[str, Group]
    of: dict[str, str]

    def around(self, id: str) -> list[str]:
        """The groups that a node or a group stands in, from the inside out, ROOT last."""
        found = [self.of[id] if id in self.of else self.all[id].parent]
        while found[-1] != ROOT:
            found.append(self.all[found[-1]].parent)
        return found

    def inside_out(self) -> list[Group]:
        """Every group after those in it."""
        found, pending = [], [ROOT]
        while pending:
            group = self.all[pending.pop()]
            found.append(group)
            pending += group.groups
        return found[::-1]

    def dissolve(self, id: str) -> None:
        """Take a box away from around what stands in it."""
        gone = self.all.pop(id)
        around = self.all[gone.parent]
        place = around.groups.index(id)
        around.groups[place : place + 1] = gone.groups
        around.nodes += gone.nodes
        for inner in gone.groups:
            self.all[inner].parent = around.id
        for node in gone.nodes:
            self.of[node] = around.id


def group(recording: Recording, drawing: Drawing) -> Groups:
    """The groups of a drawing, those that start closed marked so."""
    groups = _scoped(recording, drawing)
    _straighten(groups, drawing)
    if len(drawing.nodes) > MOST_OPEN:
        _Folding(recording, drawing, groups).fold()
        _straighten(groups, drawing)
        _close(groups, {id for edge in drawing.edges for id in (edge.source, edge.target)})
    return groups


def _scoped(recording: Recording, drawing: Drawing) -> Groups:
    scopes = {scope.id: scope for scope in recording.scopes}
    groups = Groups({ROOT: Group(ROOT, (), ROOT)}, {})
    users: dict[str, list[str | None]] = defaultdict(list)
    for edge in drawing.edges:
        users[edge.source].append(drawing.nodes[edge.target].function)
    for node in drawing.nodes.values():
        if node.leaf_node is not None:
            users[node.leaf_node].append(node.function)
    for node in drawing.nodes.values():
        scope = _scope_of(recording, node, users[node.id], scopes)
        groups.of[node.id] = _added(groups, scope, scopes)
        groups.all[groups.of[node.id]].nodes.append(node.id)
    return groups


def _added(groups: Groups, scope: ScopeId | None, scopes: dict[ScopeId, Scope]) -> str:
    missing = []
    while scope is not None and f"scope-{scope}" not in groups.all:
        missing.append(scope)
        scope = scopes[scope].parent
    parent = ROOT if scope is None else f"scope-{scope}"
    for inner in reversed(missing):
        id = f"scope-{inner}"
        groups.all[id] = Group(id, (inner,), parent)
        groups.all[parent].groups.append(id)
        parent = id
    return parent


def _scope_of(
    recording: Recording, node: Node, users: Iterable[str | None], scopes: dict[ScopeId, Scope]
) -> ScopeId | None:
    if node.function is not None:
        return recording.functions[int(node.function[1:]) - 1].scope
    tensor = recording.tensors[int(str(node.tensor)[1:]) - 1]
    if not tensor.is_parameter:
        return tensor.scope
    # A parameter stands where it is used, not where it was made.
    return _common([recording.functions[int(user[1:]) - 1].scope for user in users if user], scopes)


def _common(inner: Iterable[ScopeId | None], scopes: dict[ScopeId, Scope]) -> ScopeId | None:
    """The innermost scope around all of these."""
    shared: list[ScopeId] | None = None
    for scope in inner:
        path: list[ScopeId] = []
        while scope is not None:
            path.append(scope)
            scope = scopes[scope].parent
        path.reverse()
        if shared is None:
            shared = path
        shared = [one for one, other in zip(shared, path, strict=False) if one == other]
    return shared[-1] if shared else None


def _straighten(groups: Groups, drawing: Drawing) -> None:
    """Dissolve the groups that a line goes out of and comes back into."""
    while circular := _circular(groups, drawing):
        for id in circular:
            groups.dissolve(id)


def _circular(groups: Groups, drawing: Drawing) -> list[str]:
    lines: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in drawing.edges:
        where, source, target = meeting(groups, edge.source, edge.target)
        lines[where].add((source, target))
    return [id for where, pairs in lines.items() for id in _in_circles(pairs) if id in groups.all and id != where]


def meeting(groups: Groups, source: str, target: str) -> tuple[str, str, str]:
    """The innermost group around two nodes, and what stands directly in it and holds the one and the other."""
    above, below = [source, *groups.around(source)], [target, *groups.around(target)]
    while len(above) > 1 and len(below) > 1 and above[-2] == below[-2]:
        above.pop()
        below.pop()
    return above[-1], above[-2], below[-2]


def _in_circles(pairs: set[tuple[str, str]]) -> Iterator[str]:
    """Those that a way leads back to: what is left when all that nothing, or only such, leads to or from is taken away."""
    left = set(pairs)
    while True:
        sources, targets = {source for source, _ in left}, {target for _, target in left}
        kept = {(source, target) for source, target in left if source in targets and target in sources}
        if len(kept) == len(left):
            yield from sorted(sources & targets)
            return
        left = kept


class _Folding:
    """Finds runs of equal neighbours and puts each into a group of its own."""

    def __init__(self, recording: Recording, drawing: Drawing, groups: Groups) -> None:
        self._functions = recording.functions
        self._scopes = {scope.id: scope for scope in recording.scopes}
        self._drawing = drawing
        self._groups = groups
        self._kinds: dict[object, int] = {}
        self._shapes: dict[str, int] = {}
        self._first: dict[str, int] = {}

    def fold(self) -> None:
        """From the inside out, so that equal outer ones hold equal runs."""
        for group in self._groups.inside_out():
            self._fold(group)
            if group.id != ROOT:
                self._measure(group)

    def _number(self, node: str) -> int | None:
        function = self._drawing.nodes[node].function
        return int(function[1:]) if function else None

    def _measure(self, group: Group) -> None:
        parts: list[tuple[int, object]] = []
        for node in group.nodes:
            number = self._number(node)
            if number is not None and self._drawing.nodes[node].kind in ("unit", "function"):
                parts.append((number, self._functions[number - 1].name))
        parts += [(self._first[inner], (self._shapes[inner],)) for inner in group.groups]
        parts.sort(key=lambda part: part[0])
        scopes = [self._scopes[id] for id in group.scopes]
        shape = (
            tuple((scope.kind, scope.module or scope.name) for scope in scopes),
            group.count,
            tuple(part for _, part in parts),
        )
        self._shapes[group.id] = self._kinds.setdefault(shape, len(self._kinds))
        self._first[group.id] = parts[0][0] if parts else 0

    def _fold(self, around: Group) -> None:
        order = sorted(around.groups, key=lambda id: self._first[id])
        between = sorted(number for node in around.nodes if (number := self._number(node)) is not None)
        shapes = [self._shapes[id] for id in order]
        folded: list[str] = []
        at = 0
        while at < len(order):
            period, count = _repeats(shapes, at)
            members = order[at : at + period * count]
            span = self._first[members[0]], self._first[members[-1]]
            if count >= LEAST_RUN and not any(span[0] < number < span[1] for number in between):
                folded.append(self._run(around, members, period, count))
            else:
                folded += (members := order[at : at + 1])
            at += len(members)
        around.groups = folded

    def _run(self, around: Group, members: list[str], period: int, count: int) -> str:
        scopes = tuple(self._groups.all[id].scopes[0] for id in members[:period])
        run = Group(f"run-{scopes[0]}", scopes, around.id, count, groups=members)
        self._groups.all[run.id] = run
        for id in members:
            self._groups.all[id].parent = run.id
        self._measure(run)
        return run.id


def _repeats(shapes: list[int], at: int) -> tuple[int, int]:
    """How many neighbours from here on repeat, and how often: the most boxes in all, and of those the shortest period."""
    best = (1, 1)
    for period in range(1, LONGEST_PERIOD + 1):
        end = at + period
        while end < len(shapes) and shapes[end] == shapes[end - period]:
            end += 1
        count = (end - at) // period
        if count >= LEAST_RUN and count * period > best[0] * best[1]:
            best = (period, count)
    return best


def _close(groups: Groups, joined: set[str]) -> None:
    for group in groups.all.values():
        group.open = group.id == ROOT
    shown = len(joined.intersection(groups.all[ROOT].nodes)) + len(groups.all[ROOT].groups)
    sizes: dict[str, int] = {}
    for group in groups.inside_out():
        sizes[group.id] = len(group.nodes) + sum(sizes[inner] for inner in group.groups)
    closed = list(groups.all[ROOT].groups)
    while closed and shown < FEW:
        largest = groups.all[max(closed, key=lambda id: sizes[id])]
        if largest.count > 1:
            return
        more = len(largest.nodes) + len(largest.groups) - 1
        if shown + more > ENOUGH:
            return
        largest.open = True
        closed.remove(largest.id)
        closed += largest.groups
        shown += more
