"""Long lines that go beside the picture: with a station in every layer that it passes, each would push everything aside. Pure."""

from collections import Counter
from collections.abc import Sequence

from .layers import Pair

BESIDE, APART = 48.0, 28.0
# Lines of a box that has more of them than this go together, if they pass more than a layer or two.
FAN, SHORT = 8, 2


def long_lines(layers: Sequence[int], lines: Sequence[Pair], stations: int) -> set[int]:
    """Those that fan out from or come together at one box, and the longest of the others, equally long ones together.

    Those that are left pass no more than so many `stations` in all.
    """
    fans = Counter(
        end
        for source, target in lines
        if layers[target] - layers[source] - 1 > SHORT
        for end in (("from", source), ("to", target))
    )
    fanned = {
        number
        for number, (source, target) in enumerate(lines)
        if layers[target] - layers[source] - 1 > SHORT and max(fans["from", source], fans["to", target]) > FAN
    }
    rest = {number: layers[target] - layers[source] - 1 for number, (source, target) in enumerate(lines)}
    rest = {number: span for number, span in rest.items() if number not in fanned}
    return fanned | _longest(rest, stations)


def _longest(spans: dict[int, int], stations: int) -> set[int]:
    passed, longest = sum(spans.values()), max(spans.values(), default=0)
    for span in sorted(spans.values(), reverse=True):
        if passed <= stations:
            break
        passed -= span
        longest = span - 1
    return {number for number, span in spans.items() if span > longest}


def channels_of(
    long: Sequence[int], lines: Sequence[Pair], layers: Sequence[int], left: float, right: float
) -> dict[int, float]:
    """How far left or right of everything each long line goes down.

    Lines from one box go down together on the left, lines to one box on the right; nothing else shares a channel where it is.
    """
    sources, targets = Counter(lines[number][0] for number in long), Counter(lines[number][1] for number in long)
    bundles: dict[tuple[str, int], list[int]] = {}
    for number in long:
        source, target = lines[number]
        if sources[source] >= targets[target] and sources[source] > 1:
            key = ("left", source)
        elif targets[target] > 1:
            key = ("right", target)
        else:
            key = ("line", number)
        bundles.setdefault(key, []).append(number)
    taken: dict[bool, list[int]] = {True: [], False: []}
    places: dict[int, float] = {}
    starts = {key: min(layers[lines[number][0]] for number in bundle) for key, bundle in bundles.items()}
    for key in sorted(bundles, key=lambda key: (starts[key], key)):
        bundle = bundles[key]
        leftward = key[0] == "left"
        ends = taken[leftward]
        channel = next((n for n, end in enumerate(ends) if end <= starts[key]), len(ends))
        ends[channel : channel + 1] = [max(layers[lines[number][1]] for number in bundle)]
        offset = BESIDE + channel * APART
        for number in bundle:
            places[number] = left - offset if leftward else right + offset
    return places
