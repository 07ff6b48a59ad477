"""Who wrote to a tensor's memory, and when."""

from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import TensorId
from ...recording.steps import Op, Step, Update
from .walk import Walk


class Write(NamedTuple):
    """A step after which a tensor has another value; `version` is its counter then, None where the write did not move it."""

    at: Step
    tensor: TensorId
    version: int | None


def writes(walk: Walk, tensor: TensorId, after: int) -> Iterator[Write]:
    """The writes to a tensor's value later than the step `after`, in order; what an `Update` repeats of an `Op` is left out."""
    for step in walk.steps[after + 1 :]:
        for change in step.changes:
            if change.tensor == tensor and "value" in change.model_fields_set:
                yield Write(step, tensor, change.version if "version" in change.model_fields_set else None)


def culprit(walk: Walk, write: Write) -> str:
    """The code that wrote, as the source has it, or what the step says."""
    shown = walk.origin(write.at.span, write.at.scope)
    if shown:
        return shown
    match write.at:
        case Update(how=how) if how:
            return how
        case Op(name=name):
            return name
        case _:
            return "…"


def sharing(walk: Walk, tensor: TensorId) -> list[TensorId]:
    """The tensors that were born in the same storage, the oldest first; the tensor itself where it has none."""
    storage = walk.tensor(tensor).storage
    if storage is None:
        return [tensor]
    return [row.id for row in walk.recording.tensors if row.storage == storage and row.id in walk.born]
