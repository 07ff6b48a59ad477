"""How a rule is written: one entry for the functions of one or more names."""

from dataclasses import dataclass

from ...recording.base import Words


@dataclass(frozen=True, slots=True)
class Input:
    r"""What is sent to one input. `formula` is LaTeX, `code` Python; their names are those of `gradwalk.recording.rules.Vjp`.

    In LaTeX a word of two letters or more is a name, and `\conj{x}` is x for real numbers and its conjugate for complex ones.
    """

    name: str
    formula: str
    code: str
    each: bool = False


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
