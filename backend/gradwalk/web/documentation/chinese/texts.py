"""All of the description's texts in Chinese."""

from collections.abc import Mapping

from . import answers, exports, graphs, others, slices

TOPICS = (answers, graphs, slices, exports, others)
_ALL: Mapping[str, str] = {en: zh for topic in TOPICS for en, zh in topic.TEXTS.items()}


def chinese(text: str) -> str:
    """A paragraph in Chinese, or as it is where that is not known. How its lines are broken does not matter."""
    return _ALL.get(" ".join(text.split()), text)
