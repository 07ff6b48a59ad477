"""The colours of pictures: those of the player's two themes."""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Colours:
    """`soft` is behind text of the same phase; `faint` is for what is not there yet."""

    paper: str
    surface: str
    sunken: str
    edge: str
    ink: str
    faint: str
    forward: str
    forward_soft: str
    backward: str
    backward_soft: str


COLOURS: dict[Theme, Colours] = {
    "light": Colours(
        "#f6f4ef", "#ffffff", "#ece9e2", "#857f73", "#1b1a17", "#635e55", "#1b5aa6", "#e2edf9", "#9c4300", "#fdebd7"
    ),
    "dark": Colours(
        "#141517", "#1d1f22", "#2a2d31", "#7f858d", "#f0eee9", "#a5a39d", "#8fc0fa", "#1d3048", "#ffb777", "#412a14"
    ),
}
