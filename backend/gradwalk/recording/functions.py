"""Functions of the backward graph (`grad_fn` nodes), their edges and what they saved for backward."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from .base import Count, FunctionId, Model, Name, Scalar, ScopeId, Span, TensorId, ValueIndex


class FunctionEdge(Model):
    """An entry of `next_functions`: where this input's gradient goes. `tensor` is the forward input, where it is known."""

    kind: Literal["function"]
    function: FunctionId
    output_nr: Count
    argument: Name | None = None
    tensor: TensorId | None = None


class ConstantEdge(Model):
    """A None in `next_functions`: no gradient goes there. What stood in its place in the forward call, where it is known."""

    kind: Literal["constant"]
    argument: Name | None = None
    tensor: TensorId | None = None
    constant: Scalar | None = None


Edge = TypeAliasType("Edge", Annotated[FunctionEdge | ConstantEdge, Field(discriminator="kind")])


class SavedTensor(Model):
    """A tensor kept for backward, at the version that backward will insist on; `tensor` is None for one the program never saw."""

    kind: Literal["tensor"]
    name: Name
    tensor: TensorId | None
    version: Count | None
    value: ValueIndex


class SavedConstant(Model):
    """A saved number, flag, shape or None, as Python writes it."""

    kind: Literal["constant"]
    name: Name
    text: Name


class SavedHidden(Model):
    """A saved value that cannot be read without changing the program (saved-tensor hooks are active, or it is gone)."""

    kind: Literal["hidden"]
    name: Name


Saved = TypeAliasType("Saved", Annotated[SavedTensor | SavedConstant | SavedHidden, Field(discriminator="kind")])


class Function(Model):
    """A node of the backward graph. `name` is torch's (`MulBackward0`), `op` the short one (`mul`).

    `variable` is the leaf of an AccumulateGrad. `made_by` is the number of the backward call that made the function: one of
    second order (`create_graph=True`), or one that a hook, a custom `backward` or a checkpoint's recomputation made in it;
    else None. `sequence_nr` is None for AccumulateGrad.
    """

    id: FunctionId
    name: Name
    op: Name
    inputs: tuple[Edge, ...]
    variable: TensorId | None
    saved: tuple[Saved, ...]
    sequence_nr: Count | None
    made_by: Annotated[int, Field(ge=1)] | None
    span: Span | None
    scope: ScopeId | None
