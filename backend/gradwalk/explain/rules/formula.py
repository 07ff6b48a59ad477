"""From LaTeX to presentation MathML (https://www.w3.org/TR/MathML3/chapter3.html)."""

import re
from functools import cache

from latex2mathml.converter import convert

# A word outside a command's name and outside \text{} and its like.
_WORD = re.compile(
    r"\\(?:text|operatorname)\{[^}]*\}|\\(?:begin|end)\{[a-z]+\}|\\[A-Za-z]+|([A-Za-z][A-Za-z_]*[A-Za-z])"
)
_CONJUGATE = re.compile(r"\\conj\{((?:[^{}]|\{[^{}]*\})*)\}")


@cache
def mathml(latex: str, complex_numbers: bool) -> str:
    """A formula as a `<math>` element; conjugates are written where numbers are complex."""
    latex = _CONJUGATE.sub(r"\\overline{\1}" if complex_numbers else r"\1", latex)
    return convert(_WORD.sub(_named, latex))


def _named(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else rf"\text{{{found[1]}}}"
