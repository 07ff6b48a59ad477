"""A recording: what one run of one program left, enough to replay everything."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .base import Count, Model, Name, ScopeId, Span, Text, whole
from .findings import Finding
from .functions import Function
from .layout import Layout
from .outcome import Outcome
from .rules import Rule
from .steps import Step
from .tensors import Storage, Tensor
from .values import Value

MAX_SOURCE_BYTES = 64 * 1024
MAX_VALUES = 4096


class Options(Model):
    """How to run a program. `seed` seeds torch's, numpy's and Python's generators; `max_values` is elements kept a value."""

    # What every JSON parser reads exactly.
    seed: Annotated[int, Field(ge=0, le=2**53 - 1), BeforeValidator(whole)] = 0
    max_values: Annotated[int, Field(ge=0, le=MAX_VALUES), BeforeValidator(whole)] = 64


class Program(Model):
    """A program is a value: its text and its options."""

    source: Annotated[str, Field(max_length=MAX_SOURCE_BYTES, description="Python, at most 64 KiB of UTF-8.")]
    options: Options


class Engine(Model):
    """What ran the program: versions and the devices that it could see."""

    gradwalk: Name
    torch: Name
    python: Name
    devices: tuple[Name, ...]


class Scope(Model):
    """A function call, a module call or one iteration of a loop; scopes nest in a tree.

    `name` is the function's qualified name, the module's path in the module around it (its class, outermost), or the
    loop's head; `module` is a module's class, `iteration` counts from 0.
    """

    id: ScopeId
    kind: Literal["function", "module", "iteration"]
    name: Name
    module: Name | None
    iteration: Count | None
    parent: ScopeId | None
    span: Span | None


class Recording(Model):
    """One run of one program. `layout` is None where its engine failed or took too long; `layout_problem` then says why.

    `rules` has the derivative rule of every function name that occurs and that one is known of, by that name.
    """

    version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[0-9a-z]{26}$")]
    program: Program
    engine: Engine
    tensors: tuple[Tensor, ...]
    functions: tuple[Function, ...]
    storages: tuple[Storage, ...]
    scopes: tuple[Scope, ...]
    values: tuple[Value, ...]
    steps: tuple[Step, ...]
    outcome: Outcome
    rules: dict[Name, Rule] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    layout: Layout | None = None
    layout_problem: Text | None = None
