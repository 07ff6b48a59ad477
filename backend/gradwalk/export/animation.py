"""A walk as an SVG that moves by itself, for slides: each step's picture, of which every part is kept once. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from ..recording.base import Asked, Count
from ..recording.recording import Recording
from ..recording.steps import Accumulate, Backward
from ..recording.steps import Node as Ran
from .colours import COLOURS, Colours, Theme
from .picture import Picture
from .texts import markup
from .words import Lang, say

_SECONDS, _REST_SECONDS = 1.4, 2.0
_CAPTION, _LEAST_WIDTH = 40.0, 400.0
# So many pictures at most, and fewer of large graphs: together they have about so many boxes.
_MOST_FRAMES, _MOST_BOXES = 60, 6000
_VIEW = re.compile(r'viewBox="0(?:\.0+)? 0(?:\.0+)? ([\d.]+) ([\d.]+)"')
_PLACED = re.compile(r'<g id="graph" class="graph" transform="([^"]*)">\n')
_PART = re.compile(r'<g id="((?:clust|node|edge)\d+)" class="(\w+)">\n(.*?)</g>\n', re.DOTALL)

# From the first frame that shows something to the one after the last.
_Span = tuple[int, int]


class Motion(Asked):
    """Which steps are shown, and how. Without bounds it is backward: from where it is called to the last gradient."""

    start: Count | None = Field(
        None, alias="from", description="The first step shown; where backward is called, if absent."
    )
    stop: Count | None = Field(
        None, alias="to", description="The last step shown; where backward has ended, if absent."
    )
    theme: Theme = "light"
    lang: Lang = "en"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn after a step: graphviz's SVG, made accessible, of a picture."""

    position: int
    svg: str
    picture: Picture


def positions(recording: Recording, motion: Motion, boxes: int) -> list[int]:
    """After how many steps each frame is, in order. Of many steps some are left out, but never the last."""
    total = len(recording.steps)
    calls = [step.index + 1 for step in recording.steps if isinstance(step, Backward)]
    ends = [step.index + 1 for step in recording.steps if isinstance(step, Ran | Accumulate)]
    first = motion.start if motion.start is not None else (calls[0] if calls else 0)
    last = motion.stop if motion.stop is not None else (ends[-1] if ends else total)
    last = min(last, total)
    first = min(first, last)
    most = max(2, min(_MOST_FRAMES, _MOST_BOXES // max(1, boxes)))
    every = -(-(last - first + 1) // most)
    return list(range(last, first - 1, -every))[::-1]


def animated(frames: Sequence[Frame], theme: Theme, lang: Lang) -> bytes:
    """The SVG of some frames, all of one drawing: boxes keep their places from step to step.

    It plays for ever, in any browser and without a script. Who wants no motion, or prints it, sees the last frame.

    Args:
        frames: at least one.
        theme: of their colours.
        lang: of their words.
    """
    last, colours = frames[-1], COLOURS[theme]
    view, placed = _VIEW.search(last.svg), _PLACED.search(last.svg)
    assert view is not None
    assert placed is not None
    width, height = float(view[1]), float(view[2])
    wide = max(width, _LEAST_WIDTH)
    kept = _Kept(len(frames))
    each = [{found[1]: found for found in _PART.finditer(frame.svg)} for frame in frames]
    parts = [
        kept.part(f'<g class="{part[2]}"', [parts[id][3] if id in parts else "" for parts in each])
        for id, part in each[-1].items()
    ]
    caption = kept.part("<g", [_caption(frame, frames, wide, height, colours) for frame in frames])
    title = say("walk", lang, first=frames[0].position, last=last.position)
    shift = f'<g transform="translate({(wide - width) / 2:.1f} 0)">' if wide > width else "<g>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg role="img" lang="{lang}" xml:lang="{lang}" width="{wide:.0f}pt" height="{height + _CAPTION:.0f}pt" \
viewBox="0 0 {wide:.1f} {height + _CAPTION:.1f}" xmlns="http://www.w3.org/2000/svg">
<title>{markup(title)}</title>
<desc>{markup(last.picture.title)}. {markup(last.picture.description)}</desc>
<style>{kept.style()}</style>
<rect width="100%" height="100%" fill="{colours.paper}"/>
{shift}<g transform="{placed[1]}">
{"".join(parts)}</g></g>
{caption}</svg>
""".encode()


class _Kept:
    """What is shown in some of the frames, and when."""

    def __init__(self, frames: int) -> None:
        self._frames = frames
        self._spans: dict[_Span, None] = {}

    def part(self, opening: str, contents: Sequence[str]) -> str:
        """A part of the drawing: each of its contents once for every stretch of frames that has it."""
        shown: list[str] = []
        start = 0
        for frame in range(1, self._frames + 1):
            if frame < self._frames and contents[frame] == contents[start]:
                continue
            if contents[start]:
                shown.append(self._stretch(opening, (start, frame), contents[start]))
            start = frame
        return "".join(shown)

    def _stretch(self, opening: str, span: _Span, content: str) -> str:
        if span == (0, self._frames):
            return f"{opening}>\n{content}</g>\n"
        self._spans[span] = None
        names = f"m m{span[0]}-{span[1]}{' last' if span[1] == self._frames else ''}"
        classed = (
            opening.replace('class="', f'class="{names} ') if "class=" in opening else f'{opening} class="{names}"'
        )
        return f"{classed}>\n{content}</g>\n"

    def style(self) -> str:
        """When each stretch is seen."""
        seconds = self._frames * _SECONDS + _REST_SECONDS
        rules = [".m{visibility:hidden}.last{visibility:visible}"]
        moves = []
        for start, end in self._spans:
            moves.append(f".m{start}-{end}{{animation:k{start}-{end} {seconds:g}s step-end infinite}}")
            begin, stop = (100 * frame * _SECONDS / seconds for frame in (start, end))
            seen = f"{begin:.3f}%{{visibility:visible}}"
            before = "0%{visibility:hidden}" if start else ""
            after = f"{stop:.3f}%{{visibility:hidden}}" if end < self._frames else ""
            moves.append(f"@keyframes k{start}-{end}{{{before}{seen}{after}}}")
        # Printed, and for whoever wants no motion, it is the last.
        rules.append(f"@media screen and (prefers-reduced-motion:no-preference){{{''.join(moves)}}}" if moves else "")
        return "".join(rules)


def _caption(frame: Frame, frames: Sequence[Frame], width: float, height: float, colours: Colours) -> str:
    """The step in words, and how far the walk has come."""
    first, last = frames[0].position, frames[-1].position
    along = (frame.position - first) / (last - first) if last > first else 1.0
    room = width - 24
    return (
        f'<text x="12" y="{height + 14:.1f}" font-family="sans-serif" font-size="12" fill="{colours.ink}">'
        f"{markup(frame.picture.title)}</text>\n"
        f'<rect x="12" y="{height + 24:.1f}" width="{room:.1f}" height="4" rx="2" fill="{colours.sunken}"/>\n'
        f'<rect x="12" y="{height + 24:.1f}" width="{room * along:.1f}" height="4" rx="2" fill="{colours.backward}"/>\n'
    )


def boxes_of(picture: Picture) -> int:
    """How many boxes a picture has."""
    return sum("->" not in name for name in picture.titles)
