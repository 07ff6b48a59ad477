"""The derivative rules of the functions that occur: a formula to read, and the very code that computes it."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from .base import Model, Name, Span, Text, Words

# What the front end can compute itself, each as the method of `torch.Tensor` of that name does; see `Application`.
# Element by element, operands stretched to each other's shape.
Pointwise = Literal[
    "add", "sub", "mul", "div", "pow", "neg", "abs", "sign", "reciprocal", "square", "sqrt", "rsqrt", "exp", "log",
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "sigmoid", "where", "eq", "ne", "lt", "le", "gt", "ge",
    "logical_and", "logical_or", "logical_not",
]  # fmt: skip
# Sums of elements, or of products.
Summing = Literal["sum", "sum_to_size", "matmul"]
# Elements that only change place, and `expand`, which writes them several times.
Moving = Literal["reshape", "unsqueeze", "squeeze", "transpose", "permute", "flip", "expand"]
# Facts about shapes, not tensors.
Fact = Literal["shape", "numel", "kept", "count", "inverse", "tuple"]
Operation = Literal[Pointwise, Summing, Moving, Fact]
Kind = Literal["elementwise", "spread", "sum", "matmul", "move", "other"]


class Variable(Model):
    """A name of the rule's code: `grad`, `grads`, `shape`, a saved value, or a name that the rule's `where` gives."""

    kind: Literal["variable"]
    name: Name


class Numeral(Model):
    """A number, flag or None written in the rule's code."""

    kind: Literal["number"]
    value: bool | int | float | None


class Application(Model):
    """An operation and what it is applied to, in the order of torch's arguments.

    `kept(shape, dim)` is `shape` with 1 in the place of each dimension in `dim` (all, where it is empty or None): the shape
    that a reduction with `keepdim=True` has. `sum` has `dim` as its second term and keeps it (`keepdim=True`); without
    one it sums everything to a number. `transpose` with one term swaps the last two dimensions (`.mT`).
    """

    kind: Literal["apply"]
    operation: Operation
    terms: "tuple[Term, ...]"


Term = TypeAliasType("Term", Annotated[Variable | Numeral | Application, Field(discriminator="kind")])


class Definition(Model):
    """A name that the rule's code uses, and what it stands for."""

    name: Name
    code: Text
    term: Term | None = None


class Vjp(Model):
    """What a function sends to one of its inputs: its vector-Jacobian product.

    `input` is torch's name of the argument, in the order of the function's edges; with `each` it is a list of tensors that has
    an edge each, and `i` in the code is the place in it. `formula` is presentation MathML. `code` is a Python expression,
    of these names:

    - `grad`: the gradient that arrives at the first output; `grads`: those of all outputs (zeros where none arrived)
    - `shape`: the shape of this input, which is the shape of what is sent
    - the saved values, by torch's names as they stand in the function's `saved` (`result` is the output itself); a list of
      tensors is one name (`indices`)
    - the names of the rule's `where`, and `torch`

    `kind` says how to show it with numbers, `term` is the same code as a tree, None where it has more in it than a tree can say:

    - `elementwise`: every element from the elements in its place; `sum_to_size` at the end: summed over stretched dimensions
    - `spread`: like it, and an element that arrives goes to all the elements that it was made from
    - `sum`: sums over some dimension on the way
    - `matmul`: a matrix product
    - `move`: elements only change place
    - `other`: none of these
    """

    input: Name
    each: bool = False
    formula: Text
    code: Text
    kind: Kind
    term: Term | None = None


class Source(Model):
    """The `backward` of a custom function as it stands in the program: lines without their common indentation."""

    span: Span
    class_span: Span
    text: Text


class Rule(Model):
    """The derivative rule of the functions of one name, in words, as a formula and as code.

    Every shipped rule has been run against torch: its code gives what the function itself gives. `where` is run first, in order.
    `source` is there for a custom `torch.autograd.Function` alone, which has no other rule than its own `backward`.
    In texts, backticks mark code.
    """

    says: Words
    shapes: Words
    where: tuple[Definition, ...] = ()
    inputs: tuple[Vjp, ...] = ()
    source: Source | None = None
