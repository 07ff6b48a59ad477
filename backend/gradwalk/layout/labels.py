"""How much room a group's label takes: the front end writes it, and measures nothing itself. Pure; lengths in px."""

from collections.abc import Sequence
from math import ceil

from ..recording.recording import Recording, Scope
from .groups import Group
from .sizes import MONO, SANS, Size

CLOSED_HEIGHT, STACKED = 36.0, 4.0
# A label is cut here; the count, the iteration and the button that opens the group are never cut.
LABEL = 34
BUTTON, SIDES, SPACE = 30.0, 28.0, 9.0


def closed_size(recording: Recording, group: Group) -> Size:
    """The box that stands for a closed group; that of a run looks like several."""
    return Size(max(140.0, _label(recording, group)), CLOSED_HEIGHT + (STACKED if group.count > 1 else 0.0))


def opened_width(recording: Recording, group: Group) -> float:
    """The least width of an open group: its label stands in its upper left corner."""
    return _label(recording, group)


def _label(recording: Recording, group: Group) -> float:
    scopes = [recording.scopes[int(id[1:]) - 1] for id in group.scopes]
    width = min(_width(scopes), LABEL * MONO)
    count = (len(str(group.count)) + 1) * MONO + SPACE if group.count > 1 else 0.0
    return ceil(width + count + BUTTON + SIDES)


def _width(scopes: Sequence[Scope]) -> float:
    return sum(_part(scope) for scope in scopes) + (len(scopes) - 1) * (SPACE + MONO)


def _part(scope: Scope) -> float:
    name = len(scope.name) * MONO
    if scope.kind == "module" and scope.module is not None:
        return len(scope.module) * (SANS + 1) + (SPACE + name if scope.name != scope.module else 0.0)
    return name + (5 * MONO if scope.kind == "iteration" else 0.0)
