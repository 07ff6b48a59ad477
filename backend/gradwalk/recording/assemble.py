"""From the lines that a run wrote and what the sandbox saw of its end to a recording."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from ..errors import ProtocolError
from .outcome import LimitName, Outcome
from .recording import Engine, Program, Recording
from .references import check_references
from .steps import Bind, Skipped, Step
from .tensors import Tensor
from .wire import MOST_BATCHES, Batch, Ending, RunReport

_CUT_SHORT: dict[str, tuple[str, LimitName | None]] = {
    "wall_time": ("timeout", "wall_time"),
    "cpu_time": ("timeout", "cpu_time"),
    "memory": ("out_of_memory", "memory"),
    "recording_bytes": ("too_large", "recording_bytes"),
    "signal": ("killed", None),
}


def assemble(program: Program, id: str, engine: Engine, lines: Iterable[bytes], report: RunReport) -> Recording:
    """Join the batches of one run into a recording without a layout.

    Args:
        program: what ran.
        id: the program's content id, see `gradwalk.program`.
        engine: what ran it.
        lines: complete lines as the run wrote them, each a `Batch` in JSON. They are not trusted.
        report: what the sandbox saw of the run's end.

    Raises:
        ProtocolError: if a line is no batch, if there are too many, or a row or step refers to something that is not there.
    """
    batches = [_parse(number, line) for number, line in enumerate(lines)]
    steps = [step for batch in batches for step in batch.steps]
    recording = Recording(
        version=1,
        id=id,
        program=program,
        engine=engine,
        tensors=tuple(_named([tensor for batch in batches for tensor in batch.tensors], steps)),
        functions=tuple(function for batch in batches for function in batch.functions),
        storages=tuple(storage for batch in batches for storage in batch.storages),
        scopes=tuple(scope for batch in batches for scope in batch.scopes),
        values=tuple(value for batch in batches for value in batch.values),
        steps=tuple(steps),
        outcome=_outcome(next((batch.ending for batch in reversed(batches) if batch.ending), None), report, steps),
    )
    check_references(recording)
    return recording


def _parse(number: int, line: bytes) -> Batch:
    if number == MOST_BATCHES:
        raise ProtocolError(f"the run's output has more than {MOST_BATCHES} lines")
    try:
        return Batch.model_validate_json(line)
    except (ValidationError, RecursionError, MemoryError, UnicodeError) as error:
        raise ProtocolError(f"line {number + 1} of the run's output is no batch of a recording") from error


def _named(tensors: Sequence[Tensor], steps: Sequence[Step]) -> Iterator[Tensor]:
    names: dict[str, dict[str, None]] = {}
    for step in steps:
        for bound in (step,) if isinstance(step, Bind) else step.names if isinstance(step, Skipped) else ():
            if bound.tensor is not None:
                names.setdefault(bound.tensor, {})[bound.name] = None
    for tensor in tensors:
        yield tensor.model_copy(update={"names": tuple(names[tensor.id])}) if tensor.id in names else tensor


def _outcome(ending: Ending | None, report: RunReport, steps: Sequence[Step]) -> Outcome:
    limits = ending.limits if ending else ()
    detail = report.detail
    if report.end != "exited":
        kind, limit = _CUT_SHORT[report.end]
        limits = (*limits, limit) if limit and limit not in limits else limits
    elif ending is None:
        kind, detail = "killed", "the program ended its process before the recording was complete"
    else:
        kind, detail = ending.kind, ending.detail
    return Outcome.model_validate(
        {
            "kind": kind,
            "detail": detail,
            "limits": limits,
            "skipped_iterations": sum(
                loop.iterations for step in steps if isinstance(step, Skipped) for loop in step.loops
            ),
            "seconds": report.seconds,
            "memory_bytes": report.memory_bytes,
        }
    )
