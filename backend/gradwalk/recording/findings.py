"""Findings: what a learner should be told about a run, with the remedy as code."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Count, FunctionId, Model, Name, Span, TensorId, Text, Words

Severity = Literal["error", "warning", "note"]


class Edit(Model):
    """Lines of the program to replace: from `line` (from 1) on, `removed` as they stand there, by `added`.

    With nothing removed, `added` goes in before `line`, which may be one past the last.
    """

    line: Annotated[int, Field(ge=1)]
    removed: tuple[Text, ...] = ()
    added: tuple[Text, ...] = ()


class Remedy(Model):
    """One way out. All `edits` applied to the program (none overlap) give one that runs; `snippet` is code to start from instead.

    A remedy whose code no edit can say (the program is not known well enough) has a snippet alone.
    """

    says: Words
    edits: tuple[Edit, ...] = ()
    snippet: Text | None = None


class Place(Model):
    """A place that has a part in it, and which: who saved version 0, who made it version 1."""

    says: Words
    span: Span | None = None
    step: Count | None = None
    tensor: TensorId | None = None
    function: FunctionId | None = None


class OperandAtFault(Model):
    """An operand whose shape or dtype is at fault, to be drawn; `dims` are the dimensions that do not fit."""

    label: Text
    tensor: TensorId | None = None
    shape: tuple[Count, ...]
    dtype: Name
    dims: tuple[Count, ...] = ()


class TorchError(Model):
    """The exception in torch's own words."""

    exception: Name
    message: Text


class Finding(Model):
    """Something that a learner should be told. Texts are Markdown with code spans (`x.grad`) as its only markup.

    `title` is a few words, `what` one sentence of what happened, `why` one of why. `span` is where the cause lies, which need not
    be where it surfaced; `places` tell the whole way. `steps`, `tensors` and `functions` are all that it is about, the
    most telling first. `times` is how often it was found in the same place of the source. `error` are torch's own words, of an
    exception or of a warning.
    """

    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
    severity: Severity
    title: Words
    what: Words
    why: Words
    remedies: tuple[Remedy, ...] = ()
    span: Span | None
    steps: tuple[Count, ...] = ()
    tensors: tuple[TensorId, ...] = ()
    functions: tuple[FunctionId, ...] = ()
    places: tuple[Place, ...] = ()
    operands: tuple[OperandAtFault, ...] = ()
    error: TorchError | None = None
    times: Annotated[int, Field(ge=1)] = 1
