"""Text that the contract accepts: bounded, and free of what UTF-8 cannot say."""

NAME = 200
TEXT = 65_536


def name(text: str) -> str:
    """At most 200 characters; a cut is shown by an ellipsis."""
    clean = _encodable(text)
    return clean if len(clean) <= NAME else clean[: NAME - 1] + "…"


def text(content: str) -> str:
    """At most 65 536 characters."""
    return _encodable(content)[:TEXT]


def _encodable(content: str) -> str:
    return content.encode("utf-8", "backslashreplace").decode() if not content.isascii() else content
