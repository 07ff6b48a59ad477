"""The same of a recording, as the server would get it."""

from gradwalk.recorder.limits import Limits
from gradwalk.recorder.run import record_lines
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import FunctionEdge
from gradwalk.recording.recording import Options, Program, Recording
from gradwalk.recording.state import State
from gradwalk.recording.steps import Accumulate, Backward, Error, Node
from gradwalk.recording.values import Value

from ..conftest import recording_of
from ..plain import stable
from .samples import BACKWARD
from .seen import MOST, Edges, Ran, Run, Seen

# Some samples are large, and none of them is about how much a recording may hold.
LIMITS = Limits(recording_bytes=1 << 30)
# As many items of a list as get names.
ITEMS = 32


def recording(forward: str) -> Recording:
    """The installed sample, `forward` and `BACKWARD`, recorded."""
    source = forward + BACKWARD
    return recording_of(record_lines(Program(source=source, options=Options(seed=0, max_values=MOST)), LIMITS), source)


def as_run(recording: Recording) -> Run:
    """What the recording says, in the words of the plain run."""
    run, state = Run(), fold(recording)
    results, given = _named(state, "results"), _named(state, "given")
    homes = [state.tensors[tensor].storage for tensor in (*results, *given)]
    run.results = [_seen(recording, state, tensor, homes) for tensor in results]
    run.given = [_seen(recording, state, tensor, homes) for tensor in given]
    calls = [step for step in recording.steps if isinstance(step, Backward) and step.entry == "backward"]
    call = calls[0].call if calls else None
    order = _walk(recording, calls[0]) if calls else {}
    for function, place in order.items():
        row = recording.functions[int(function[1:]) - 1]
        edges: Edges = [
            (order[edge.function], edge.output_nr) if isinstance(edge, FunctionEdge) else None for edge in row.inputs
        ]
        operand = given.index(row.variable) if row.variable in given else None
        run.graph.append((row.name, edges, operand))
        if row.variable is not None:
            run.leaves[place] = recording.values[state.tensors[row.variable].value]
    for step in recording.steps:
        match step:
            case Node() if step.call == call:
                received, sent = (tuple(_value(recording, n) for n in some) for some in (step.received, step.sent))
                run.ran.append(Ran(order[step.function], received, sent))
            case Accumulate() if step.call == call:
                before, incoming, after = (_value(recording, n) for n in (step.before, step.incoming, step.after))
                run.ran.append(Ran(order[step.function], (incoming,), (before, after)))
            case Error():
                run.error = (step.exception, stable(step.message))
    return run


def _named(state: State, name: str) -> list[str]:
    names = [f"{name}[{place}]" for place in range(ITEMS)]
    return [state.names[name] for name in names if name in state.names]


def _seen(recording: Recording, state: State, tensor: str, homes: list[str | None]) -> Seen:
    now = state.tensors[tensor]
    return Seen(
        recording.values[now.value],
        _value(recording, now.grad),
        now.requires_grad,
        now.is_leaf,
        now.output_nr,
        now.version,
        now.strides,
        now.offset,
        None if now.storage is None else homes.index(now.storage),
    )


def _walk(recording: Recording, call: Backward) -> dict[str, int]:
    order: dict[str, int] = {}
    pending = [root.function for root in reversed(call.roots) if root.function is not None]
    while pending:
        here = pending.pop()
        if here not in order:
            order[here] = len(order)
            edges = recording.functions[int(here[1:]) - 1].inputs
            pending += [edge.function for edge in reversed(edges) if isinstance(edge, FunctionEdge)]
    return order


def _value(recording: Recording, index: int | None) -> Value | None:
    return None if index is None else recording.values[index]
