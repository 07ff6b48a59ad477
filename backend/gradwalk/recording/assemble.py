"""From the lines that a run wrote and what the sandbox saw of its end to a recording."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, ValidationError

from ..errors import ProtocolError
from .outcome import LimitName, Outcome
from .recording import Engine, Program, Recording
from .steps import Bind, Step
from .tensors import Tensor
from .wire import Batch, Ending, RunReport

_CUT_SHORT: dict[str, tuple[str, LimitName | None]] = {
    "wall_time": ("timeout", "wall_time"),
    "cpu_time": ("timeout", "cpu_time"),
    "memory": ("out_of_memory", "memory"),
    "recording_bytes": ("too_large", "recording_bytes"),
    "signal": ("killed", None),
}


def assemble(program: Program, id: str, engine: Engine, lines: Iterable[bytes], report: RunReport) -> Recording:  # noqa: A002 - the contract's name
    """Join the batches of one run into a recording without a layout.

    Args:
        program: what ran.
        id: the program's content id, see `gradwalk.program`.
        engine: what ran it.
        lines: complete lines as the run wrote them, each a `Batch` in JSON. They are not trusted.
        report: what the sandbox saw of the run's end.

    Raises:
        ProtocolError: if a line is no batch, or a row or step refers to something that is not there.
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
        outcome=_outcome(next((batch.ending for batch in reversed(batches) if batch.ending), None), report),
    )
    check_references(recording)
    return recording


def _parse(number: int, line: bytes) -> Batch:
    try:
        return Batch.model_validate_json(line)
    except (ValidationError, RecursionError, MemoryError, UnicodeError) as error:
        raise ProtocolError(f"line {number + 1} of the run's output is no batch of a recording") from error


def _named(tensors: Sequence[Tensor], steps: Sequence[Step]) -> Iterator[Tensor]:
    names: dict[str, dict[str, None]] = {}
    for step in steps:
        if isinstance(step, Bind) and step.tensor is not None:
            names.setdefault(step.tensor, {})[step.name] = None
    for tensor in tensors:
        yield tensor.model_copy(update={"names": tuple(names[tensor.id])}) if tensor.id in names else tensor


def _outcome(ending: Ending | None, report: RunReport) -> Outcome:
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
            "seconds": report.seconds,
            "memory_bytes": report.memory_bytes,
        }
    )


def check_references(recording: Recording) -> None:
    """Check that every id and index points into its table, that rows are in order and that steps only use what is born.

    Raises:
        ProtocolError: naming the first table and row at fault.
    """
    tables: tuple[tuple[str, str, Sequence[BaseModel]], ...] = (
        ("tensors", "t", recording.tensors),
        ("functions", "f", recording.functions),
        ("storages", "s", recording.storages),
        ("scopes", "c", recording.scopes),
    )
    known: set[object] = {f"{letter}{n + 1}" for _, letter, rows in tables for n in range(len(rows))}
    for table, letter, rows in tables:
        for number, row in enumerate(rows):
            if getattr(row, "id", None) != f"{letter}{number + 1}":
                raise ProtocolError(f"{table}: row {number + 1} is out of order")
            _check_row(f"{table}: row {number + 1}", row, known, len(recording.values))
    born: set[object] = {f"{letter}{n + 1}" for _, letter, rows in tables[2:] for n in range(len(rows))}
    for number, step in enumerate(recording.steps):
        if step.index != number:
            raise ProtocolError(f"steps: step {number} says that it is {step.index}")
        _check_row(f"steps: step {number}", step, known, len(recording.values), only={"born", "functions"})
        born.update(step.born)
        born.update(step.functions)
        _check_row(f"steps: step {number}", step, born, len(recording.values))


_IDS = {
    *("tensor", "function", "storage", "scope", "grad_fn", "base", "variable", "parent", "failed"),
    *("born", "functions", "outputs", "mutated", "freed", "results"),
}
_INDEXES = {"value", "grad", "seed", "received", "sent", "before", "incoming", "after"}


def _check_row(where: str, row: BaseModel, known: set[object], values: int, only: set[str] | None = None) -> None:
    for name, content in row:
        if only is not None and name not in only:
            continue
        if isinstance(content, BaseModel):
            _check_row(where, content, known, values)
            continue
        for item in content if isinstance(content, tuple) else (content,):
            if isinstance(item, BaseModel):
                _check_row(where, item, known, values)
            elif item is None:
                continue
            elif name in _IDS or (name == "inputs" and isinstance(item, str)):
                if item not in known:
                    raise ProtocolError(f"{where}: {name} {item} is not there")
            elif name in _INDEXES and not (isinstance(item, int) and item < values):
                raise ProtocolError(f"{where}: {name} {item} is not there")
