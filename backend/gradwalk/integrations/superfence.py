"""A custom fence `gradwalk` for `pymdownx.superfences`: a program in Markdown becomes a figure."""

import logging
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from ..errors import GradwalkError
from .figure import figure
from .here import Here
from .made import NotMadeError, Publish
from .there import There
from .wish import NAMES, Wish, WishError, wish_of

_LOG = logging.getLogger("gradwalk")

# What is wrong with a program: a sentence, and the line of it, from 1.
Warn = Callable[[str, str, int | None], None]


class Fence:
    """What superfences calls.

    Args:
        workshop: makes recordings.
        publish: puts files beside the pages.
        warn: is told of the program, what is wrong with it, and its line.
        usual: what holds where a fence says nothing.
    """

    def __init__(self, workshop: Here | There, publish: Publish, warn: Warn, usual: Wish | None = None) -> None:
        self._workshop, self._publish, self._warn = workshop, publish, warn
        self._usual = usual or Wish()

    @property
    def custom_fence(self) -> dict[str, Any]:
        """The entry of superfences' `custom_fences`."""
        return {"name": "gradwalk", "class": "gradwalk", "format": self.format, "validator": self.validate}

    def validate(self, language: str, inputs: Mapping[str, str], options: dict[str, Any], *_: Any) -> bool:  # noqa: ARG002
        """Take up what stands beside the fence's name. What is wrong is told with the program."""
        # A word alone is a switch: superfences gives it its own name for a value.
        options.update({name: str(value) for name, value in inputs.items()})
        return True

    def format(self, source: str, language: str, css_class: str, options: Mapping[str, str], *_: Any, **__: Any) -> str:  # noqa: ARG002
        """The figure of a program, or its text where there is no recording of it."""
        try:
            wish = wish_of(options, self._usual)
        except WishError as error:
            self._warn(source, str(error), None)
            wish = wish_of({name: text for name, text in options.items() if _is_right(name, text)}, self._usual)
        try:
            made = self._workshop.make(source, wish)
            shown = figure(made.frame(wish, self._publish), made.poster(wish, self._publish), wish, wish.lang or "en")
            if made.problem and not wish.fails:
                self._warn(source, made.problem.says, made.problem.line)
        except NotMadeError as error:
            self._warn(source, str(error), error.line)
        except GradwalkError as error:
            self._warn(source, str(error), None)
        else:
            return shown
        return f'<pre class="gradwalk"><code class="language-python">{escape(source)}</code></pre>'


def fence(
    *,
    server: str | None = None,
    folder: str = "site/gradwalk",
    address: str = "/gradwalk",
    cache: str = ".cache/gradwalk",
) -> dict[str, Any]:
    """The entry of `custom_fences`, for whatever renders Markdown with superfences.

    Args:
        server: what runs the programs, as https://gradwalk.example; None: they are run here, in the sandbox.
        folder: where what the pages show is put.
        address: that of this folder.
        cache: the folder of what was recorded.
    """

    def publish(name: str, make: Callable[[], bytes]) -> str:
        put(Path(folder) / name, make)
        return f"{address.rstrip('/')}/{name}"

    def warn(source: str, says: str, line: int | None) -> None:  # noqa: ARG001 - Markdown does not say where it stands
        _LOG.warning("%s%s", says, "" if line is None else f" (line {line} of the program)")

    kept = Path(cache)
    workshop: Here | There = There(server, kept) if server else Here(kept)
    made = Fence(workshop, publish, warn)

    def format(*given: Any, **named: Any) -> str:  # noqa: A001 - what superfences calls it
        # Nobody says which page is the last.
        try:
            return made.format(*given, **named)
        finally:
            workshop.close()

    return made.custom_fence | {"format": format}


def put(path: Path, make: Callable[[], bytes]) -> None:
    """Write a file, unless it is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())


def _is_right(name: str, text: str) -> bool:
    try:
        wish_of({name: text})
    except WishError:
        return False
    return name in NAMES
