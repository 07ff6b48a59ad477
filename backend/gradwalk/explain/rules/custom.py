"""The rule of a custom `torch.autograd.Function`: its own `backward`, as it stands in the program."""

import ast
import textwrap

from ...recording.base import Span, Words
from ...recording.rules import Rule, Source

_SAYS = Words(
    en="A custom function: what it sends is what its own `backward` returns, one gradient an argument of `forward`.",
    zh="自定义函数：传出的就是它自己的 `backward` 返回的内容，`forward` 的每个参数对应一个梯度。",
)
_SHAPES = Words(
    en="`backward` gets a gradient of each output's shape and must return one of each input's shape, or None.",
    zh="`backward` 收到与各输出同形的梯度，必须为每个输入返回同形的梯度，或返回 None。",
)
_SUFFIX = "Backward"


class CustomFunctions:
    """The custom functions that a program defines, by the names of their nodes (`SquareBackward`).

    Args:
        source: the program. One that is no Python has none.
    """

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self._classes: dict[str, ast.ClassDef] = {}
        else:
            self._classes = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}

    def rule(self, function: str) -> Rule | None:
        """The rule of the functions of this name; None if no class of the program is behind it."""
        owner = self._classes.get(function.removesuffix(_SUFFIX)) if function.endswith(_SUFFIX) else None
        backward = owner and self._backward(owner, set())
        if owner is None or backward is None:
            return None
        lines = self._lines[backward.lineno - 1 : backward.end_lineno]
        source = Source(span=self._span(backward), class_span=self._span(owner), text=textwrap.dedent("\n".join(lines)))
        return Rule(says=_SAYS, shapes=_SHAPES, source=source)

    def _backward(self, owner: ast.ClassDef, seen: set[str]) -> ast.FunctionDef | None:
        """Its own or the inherited `backward` (or `vjp`, torch's other name of it)."""
        seen.add(owner.name)
        for wanted in ("backward", "vjp"):
            for node in owner.body:
                if isinstance(node, ast.FunctionDef) and node.name == wanted:
                    return node
        for base in owner.bases:
            if isinstance(base, ast.Name) and base.id in self._classes and base.id not in seen:
                return self._backward(self._classes[base.id], seen)
        return None

    def _span(self, node: ast.FunctionDef | ast.ClassDef) -> Span:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Span(
            line=node.lineno,
            column=self._column(node.lineno, node.col_offset),
            end_line=node.end_lineno,
            end_column=self._column(node.end_lineno, node.end_col_offset),
        )

    def _column(self, line: int, offset: int) -> int:
        return len(self._lines[line - 1].encode()[:offset].decode())
