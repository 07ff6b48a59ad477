"""The HTML of a recording in another page: a frame, and its picture where frames do not play. Pure."""

from html import escape

from ..export.frame import SANDBOX, TITLE
from ..export.words import Lang
from .wish import Wish

_TITLED = "gradwalk-still"
# What is printed, or has no scripts, shows the picture; everything else the frame. Each figure brings it: it is short, and hosts
# differ in how a page gets a style.
_STYLE = (
    ".gradwalk{margin:1em 0}.gradwalk iframe{display:block;width:100%;border:0}"
    f".gradwalk .{_TITLED}{{display:none;max-width:100%;height:auto}}"
    f"@media print{{.gradwalk{{break-inside:avoid}}.gradwalk iframe{{display:none!important}}"
    f".gradwalk .{_TITLED}{{display:block;max-height:90vh}}}}"
    f"@media (scripting:none){{.gradwalk iframe{{display:none!important}}.gradwalk .{_TITLED}{{display:block}}}}"
)


def titled(wish: Wish, lang: Lang) -> str:
    """What the frame is called, to those who have it read to them."""
    return wish.title or wish.caption or getattr(TITLE, wish.lang or lang)


def figure(frame: str, poster: str, wish: Wish, lang: Lang, id: str | None = None) -> str:
    """A figure.

    Args:
        frame: the address of what plays the recording.
        poster: that of its picture.
        wish: how to show it.
        lang: of the page around it.
        id: what links to it name.
    """
    title = escape(titled(wish, lang))
    caption = f"<figcaption>{escape(wish.caption)}</figcaption>" if wish.caption else ""
    named = f' id="{escape(id)}"' if id else ""
    return (
        f'<figure class="gradwalk"{named}><style>{_STYLE}</style>'
        f'<iframe src="{escape(frame)}" title="{title}" width="100%" height="{wish.height}" loading="lazy" '
        f'sandbox="{SANDBOX}"></iframe>'
        f'<img class="{_TITLED}" src="{escape(poster)}" alt="{title}">{caption}</figure>'
    )
