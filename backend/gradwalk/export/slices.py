"""Slices of a recording: some steps, all of one tensor, the state after some steps, each with the values that it names. Pure."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from ..recording.base import Count, Model, TensorId, ValueIndex
from ..recording.fold import fold
from ..recording.functions import Function, SavedTensor
from ..recording.recording import Recording
from ..recording.state import State
from ..recording.steps import Accumulate, Backward, Grad, Node, Step, Update
from ..recording.tensors import Tensor
from ..recording.values import Value

Values = dict[str, Value]
_TOLD: tuple[str, ...] = ("version", "value", "grad")


class StepsSlice(Model):
    """Steps `start` to `stop`, the latter excluded, of `total`, with the tensors and functions that appear in them.

    `values` has what these rows name, by its index in the recording.
    """

    id: str
    start: Count
    stop: Count
    total: Count
    steps: tuple[Step, ...]
    tensors: tuple[Tensor, ...]
    functions: tuple[Function, ...]
    values: Values


class Moment(Model):
    """What a tensor was from a step on: `position` steps had run. `grad` None is `.grad is None`."""

    position: Count
    version: Count | None
    value: ValueIndex
    grad: ValueIndex | None


class TensorSlice(Model):
    """One tensor: its row, and each of its versions, values and `.grad`s in order, with the values in full."""

    id: str
    tensor: Tensor
    history: tuple[Moment, ...]
    values: Values


class StateSlice(Model):
    """Everything that exists after `step` of `total` steps, folded, with the values that it names, by their index."""

    id: str
    step: Count
    total: Count
    state: State = Field(description="`tensors`, `functions` and `names` are those there were by then.")
    values: Values


def steps(recording: Recording, start: int, stop: int) -> StepsSlice:
    """Steps `start` to `stop`, the latter excluded; both are cut to what there is."""
    total = len(recording.steps)
    start = min(start, total)
    stop = max(start, min(stop, total))
    chosen = recording.steps[start:stop]
    tensors = tuple(recording.tensors[_row(id)] for step in chosen for id in step.born)
    functions = tuple(recording.functions[_row(id)] for step in chosen for id in step.functions)
    return StepsSlice(
        id=recording.id,
        start=start,
        stop=stop,
        total=total,
        steps=chosen,
        tensors=tensors,
        functions=functions,
        values=_values(recording, _named(chosen, tensors, functions)),
    )


def tensor(recording: Recording, id: TensorId) -> TensorSlice | None:
    """All of one tensor; None if the recording has no such."""
    if _row(id) >= len(recording.tensors):
        return None
    row = recording.tensors[_row(id)]
    moments: list[Moment] = []
    for step in recording.steps:
        if id in step.born:
            moments.append(Moment(position=step.index + 1, version=row.version, value=row.value, grad=row.grad))
        for change in step.changes:
            news = {name: getattr(change, name) for name in _TOLD if name in change.model_fields_set}
            if change.tensor == id and moments and news:
                moments.append(moments[-1].model_copy(update={"position": step.index + 1, **news}))
    # Before the step that it was born in, if that is told at all, it is as its row says.
    history = tuple(moments) or (Moment(position=0, version=row.version, value=row.value, grad=row.grad),)
    named = [index for moment in history for index in (moment.value, moment.grad)]
    return TensorSlice(id=recording.id, tensor=row, history=history, values=_values(recording, named))


def state(recording: Recording, step: int | None) -> StateSlice:
    """The state after `step` steps; None, or more than there are: after all."""
    total = len(recording.steps)
    position = total if step is None else min(step, total)
    folded = fold(recording, position)
    named = [index for row in folded.tensors.values() for index in (row.value, row.grad)]
    for function in folded.functions.values():
        named += [*function.received, *function.sent, *(arrival.value for arrival in function.arrivals)]
    return StateSlice(id=recording.id, step=position, total=total, state=folded, values=_values(recording, named))


def _row(id: str) -> int:
    return int(id[1:]) - 1


def _values(recording: Recording, named: Iterable[int | None]) -> Values:
    return {str(index): recording.values[index] for index in sorted({index for index in named if index is not None})}


def _named(steps: Iterable[Step], tensors: Iterable[Tensor], functions: Iterable[Function]) -> Iterator[int | None]:
    for row in tensors:
        yield from (row.value, row.grad)
    for function in functions:
        yield from (saved.value for saved in function.saved if isinstance(saved, SavedTensor))
    for step in steps:
        for change in step.changes:
            yield from (change.value, change.grad)
        match step:
            case Backward():
                yield from (root.seed for root in step.roots)
            case Node():
                yield from (*step.received, *step.sent)
            case Accumulate():
                yield from (step.before, step.incoming, step.after)
            case Grad() | Update():
                yield from (step.before, step.after)
            case _:
                pass
