"""What the pages of a recording say in their head to those who link to them: oEmbed's discovery, and a card. Pure."""

from html import escape
from urllib.parse import quote

from ..export.frame import TITLE

_DESCRIPTION = "A PyTorch program, and what autograd did: the graph it built, and how the gradients flowed back."


def linked(base: str, path: str, id: str) -> str:
    """The head's lines for the page at `path`, which shows the recording `id`, on the server at `base`."""
    address = f"{base}{path}"
    oembed = f"{base}/oembed?format=json&url={quote(address, safe='')}"
    card = {
        "og:type": "website",
        "og:site_name": "Gradwalk",
        "og:title": TITLE.en,
        "og:description": _DESCRIPTION,
        "og:url": f"{base}/g/{id}",
        "og:image": f"{base}/embed/{id}.png",
        "og:image:type": "image/png",
    }
    lines = [
        f'<link rel="alternate" type="application/json+oembed" href="{escape(oembed)}" title="{escape(TITLE.en)}">',
        *(f'<meta property="{name}" content="{escape(text)}">' for name, text in card.items()),
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    return "\n".join(lines) + "\n"


def ahead(id: str) -> str:
    """The head's line that has a frame's recording come beside its scripts, not after them."""
    return f'<link rel="preload" as="fetch" crossorigin href="/api/v1/graphs/{id}">\n'


def allowed(key: str) -> str:
    """The head's line that lets a page run programs from a frame of no origin."""
    return f'<meta name="gradwalk-frame" content="{escape(key)}">\n'
