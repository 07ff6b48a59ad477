"""From LaTeX to presentation MathML (https://www.w3.org/TR/MathML3/chapter3.html)."""

import re
from functools import cache

from latex2mathml.converter import convert

# A word outside a command's name and outside \text{}.
_WORD = re.compile(r"\\text\{[^}]*\}|\\(?:begin|end)\{[a-z]+\}|\\[A-Za-z]+|([A-Za-z]{2,}[0-9]*|[A-Za-z][0-9]+)")
_INSIDE = r"((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"
_CONJUGATE = re.compile(rf"\\conj\{{{_INSIDE}\}}(\^\\top|\^\{{-\\top\}})?")
_ADJOINT = {"": "^{*}", r"^\top": "^{H}", r"^{-\top}": "^{-H}"}
_SIMPLE = re.compile(r"\\?\w+|\\lambda_\w|.*\)")


@cache
def mathml(latex: str, complex_numbers: bool) -> str:
    """A formula as a `<math>` element; conjugates (`*`, with a transpose `H`) are written where numbers are complex."""
    latex = _CONJUGATE.sub(_conjugate if complex_numbers else r"\1\2", latex).replace(r"\operatorname", r"\text")
    return convert(_WORD.sub(_named, latex))


def _conjugate(found: re.Match[str]) -> str:
    what, transposed = found[1], found[2] or ""
    if what.endswith(r"^{-\top}"):
        what, transposed = what.removesuffix(r"^{-\top}"), r"^{-\top}"
    return f"{{{what if _SIMPLE.fullmatch(what) else f'({what})'}{_ADJOINT[transposed]}}}"


def _named(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else rf"\text{{{found[1]}}}"
