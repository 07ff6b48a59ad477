"""The derivative rules of the functions that occur: a formula to read, and the very code that computes it."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from .base import Model, Name, Span, Text, Words

# What a rule's tree is made of: each is `torch.Tensor`'s method of that name, with arguments in its order; see `Application`.
# Element by element, operands stretched to each other's shape.
Pointwise = Literal[
    "add", "sub", "mul", "div", "pow", "neg", "abs", "sign", "rsqrt", "exp", "log", "sin", "cos", "sinh", "cosh", "tanh",
    "sigmoid", "erf", "floor_divide", "clamp", "where", "eq", "ne", "lt", "le", "gt", "ge", "logical_and", "logical_or",
]  # fmt: skip
# Sums of elements, or of products.
Summing = Literal["sum", "mean", "prod", "sum_to_size", "cumsum", "matmul"]
# Matrices that are worked out as a whole.
Solving = Literal["inv", "solve"]
# Elements that change place, or are put between others.
Moving = Literal[
    "reshape", "unsqueeze", "flatten", "transpose", "permute", "flip", "tril", "triu", "select", "diagonal", "gather",
    "index_select", "stack", "cat", "zeros", "select_scatter", "slice_scatter", "diagonal_scatter", "scatter",
    "scatter_add", "index_add", "expand", "narrow", "slice", "index_fill", "repeat", "roll", "unfold",
]  # fmt: skip
# Facts about shapes, not tensors.
Fact = Literal[
    "numel", "dim", "size", "len", "item", "rest", "kept", "count", "inverse", "others", "last", "start", "tuple",
]  # fmt: skip
# Facts of which element meets which: tensors that depend on shapes and indices alone.
Meeting = Literal["arange", "eye", "windows", "places", "padded", "part"]
Operation = Literal[Pointwise, Summing, Solving, Moving, Fact, Meeting]
Kind = Literal["elementwise", "spread", "sum", "matmul", "move", "other"]


class Variable(Model):
    """A name of the rule's code: `grad`, `grads`, `shape`, a saved value, or a name that the rule's `where` gives."""

    kind: Literal["variable"]
    name: Name


class Numeral(Model):
    """A number, flag, word or None written in the rule's code."""

    kind: Literal["number"]
    value: bool | int | float | Name | None


class Application(Model):
    """An operation and what it is applied to. A tree is for real numbers: conjugates are left out.

    Numbers and flags stand beside tensors as tensors without dimensions. Where torch has several forms:

    - `where(condition, a, b)`: a condition that is one flag chooses before the other branch is looked at, as `a if … else b`
    - `sum(x)` is one number; `sum(x, dim)` keeps the dimensions it sums over with length 1, all where `dim` is empty or None;
      so do `mean(x, dim)` and `prod(x, dim)`
    - `sum_to_size(x, shape)`: sums over the dimensions that `shape` has not, or has with length 1
    - `transpose(x)` swaps the last two dimensions; a tensor with fewer stays as it is
    - `zeros(shape)`: of the gradient's dtype; `flatten(x, start)`: from dimension `start` on, all without it
    - `eq` and `ne` also compare with None and with one another what is no tensor
    - `numel` is of a tensor or a shape; `clamp(x, min)` has no upper bound
    - `stack` and `cat` join a list of tensors (`grads`)
    - `inv` and `solve` are those of `torch.linalg`, of matrices or batches of them

    Facts: `tuple(…)`, its terms; `inverse(dims)`, the order that undoes `permute(dims)`; `kept(shape, dim)`, the shape with 1 in
    the place of each dimension in `dim` (all, where it is empty or None), which is what a reduction with `keepdim=True` leaves;
    `count(shape, dim)`, how many elements such a reduction joins;
    `size(x)`, its shape, and `dim(x)`, how many dimensions it has; `len(list)`, `item(list, place)` and
    `rest(list, start, end)`, as Python's `list[place]` and `list[start:end]`; `others(shape, dim)`, all dimensions but one;
    `last(sizes)`, the dimensions that the last sizes of a shape are of; `start(shapes, dim, i)`, where in a `cat` a tensor
    begins.

    Meetings: `arange(n)`; `eye(n)`, ones on the diagonal; `windows(sizes, places, kernel, stride, padding, dilation)` has a
    row for each element of a kernel and a column for each place where it is laid: which of `sizes` elements, counted in
    row-major order, is met there; `numel(sizes)` for the padding, one more for what lies beyond it. One number is for every
    dimension, an empty stride is the kernel's size. `places(shape, indices)` are the places, counted alike, that `x[indices]`
    reads, None for a whole dimension; `padded(shape, pad, mode)`, those that `torch.nn.functional.pad` reads, `numel(shape)`
    for a constant; `part(n, m)`, how much each of n elements has in each of m means that share them out.
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

    - `grad`: the gradient that arrives at the first output; `grads`: those of all outputs (zeros where none arrived: of
      the output's shape, or one zero for an output that the program never saw)
    - `shape`: the shape of this input, which is the shape of what is sent
    - the saved values, by torch's names as they stand in the function's `saved` (`result` is the output itself); a list of
      tensors is one name (`indices`)
    - `before`: of AccumulateGrad, the leaf's `.grad` before; its one Vjp, which has no edge, is what `.grad` becomes
    - `shapes`: those of all inputs, of a constant too
    - the names of the rule's `where`, and `torch`

    A number that the code gives stands for that number everywhere. Where the input is real and the code gives complex
    numbers, their real part is sent, in the input's dtype.

    `kind` says how to show it with numbers, `term` is the same code as a tree, None where it has more in it than a tree can
    say. All names in a tree are above, or have a tree themselves in the rule's `where`.

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
    `source` is there for a custom `torch.autograd.Function` alone, which has no other rule than its own `backward`. It has no
    `inputs`, nor has CopySlices, whose part and inner function torch does not show. In texts, backticks mark code.
    """

    says: Words
    shapes: Words
    where: tuple[Definition, ...] = ()
    inputs: tuple[Vjp, ...] = ()
    source: Source | None = None
