"""The frame that shows a recording in another page: what its address may ask for, and its code. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..recording.base import Words

_PATH = re.compile(r"/(?:g|embed)/([a-z2-7]{26})/?")
_STEP = re.compile(r"[0-9]{1,6}")
_SWITCH = frozenset({"0", "1"})
PANELS = ("inspector", "ledger", "memory", "console", "findings")
# What the query of a frame's address may hold; anything else is left out.
_WISHES: Mapping[str, frozenset[str]] = {
    "lang": frozenset({"en", "zh"}),
    "theme": frozenset({"light", "dark", "auto"}),
    "code": _SWITCH,
    "controls": _SWITCH,
    "readonly": _SWITCH,
    "autoplay": _SWITCH,
    "loop": _SWITCH,
    "speed": frozenset({"0.25", "0.5", "1", "2", "4"}),
}
# A frame may run our scripts and open what is clicked in a tab; it is of no origin, so it reaches nothing of either page.
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
TITLE = Words(en="Gradwalk: an autograd graph, step by step", zh="Gradwalk：逐步演示的自动求导计算图")


@dataclass(frozen=True, slots=True)
class Frame:
    """A recording as a frame is to show it: each wish is a parameter and a value that it may have."""

    id: str
    wishes: tuple[tuple[str, str], ...] = ()
    step: int | None = None

    @property
    def path(self) -> str:
        """Its address on the server."""
        query = f"?{urlencode(self.wishes, safe=',')}" if self.wishes else ""
        return f"/embed/{self.id}{query}" + ("" if self.step is None else f"#step={self.step}")


def frame_of(url: str, base: str) -> Frame | None:
    """The frame that an address on the server at `base` asks for, None if it is of another server or of no recording.

    Whether it is said to be http or https does not matter: the same page may be reached by both.
    """
    try:
        parts, own = urlsplit(url), urlsplit(base)
        host, port, own_host, own_port = parts.hostname, parts.port, own.hostname, own.port
    except ValueError:
        return None
    path = _PATH.fullmatch(parts.path)
    if parts.scheme not in ("http", "https") or (host, port) != (own_host, own_port) or parts.username or not path:
        return None
    asked = dict(parse_qsl(parts.query))
    wishes = [(name, asked[name]) for name, values in _WISHES.items() if asked.get(name) in values]
    panels = [name for name in asked.get("panels", "").split(",") if name in PANELS]
    if panels:
        wishes.append(("panels", ",".join(dict.fromkeys(panels))))
    step = dict(parse_qsl(parts.fragment)).get("step", "")
    return Frame(path[1], tuple(wishes), int(step) if _STEP.fullmatch(step) else None)


def code_of(frame: Frame, base: str, title: str, width: str, height: int) -> str:
    """The HTML that puts a frame into a page."""
    return (
        f'<iframe src="{escape(base + frame.path)}" title="{escape(title)}" width="{escape(width)}" height="{height}" '
        f'style="border:0;max-width:100%" loading="lazy" sandbox="{SANDBOX}"></iframe>'
    )
