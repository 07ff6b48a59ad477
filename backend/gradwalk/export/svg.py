"""Graphviz's SVG with a role, a title and a description, and a title for each node and edge. Pure."""

import re
from html import unescape

from .picture import Picture
from .texts import markup
from .words import Lang

_HEAD = re.compile(r"<svg ([^>]*)>")
_TITLE = re.compile(r"<title>([^<]*)</title>")
# A process that draws one graph after another counts them in here.
_GRAPH = re.compile(r'<g id="[^"]*graph\d+"')
# graphviz wraps what has a tooltip in a link that leads nowhere; titles say the same.
_LINK = re.compile(r'<g id="a_[^"]*"><a [^>]*>\n|</a>\n</g>\n')


def accessible(drawn: bytes, picture: Picture, lang: Lang) -> bytes:
    """What graphviz drew, as an image that can be read aloud.

    Args:
        drawn: graphviz's SVG of the picture's DOT.
        picture: what was drawn.
        lang: the language of its words.
    """
    text = drawn.decode()
    text = _LINK.sub("", text[text.index("<svg ") :])
    text = _GRAPH.sub('<g id="graph"', text.replace('"transparent"', '"none"'), count=1)
    text = _TITLE.sub(lambda found: _titled(unescape(found[1]), picture), text)
    spoken = f"<title>{markup(picture.title)}</title>\n<desc>{markup(picture.description)}</desc>\n"
    head = rf'<svg role="img" lang="{lang}" xml:lang="{lang}" \1>'
    opened = _HEAD.sub(lambda found: found.expand(head) + "\n" + spoken, text, count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}'.encode()


def _titled(name: str, picture: Picture) -> str:
    title = picture.titles.get(name)
    return "" if title is None else f"<title>{markup(title)}</title>"
