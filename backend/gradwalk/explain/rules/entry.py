"""How a rule is written: one entry for the functions of one or more names."""

from dataclasses import dataclass

from ...recording.base import Words
from ...recording.rules import Kind
from .shapes import SAME


@dataclass(frozen=True, slots=True)
class Input:
    r"""What is sent to one input: `formula` in LaTeX, `code` in Python, of the names in `gradwalk.recording.rules.Vjp`.

    In LaTeX a word of two letters or more is a name, and `\conj{x}` is x for real numbers and its conjugate for complex
    ones. `kind` is how to show it, where that does not follow from the code.
    """

    name: str
    formula: str
    code: str
    each: bool = False
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule for the functions `names`. `inputs` are in the order of the function's edges, `where` is run before them."""

    names: tuple[str, ...]
    says: Words
    shapes: Words
    inputs: tuple[Input, ...]
    where: tuple[tuple[str, str], ...] = ()


def entry(
    *names: str, en: str, zh: str, shapes: Words, inputs: tuple[Input, ...], where: dict[str, str] | None = None
) -> Entry:
    """An entry of the catalogue; `en` and `zh` are its plain sentence."""
    return Entry(names, Words(en=en, zh=zh), shapes, inputs, tuple((where or {}).items()))


def unary(*names: str, formula: str, code: str, en: str, zh: str, where: dict[str, str] | None = None) -> Entry:
    """An entry of functions that compute each element from the one in its place; `formula` and `code` are what is sent."""
    sent = Input("self", f"g_{{self}} = {formula}", code, kind="elementwise")
    return entry(*names, en=en, zh=zh, shapes=SAME, inputs=(sent,), where=where)
