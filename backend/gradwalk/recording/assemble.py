"""From the lines that a run wrote and what the sandbox saw of its end to a recording."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from ..errors import ProtocolError
from .gradients import placed
from .outcome import LimitName, Outcome, OutcomeKind
from .recording import Engine, Program, Recording
from .references import check_references
from .steps import Bind, Skipped, Step
from .tensors import Tensor
from .wire import MOST_BATCHES, Batch, Ending, RunEnd, RunReport

_CUT_SHORT: dict[RunEnd, tuple[OutcomeKind, LimitName | None]] = {
    "wall_time": ("timeout", "wall_time"),
    "cpu_time": ("timeout", "cpu_time"),
    "memory": ("out_of_memory", "memory"),
    "recording_bytes": ("too_large", "recording_bytes"),
    "signal": ("killed", None),
}


def assemble(program: Program, id: str, engine: Engine, lines: Iterable[bytes], report: RunReport) -> Recording:
    """Join the batches of one run into a recording without a layout; see `join` and `end`.

    Raises:
        ProtocolError: as `join` does.
    """
    return end(join(program, id, engine, lines), report)


def join(program: Program, id: str, engine: Engine, lines: Iterable[bytes]) -> Recording:
    """Join the batches of one run into a recording whose outcome is what the run itself claims.

    Args:
        program: what ran.
        id: the program's content id, see `gradwalk.program`.
        engine: what ran it.
        lines: complete lines as the run wrote them, each a `Batch` in JSON. They are not trusted.

    Raises:
        ProtocolError: if a line is no batch, if there are too many, or a row or step refers to something that is not there.
    """
    batches = [_parse(number, line) for number, line in enumerate(lines)]
    tensors, steps = placed(
        program.source,
        [tensor for batch in batches for tensor in batch.tensors],
        [step for batch in batches for step in batch.steps],
    )
    recording = Recording(
        version=1,
        id=id,
        program=program,
        engine=engine,
        tensors=tuple(_named(tensors, steps)),
        functions=tuple(function for batch in batches for function in batch.functions),
        storages=tuple(storage for batch in batches for storage in batch.storages),
        scopes=tuple(scope for batch in batches for scope in batch.scopes),
        values=tuple(value for batch in batches for value in batch.values),
        steps=tuple(steps),
        outcome=_outcome(next((batch.ending for batch in reversed(batches) if batch.ending), None), steps),
    )
    check_references(recording)
    return recording


def end(recording: Recording, report: RunReport) -> Recording:
    """The recording with the outcome that it has, now that its run has ended: what the sandbox saw overrules every claim.

    Args:
        recording: as `join` left it.
        report: what the sandbox saw of the run's end.
    """
    claimed = recording.outcome
    kind, detail, limits = claimed.kind, claimed.detail, claimed.limits
    if report.end != "exited":
        kind, limit = _CUT_SHORT[report.end]
        detail = report.detail
        limits = (*limits, limit) if limit and limit not in limits else limits
    outcome = Outcome(
        kind=kind,
        detail=detail,
        limits=limits,
        skipped_iterations=claimed.skipped_iterations,
        seconds=report.seconds,
        memory_bytes=report.memory_bytes,
    )
    return recording.model_copy(update={"outcome": outcome})


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


def _outcome(ending: Ending | None, steps: Sequence[Step]) -> Outcome:
    skipped = sum(loop.iterations for step in steps if isinstance(step, Skipped) for loop in step.loops)
    if ending is None:
        detail = "the program ended its process before the recording was complete"
        return Outcome(kind="killed", detail=detail, skipped_iterations=skipped)
    return Outcome(kind=ending.kind, detail=ending.detail, limits=ending.limits, skipped_iterations=skipped)
