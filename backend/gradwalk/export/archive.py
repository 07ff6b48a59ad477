"""A recording and the player in one HTML file, which asks nothing of anyone and plays without a network."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Literal

from pydantic import Field

from ..errors import PlayerNotBuiltError
from ..recording.base import Asked, Count
from .frame import TITLE
from .words import Lang

# What the front end's build leaves here; it is part of the installed package.
_BUILT = Path(__file__).parent / "player"
_NEEDS = {
    "en": "This is a picture of the end of the walk; playing it needs JavaScript.",
    "zh": "这是演示结束时的静态图；播放需要启用 JavaScript。",
}


class Opening(Asked):
    """How a file opens: where the walk begins, in which theme and language; those of the reader's browser, if absent."""

    step: Count | None = Field(None, description="Where the walk begins; at step 1, if absent.")
    theme: Literal["auto", "light", "dark"] = "auto"
    lang: Lang | None = Field(None, description="That of the reader's browser, if absent.")


@dataclass(frozen=True, slots=True)
class Player:
    """The built player: a script that draws into `#root` what `#recording` holds, and its style. Neither ends in itself."""

    script: str
    style: str


def page(json: bytes, player: Player, opening: Opening, *, poster: bytes = b"", home: str | None = None) -> bytes:
    """The file.

    Nothing that the program says is markup in it: the recording is JSON without a `<`, and the poster is already escaped.
    Its policy lets this script and this style run and nothing else, and nothing be fetched.

    Args:
        json: the whole recording.
        player: what plays it.
        opening: how it opens.
        poster: an SVG that stands in where no script runs.
        home: the server that it came from, which its links lead to; without one it has no such links.
    """
    data = json.decode().replace("<", "\\u003c")
    lang = opening.lang or "en"
    chosen = {"lang": opening.lang, "theme": opening.theme, "step": opening.step, "home": home}
    attributes = "".join(f' data-{name}="{escape(str(it))}"' for name, it in chosen.items() if it is not None)
    policy = (
        f"default-src 'none'; script-src {_hashed(player.script)}; style-src-elem {_hashed(player.style)}; "
        # What moves is placed by attributes. The second is for browsers that do not know the two halves of it.
        "style-src-attr 'unsafe-inline'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return f"""<!doctype html>
<html lang="{lang}"{attributes}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(getattr(TITLE, lang))}</title>
<style>{player.style}</style>
</head>
<body>
<div id="root"></div>
<noscript>
<p>{_NEEDS[lang]}</p>
{_inline(poster)}
</noscript>
<script type="application/json" id="recording">{data}</script>
<script type="module">{player.script}</script>
</body>
</html>
""".encode()


@cache
def built() -> Player:
    """The player that this package carries.

    Raises:
        PlayerNotBuiltError: if it was installed from its source without a build of the front end.
    """
    try:
        return Player((_BUILT / "player.js").read_text("utf-8"), (_BUILT / "player.css").read_text("utf-8"))
    except FileNotFoundError:
        raise PlayerNotBuiltError from None


def _hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _inline(svg: bytes) -> str:
    text = svg.decode()
    return text[text.index("<svg ") :] if text else ""
