"""What an author asks for beside a program: how to run it, and how the page shows it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from ..errors import GradwalkError
from ..export.archive import Opening
from ..export.colours import Theme
from ..export.picture import Look
from ..export.words import Lang
from ..recording.recording import Options

_WORDS = {"lang": ("en", "zh"), "theme": ("auto", "light", "dark")}
_MOST = {"step": 1_000_000, "height": 10_000, "seed": 2**63 - 1, "max-values": 1_000_000}
NAMES = ("step", "lang", "theme", "height", "title", "caption", "seed", "max-values", "fails")


class WishError(GradwalkError, ValueError):
    """An option that there is not, or that is not of its kind."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`fails` says that the program is meant to end with an error. Where no language or theme is said, it is the reader's."""

    step: int | None = None
    lang: Lang | None = None
    theme: str = "auto"
    height: int = 460
    title: str | None = None
    caption: str | None = None
    seed: int = 0
    max_values: int = 64
    fails: bool = False

    @property
    def options(self) -> Options:
        """How the program is to be run."""
        return Options(seed=self.seed, max_values=self.max_values)

    @property
    def look(self) -> Look:
        """How its picture is to be drawn: after the last step, if none is said."""
        theme: Theme = "dark" if self.theme == "dark" else "light"
        return Look(step=self.step, theme=theme, lang=self.lang or "en")

    @property
    def opening(self) -> Opening:
        """How a page that plays it is to open."""
        return Opening.model_validate({"step": self.step, "theme": self.theme, "lang": self.lang})

    @property
    def address(self) -> str:
        """What the address of a frame ends with."""
        query = {"lang": self.lang, "theme": None if self.theme == "auto" else self.theme}
        asked = urlencode({name: it for name, it in query.items() if it is not None})
        return (f"?{asked}" if asked else "") + ("" if self.step is None else f"#step={self.step}")


def wish_of(options: Mapping[str, str], usual: Wish | None = None) -> Wish:
    """What some options, written as text, ask for.

    Args:
        options: by their names in NAMES.
        usual: what holds where they say nothing.

    Raises:
        WishError: naming the first that is wrong, and what it may be.
    """
    found: dict[str, Any] = {}
    for name, text in options.items():
        given = text.strip()
        match name:
            case "step" | "height" | "seed" | "max-values":
                if not given.isascii() or not given.isdecimal() or int(given) > _MOST[name]:
                    raise WishError(f"{name}: {given!r} is no whole number up to {_MOST[name]}")
                found[name.replace("-", "_")] = int(given)
            case "lang" | "theme":
                if given not in _WORDS[name]:
                    raise WishError(f"{name}: {given!r} is none of {', '.join(_WORDS[name])}")
                found[name] = given
            case "title" | "caption":
                found[name] = given or None
            case "fails":
                found[name] = given.lower() not in ("0", "false", "no")
            case _:
                raise WishError(f"there is no option {name}; there are {', '.join(NAMES)}")
    return replace(usual or Wish(), **found)
