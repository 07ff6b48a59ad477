"""The timeline: a tagged union of everything that a program can do to tensors and the graph."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from .base import Count, FunctionId, Model, Name, Scalar, ScopeId, Span, StorageId, TensorId, Text, ValueIndex

Call = Annotated[int, Field(ge=1, description="The number of the backward call, from 1.")]


class TensorChange(Model):
    """New facts about one tensor. A field that is absent has not changed; `grad: null` says that `.grad` is None.

    `version: null` says that it has none any more: its data is now an inference tensor's.
    """

    tensor: TensorId
    value: ValueIndex | None = None
    version: Count | None = None
    requires_grad: bool | None = None
    is_leaf: bool | None = None
    grad_fn: FunctionId | None = None
    output_nr: Count | None = None
    retains_grad: bool | None = None
    grad: ValueIndex | None = None
    shape: tuple[Count, ...] | None = None
    storage: StorageId | None = None
    strides: tuple[int, ...] | None = None
    offset: Count | None = None


class StepBase(Model):
    """What every step has: where in the source, which tensors and functions appear with it, and what it changed.

    `released` are the storages whose memory was let go of since the step before.
    """

    index: Count
    span: Span | None
    scope: ScopeId | None = None
    born: tuple[TensorId, ...] = ()
    functions: tuple[FunctionId, ...] = ()
    changes: tuple[TensorChange, ...] = ()
    released: tuple[StorageId, ...] = ()


class Create(StepBase):
    """A leaf appears: a factory call, a parameter, data from outside. `how` is the factory's name where one is known."""

    type: Literal["create"]
    tensor: TensorId
    how: Name | None


class TensorOperand(Model):
    """A tensor that went into an operation."""

    kind: Literal["tensor"]
    tensor: TensorId
    argument: Name | None = None


class ConstantOperand(Model):
    """A plain number that went into an operation."""

    kind: Literal["constant"]
    constant: Scalar
    argument: Name | None = None


Operand = TypeAliasType("Operand", Annotated[TensorOperand | ConstantOperand, Field(discriminator="kind")])
Cut = Literal["detach", "data", "no_grad", "inference_mode", "not_differentiable", "item"]


class Op(StepBase):
    """An operation. `mutated` are the tensors written in place; `view` says that the output shares its input's memory.

    `cut` says why the output carries no gradient although an input requires one; None where nothing was cut, and where
    torch itself goes without grad mode: in a custom function's `forward` and in a backward call. `item` has no output:
    plain numbers were taken out of a tensor that has a graph. What lies between a `backward` and its `backward_end` ran
    in that call: a hook, a custom `backward`, a checkpoint's recomputation.
    """

    type: Literal["op"]
    name: Name
    inputs: tuple[Operand, ...]
    outputs: tuple[TensorId, ...]
    mutated: tuple[TensorId, ...]
    view: bool
    grad_enabled: bool
    cut: Cut | None


class Bind(StepBase):
    """A Python name now means this tensor; None: it meant a tensor and no longer does.

    `local` is the call, of a function or a module, that the name is local to; None for a global one.
    """

    type: Literal["bind"]
    name: Name
    local: ScopeId | None = None
    tensor: TensorId | None


class Flag(StepBase):
    """The program changed how autograd treats a tensor."""

    type: Literal["flag"]
    tensor: TensorId
    what: Literal["requires_grad", "retain_grad", "hook", "post_accumulate_grad_hook"]


class Root(Model):
    """Where a backward call starts and the gradient that it starts with: 1 for a scalar, unless the program gave one."""

    tensor: TensorId | None
    function: FunctionId | None
    output_nr: Count
    seed: ValueIndex | None


class Backward(StepBase):
    """A backward call begins. `inputs` are the tensors asked for (`torch.autograd.grad`, `inputs=`), None: all leaves."""

    type: Literal["backward"]
    call: Call
    entry: Literal["backward", "grad"]
    roots: tuple[Root, ...]
    retain_graph: bool
    create_graph: bool
    inputs: tuple[TensorId, ...] | None


class Node(StepBase):
    """One function ran: gradients received by output_nr and sent by input. None is an undefined gradient, not zeros."""

    type: Literal["node"]
    call: Call
    function: FunctionId
    received: tuple[ValueIndex | None, ...]
    sent: tuple[ValueIndex | None, ...]


class Accumulate(StepBase):
    """A gradient reached a leaf: `.grad` before, what came in, `.grad` after. `tensor` is None once the leaf is gone."""

    type: Literal["accumulate"]
    call: Call
    function: FunctionId
    tensor: TensorId | None
    before: ValueIndex | None
    incoming: ValueIndex | None
    after: ValueIndex | None


class BackwardEnd(StepBase):
    """A backward call ended. `freed`: the functions whose saved tensors were let go; `failed`: the one that raised.

    `results` are what `torch.autograd.grad` returned, in the order of the call's `inputs`. `error` is the exception that the
    call raised, its type and words, whether or not the program caught it; None where it came to its end.
    """

    type: Literal["backward_end"]
    call: Call
    freed: tuple[FunctionId, ...]
    results: tuple[TensorId | None, ...] | None
    failed: FunctionId | None
    error: Text | None = None


class Grad(StepBase):
    """The program itself changed a `.grad`."""

    type: Literal["grad"]
    tensor: TensorId
    how: Literal["cleared", "zeroed", "assigned", "changed"]
    before: ValueIndex | None
    after: ValueIndex | None


class Update(StepBase):
    """A tracked leaf's value changed in place: an optimizer's step, `.data`, a `no_grad` block."""

    type: Literal["update"]
    tensor: TensorId
    how: Name | None
    version_before: Count | None
    version_after: Count | None
    before: ValueIndex
    after: ValueIndex


class Print(StepBase):
    """What the program printed, a write at a time."""

    type: Literal["print"]
    stream: Literal["stdout", "stderr"]
    text: Text


class Warn(StepBase):
    """A Python warning."""

    type: Literal["warning"]
    category: Name
    message: Text


class Frame(Model):
    """A line of the traceback that lies in the program."""

    line: Annotated[int, Field(ge=1)]
    name: Name


class Repeat(Model):
    """Iterations of a loop or a comprehension, whose head is `name`, or calls of a function that is called over and over.

    `map` calls one so, and recursion.
    """

    kind: Literal["loop", "function"] = "loop"
    name: Name
    span: Span | None
    iterations: Annotated[int, Field(ge=1)]


class NameChange(Model):
    """What a name means now; see `Bind`."""

    name: Name
    local: ScopeId | None = None
    tensor: TensorId | None


class Skipped(StepBase):
    """Iterations of a long loop that were run and are not told here, `steps` steps in all; what they printed is.

    The last such step before the telling goes on carries what they left: `born` and `functions` are what is still needed of
    what they made, `changes`, `names` and `freed` what they did to it and to what there was before.
    """

    type: Literal["skipped"]
    loops: tuple[Repeat, ...]
    steps: Count
    names: tuple[NameChange, ...] = ()
    freed: tuple[FunctionId, ...] = ()


class Error(StepBase):
    """The exception that ended the program, in Python's own words."""

    type: Literal["error"]
    exception: Name
    message: Text
    frames: tuple[Frame, ...]
    function: FunctionId | None
    call: Call | None


Step = TypeAliasType(
    "Step",
    Annotated[
        Create
        | Op
        | Bind
        | Flag
        | Backward
        | Node
        | Accumulate
        | BackwardEnd
        | Grad
        | Update
        | Print
        | Warn
        | Skipped
        | Error,
        Field(discriminator="type"),
    ],
)
