"""Tensors and the storages that they live in, as they were when they first appeared."""

from typing import Annotated

from pydantic import Field

from .base import Count, FunctionId, Model, Name, ScopeId, Span, StorageId, TensorId, ValueIndex


class Tensor(Model):
    """A tensor at its birth. What changes later (names, value, grad, flags) is in the steps, and `fold` applies it.

    `base` is the tensor that this one is a view of; `strides` and `offset` count elements, not bytes.
    """

    id: TensorId
    shape: tuple[Count, ...]
    dtype: str
    device: str
    requires_grad: bool
    is_leaf: bool
    is_parameter: bool
    grad_fn: FunctionId | None
    output_nr: Count
    version: Annotated[int, Field(ge=0)] | None
    value: ValueIndex
    grad: ValueIndex | None
    storage: StorageId | None
    strides: tuple[int, ...] | None
    offset: Count | None
    base: TensorId | None
    names: tuple[Name, ...]
    span: Span | None
    scope: ScopeId | None


class Storage(Model):
    """A block of memory that one or more tensors look at."""

    id: StorageId
    bytes: Count
    device: str
