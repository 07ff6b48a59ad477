"""The state after k steps, as a pure fold. `frontend/src/recording/fold.ts` is its twin: both pass the same fixtures."""

from .base import FunctionId
from .functions import Function, FunctionEdge
from .recording import Recording
from .state import Arrival, FunctionState, State, TensorState
from .steps import Accumulate, Backward, BackwardEnd, Bind, NameChange, Node, Skipped, Step, TensorChange
from .tensors import Tensor


def fold(recording: Recording, position: int | None = None) -> State:
    """The state after the first `position` steps; None folds them all.

    Raises:
        IndexError: if the recording has fewer steps or `position` is negative.
    """
    end = len(recording.steps) if position is None else position
    if not 0 <= end <= len(recording.steps):
        raise IndexError(f"step {end} of a recording of {len(recording.steps)}")
    state = State(0, {}, {}, {}, [], [])
    for step in recording.steps[:end]:
        _apply(state, step, recording)
    return state


def _apply(state: State, step: Step, recording: Recording) -> None:
    state.released += step.released
    for function in step.functions:
        state.functions[function] = FunctionState()
    for tensor in step.born:
        state.tensors[tensor] = _birth(recording.tensors[int(tensor[1:]) - 1])
    for changed in step.changes:
        _change(state.tensors[changed.tensor], changed)
    match step:
        case Bind():
            _bind(state, step)
        case Skipped():
            for change in step.names:
                _bind(state, change)
            for freed in step.freed:
                state.functions[freed].freed = True
        case Backward():
            state.calls.append(step.call)
            for root in step.roots:
                if root.function is not None:
                    _arrive(state, root.function, Arrival(step.call, root.output_nr, None, None, root.seed))
        case Node():
            _run(state, step, recording.functions[int(step.function[1:]) - 1])
        case Accumulate():
            reached = state.functions[step.function]
            reached.ran, reached.received = step.call, (step.incoming,)
        case BackwardEnd():
            if step.call in state.calls:
                state.calls.remove(step.call)
            for freed in step.freed:
                state.functions[freed].freed = True
        case _:
            pass
    state.position += 1


def _bind(state: State, bound: Bind | NameChange) -> None:
    name = bound.name if bound.local is None else f"{bound.local} {bound.name}"
    if bound.tensor is None:
        state.names.pop(name, None)
    else:
        state.names[name] = bound.tensor


def _birth(row: Tensor) -> TensorState:
    return TensorState(
        shape=row.shape,
        value=row.value,
        version=row.version,
        requires_grad=row.requires_grad,
        is_leaf=row.is_leaf,
        grad_fn=row.grad_fn,
        output_nr=row.output_nr,
        retains_grad=False,
        grad=row.grad,
        storage=row.storage,
        strides=row.strides,
        offset=row.offset,
    )


def _change(tensor: TensorState, change: TensorChange) -> None:
    for name in change.model_fields_set - {"tensor"}:
        setattr(tensor, name, getattr(change, name))


def _run(state: State, step: Node, row: Function) -> None:
    function = state.functions[step.function]
    function.ran, function.received, function.sent = step.call, step.received, step.sent
    for number, (edge, value) in enumerate(zip(row.inputs, step.sent, strict=False)):
        if isinstance(edge, FunctionEdge) and value is not None:
            _arrive(state, edge.function, Arrival(step.call, edge.output_nr, step.function, number, value))


def _arrive(state: State, function: FunctionId, arrival: Arrival) -> None:
    target = state.functions[function]
    if target.arrivals and target.arrivals[0].call != arrival.call:
        target.arrivals = []
    target.arrivals.append(arrival)
