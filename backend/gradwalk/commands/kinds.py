"""The kinds of file that `gradwalk record` writes, and what each of them can be told. Pure."""

from collections.abc import Collection
from typing import Literal

Kind = Literal["json", "html", "anim.svg", "dot", "svg", "png", "pdf"]

_LOOK = ("theme", "lang")
# What changes something in it, of what is said of how it is to look; `.anim.svg` before `.svg`, which is its end.
_TAKES: dict[Kind, tuple[str, ...]] = {
    "json": (),
    "html": ("step", *_LOOK),
    "anim.svg": ("from", "to", *_LOOK),
    "dot": ("step", *_LOOK),
    "svg": ("step", *_LOOK),
    "png": ("step", *_LOOK),
    "pdf": ("step", *_LOOK),
}
KINDS = tuple(_TAKES)
LOOKS = ("step", "from", "to", *_LOOK)


def kind_of(name: str) -> Kind | None:
    """The kind of a file, by the end of its name."""
    return next((kind for kind in KINDS if name.lower().endswith(f".{kind}")), None)


def misplaced(kind: Kind, options: Collection[str]) -> list[str]:
    """A sentence for each of these options that a file of this kind does not depend on."""
    return [_sentence(kind, name) for name in options if name not in _TAKES[kind]]


def _sentence(kind: Kind, name: str) -> str:
    ends = ", ".join(f".{other}" for other in KINDS if name in _TAKES[other])
    instead = " Which steps it shows is said with --from and --to." if (kind, name) == ("anim.svg", "step") else ""
    return f"--{name}: it changes nothing in a .{kind} file, but in {ends}.{instead}"
