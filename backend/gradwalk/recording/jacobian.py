"""A question that one more run of a program answers: the derivative of one thing by another, as a matrix."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .base import Count, FunctionId, Model, Name, Real, TensorId, Text, whole

# More elements than this on a side make no matrix that anybody reads.
MOST_ELEMENTS = 64

Row = Annotated[tuple[Real, ...], Field(max_length=MOST_ELEMENTS)]
Structure = Literal["zero", "identity", "diagonal", "selection", "block_diagonal", "dense"]


class OfFunction(Model):
    """The Jacobian of one output of a function by each of its inputs, at the values of the forward pass."""

    function: FunctionId
    output: Annotated[Count, BeforeValidator(whole)] = 0


class OfTensors(Model):
    """The Jacobian of the tensor `of` by the tensor `by`, through everything between them."""

    of: TensorId
    by: TensorId


Question = OfFunction | OfTensors


class Block(Model):
    """One matrix: a row for each element of the output, a column for each of this input, both in row-major order.

    `input` is the number of the function's edge, None for a question of tensors. `rows` is None where no gradient goes.
    An element of a complex tensor has two rows, or columns: its real and its imaginary part, as `torch.view_as_real` lays them.
    """

    input: Count | None
    complex: bool = False
    shape: Annotated[tuple[Count, ...], Field(max_length=MOST_ELEMENTS)]
    rows: Annotated[tuple[Row, ...], Field(max_length=MOST_ELEMENTS)] | None


Refusal = Literal["not_there", "too_large", "not_tracked", "failed"]


class Reply(Model):
    """What the run found. `name` is the function's or None; `shape` is the output's. It is a claim until it is checked."""

    refusal: Refusal | None = None
    detail: Text | None = None
    name: Name | None = None
    shape: Annotated[tuple[Count, ...], Field(max_length=MOST_ELEMENTS)] = ()
    complex: bool = False
    blocks: Annotated[tuple[Block, ...], Field(max_length=MOST_ELEMENTS)] = ()


class Matrix(Block):
    """A block with its input's name and what is to be seen in it.

    `diagonal`: each output element depends on the input element in its place alone, as with everything that works element
    by element; `identity`: with derivative 1. `selection`: each output element is one of the input's, moved or left out.
    `block_diagonal`: groups of `block` rows depend on groups of as many columns, or of their share, alone.
    """

    argument: Name | None
    tensor: TensorId | None
    structure: Structure
    block: tuple[Count, Count] | None = None


class Jacobian(Model):
    """The answer to a question. v·J is the gradient that a v arriving at the output sends to each input.

    Of complex tensors, `complex` of the output and of each matrix, it is so in real and imaginary parts: torch's gradient has in
    its two parts the derivatives by the two parts of the number.
    """

    question: Question
    shape: tuple[Count, ...]
    complex: bool = False
    matrices: tuple[Matrix, ...]
