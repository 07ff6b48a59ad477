"""The edges of a new function, labelled with what went into the call wherever that is certain."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .timeline import Row

Target = tuple[str | None, int]

# Calls whose one function has an edge for each operand, in order; the operands' names in torch's derivatives.yaml.
_PAIRS = {
    **dict.fromkeys(("add", "sub", "mul", "div", "true_divide", "maximum", "minimum", "fmod"), ("self", "other")),
    **dict.fromkeys(("multiply", "subtract", "divide", "remainder", "atan2"), ("self", "other")),
    "pow": ("self", "exponent"),
    "matmul": ("self", "other"),
    "mm": ("self", "mat2"),
    "mv": ("self", "vec"),
    "bmm": ("self", "mat2"),
    "dot": ("self", "tensor"),
}
_LISTS = {"cat", "stack", "concat", "hstack", "vstack"}


@dataclass(slots=True)
class Operand:
    """A tensor or number that went into a call; `target` is where the gradient of a tensor that requires one goes."""

    tensor: str | None
    constant: Any
    target: Target | None
    argument: str | None


@dataclass(slots=True)
class Operands:
    """What went into the call `name`, in order."""

    name: str
    given: Sequence[Operand]
    # The tensor that a target is where the gradient goes of; None where there are several.
    by_target: dict[Target, str | None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for given in self.given:
            target, tensor = given.target, given.tensor
            if target is not None and tensor is not None:
                self.by_target[target] = tensor if self.by_target.get(target, tensor) == tensor else None


def argument_names(op: str) -> tuple[str, ...]:
    """The names of the operands of `op`, where they are certain."""
    return _PAIRS.get(op, _PAIRS.get(op.removesuffix("_"), ()))


def edges(targets: Sequence[Target], operands: Operands | None, alone: bool) -> list[Row]:
    """One row an entry of `next_functions`.

    Args:
        targets: the functions, by id, and output numbers that the edges lead to; None where no gradient goes.
        operands: what went into the call.
        alone: whether the call made just this function.
    """
    by_target = operands.by_target if operands else {}
    placed = _placed(targets, operands) if operands and alone else None
    rows = []
    for number, target in enumerate(targets):
        name = target[0]
        operand = placed[number] if placed else None
        row: Row
        if name is not None:
            row = {"kind": "function", "function": name, "output_nr": target[1]}
            tensor = by_target.get(target)
            if tensor is not None:
                row["tensor"] = tensor
        elif operand is None:
            row = {"kind": "constant"}
        elif operand.tensor is not None:
            row = {"kind": "constant", "tensor": operand.tensor}
        else:
            row = {"kind": "constant", "constant": operand.constant}
        if operand is not None and operand.argument is not None:
            row["argument"] = operand.argument
        rows.append(row)
    return rows


def _placed(targets: Sequence[Target], operands: Operands) -> Sequence[Operand] | None:
    """The operand of each edge, None unless every edge that leads somewhere leads to where its operand came from."""
    base = operands.name.removesuffix("_")
    if base not in _PAIRS and base not in _LISTS:
        return None
    given = operands.given
    if base == "pow" and len(given) == 2:
        # A number has no edge: `x ** 2` has one for the base, `2 ** x` one for the exponent.
        given = [operand for operand in given if operand.tensor is not None or len(targets) == 2]
    for order in (given, given[::-1]) if len(given) == 2 else (given,):
        if len(order) == len(targets) and all(
            operand.target is None if target[0] is None else target == operand.target
            for target, operand in zip(targets, order, strict=True)
        ):
            return order
    return None
