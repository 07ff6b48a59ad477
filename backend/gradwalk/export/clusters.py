"""The labelled boxes around boxes: calls, modules and iterations, open or closed as the player first shows them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..layout.drawing import Drawing, Edge
from ..layout.groups import ROOT, Group, Groups, group
from ..recording.recording import Recording, Scope


@dataclass(frozen=True, slots=True)
class Label:
    """`strong` is a module's class, `code` what the program calls it, `count` which iteration it is or how often it repeats."""

    strong: str
    code: str
    count: str

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(part for part in (self.strong, self.code, self.count) if part)


class Clusters:
    """The groups of a drawing, and what of it is seen: what stands in a closed group is seen as that group.

    Args:
        recording: what is drawn.
        drawing: its boxes and lines.
    """

    def __init__(self, recording: Recording, drawing: Drawing) -> None:
        self._recording = recording
        self._groups: Groups = group(recording, drawing)
        self._shown = {id: self._outermost_closed(id) or id for id in drawing.nodes}
        self.root = self._groups.all[ROOT]
        self.boxes = len(set(self._shown.values()))

    def inside(self, outer: Group) -> Iterator[Group]:
        """The groups that stand directly in one."""
        return (self._groups.all[id] for id in outer.groups)

    def nodes(self, closed: Group) -> list[str]:
        """Every node in a group, and in those in it."""
        return [*closed.nodes, *(id for inner in self.inside(closed) for id in self.nodes(inner))]

    def shows(self, node: str) -> str:
        """What a node is seen as: itself, or the id of the outermost closed group around it."""
        return self._shown[node]

    def lines(self, drawing: Drawing) -> dict[tuple[str, str], list[Edge]]:
        """The lines that are seen, by what they join. Several are one where they end at a closed group."""
        lines: dict[tuple[str, str], list[Edge]] = {}
        for edge in drawing.edges:
            ends = self._shown[edge.source], self._shown[edge.target]
            if ends[0] != ends[1]:
                lines.setdefault(ends, []).append(edge)
        return lines

    def label(self, of: Group) -> Label:
        """What stands at a group, as the player writes it."""
        scopes = [self._recording.scopes[int(id[1:]) - 1] for id in of.scopes]
        count = f"×{of.count}" if of.count > 1 else ""
        if len(scopes) > 1:
            return Label("", ", ".join(map(_name, scopes)), count)
        scope = scopes[0]
        match scope.kind:
            case "module":
                return Label(scope.module or "", "" if scope.name == scope.module else scope.name, count)
            case "iteration":
                return Label("", scope.name, count or f"· {scope.iteration or 0}")
            case _:
                return Label("", scope.name, count)

    def _outermost_closed(self, node: str) -> str | None:
        return next((id for id in reversed(self._groups.around(node)) if not self._groups.all[id].open), None)


def _name(scope: Scope) -> str:
    return f"{scope.module} {scope.name}" if scope.kind == "module" and scope.name != scope.module else scope.name
