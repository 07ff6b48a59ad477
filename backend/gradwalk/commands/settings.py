"""`gradwalk settings`: every choice of the operator, what it is now and else, and what it does."""

from collections.abc import Iterator

from ..settings import Settings


def table(settings: Settings) -> Iterator[str]:
    """Two lines a setting: the variable with its value, and its default where that is another; what it does."""
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        changed = "" if value == field.default else f"    (default: {_shown(field.default)})"
        yield f"GRADWALK_{name.upper()}={_shown(value)}{changed}"
        yield f"    {field.description}"


def _shown(value: object) -> str:
    if value is None:
        return ""
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
