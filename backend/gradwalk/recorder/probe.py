"""Answers a question about the program that runs: looks for what it asks for, and takes its Jacobian as soon as it is there."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import orjson
import torch

from ..recording.jacobian import MOST_ELEMENTS, OfFunction, OfTensors, Question, Refusal
from .functions import Functions
from .memory import is_sound
from .tensors import Tensors
from .text import text as bounded
from .timeline import Row, Timeline

_NOWHERE: Row = {"refusal": "not_there"}
_TINY = 2.0**-10


class RefusedQuestionError(Exception):
    """There is no such matrix."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


class Probe:
    """One question. Its answer is a line of its own among those that the run writes; the run goes on as without it."""

    def __init__(
        self,
        question: Question,
        write: Callable[[bytes], None],
        timeline: Timeline,
        tensors: Tensors,
        functions: Functions,
    ) -> None:
        self._question = question
        self._write = write
        self._timeline = timeline
        self._tensors = tensors
        self._functions = functions
        self._by: torch.Tensor | None = None
        self._answered = False

    def look(self) -> None:
        """Answer, if what is asked for has appeared."""
        if not self._answered:
            reply = self._reply()
            if reply is not None:
                self._answer(reply)

    def close(self) -> None:
        """The program has ended: what has not appeared by now does not."""
        if not self._answered:
            self._answer(_NOWHERE)

    def _answer(self, reply: Row) -> None:
        self._answered = True
        self._by = None
        self._write(orjson.dumps({"reply": reply}) + b"\n")

    def _reply(self) -> Row | None:
        try:
            with torch._C.DisableTorchFunction():
                question = self._question
                return self._of_function(question) if isinstance(question, OfFunction) else self._of_tensors(question)
        except RefusedQuestionError as error:
            return {"refusal": error.why}
        except Exception as error:  # noqa: BLE001 - a custom backward, or a hook, may raise whatever it likes
            return {"refusal": "failed", "detail": bounded(f"{type(error).__name__}: {error}")}

    def _of_function(self, question: OfFunction) -> Row | None:
        if self._timeline.count("functions") < int(question.function[1:]):
            return None
        node = self._node(question.function)
        return None if node is None else function_jacobian(node, question.output)

    def _of_tensors(self, question: OfTensors) -> Row | None:
        if self._by is None:
            self._by = self._tensor(question.by)
        of = self._tensor(question.of)
        if of is None:
            return None
        if self._by is None:
            # It is no longer alive, or younger than what depends on it.
            raise RefusedQuestionError("not_there")
        return tensor_jacobian(of, self._by)

    def _tensor(self, id: str) -> torch.Tensor | None:
        if self._timeline.count("tensors") < int(id[1:]):
            return None
        return next((known.tensor for known in list(self._tensors.by_id.values()) if known.id == id), None)

    def _node(self, id: str) -> Any:
        """The function with this id, if it can be reached from a tensor that lives."""
        todo: list[Any] = []
        for known in list(self._tensors.by_id.values()):
            tensor = known.tensor
            # Asked of a stale view, torch would make its function anew.
            if tensor is not None and not known.stale and is_sound(tensor) and tensor.grad_fn is not None:
                todo.append(tensor.grad_fn)
        seen = set()
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            if self._functions.id(node) == id:
                return node
            todo += [following for following, _ in node.next_functions if following is not None]
        return None


def function_jacobian(node: Any, output: int) -> Row:
    """The matrices of one output of a function, one for each of its inputs, from what it sends for each unit gradient.

    Raises:
        RefusedQuestionError: if it has no such output, or too many elements.
    """
    given = node._input_metadata
    if output >= len(given):
        raise RefusedQuestionError("not_there")
    shape, dtype = tuple(given[output].shape), given[output].dtype
    _check(shape, dtype.is_complex)
    units = [torch.zeros(tuple(part.shape), dtype=part.dtype, device=part.device) for part in given]
    places = _parts(units[output])
    sent: list[Sequence[torch.Tensor | None]] = []
    with torch.no_grad():
        for place in range(places.numel()):
            places[place] = 1
            sent.append(_sent(node, units))
            places[place] = 0
    blocks = [
        _block(number, [row[number] for row in sent], *_reached(*edge))
        for number, edge in enumerate(node.next_functions)
        if edge[0] is not None
    ]
    return {"name": node.name()[:200], "shape": shape, "complex": dtype.is_complex, "blocks": blocks}


def tensor_jacobian(of: torch.Tensor, by: torch.Tensor) -> Row:
    """The matrix of one tensor by another, through the graph between them.

    Raises:
        RefusedQuestionError: if there is no graph, or there are too many elements.
    """
    if of.grad_fn is None or not by.requires_grad:
        raise RefusedQuestionError("not_tracked")
    _check(of.shape, of.is_complex())
    _check(by.shape, by.is_complex())
    rows: list[torch.Tensor | None] = []
    unit = torch.zeros(of.shape, dtype=of.dtype, device=of.device)
    for place in range(_parts(unit).numel()):
        one = unit.clone()
        _parts(one)[place] = 1
        # The engine itself: this is no backward call of the program's.
        (row,) = torch.autograd.Variable._execution_engine.run_backward(
            (of,), (one,), True, False, (by,), allow_unreachable=True, accumulate_grad=False
        )
        rows.append(row)
    block = _block(None, rows, tuple(by.shape), by.is_complex())
    return {"shape": tuple(of.shape), "complex": of.is_complex(), "blocks": [block]}


def _check(shape: Sequence[int], is_complex: bool) -> None:
    if not 0 < math.prod(shape) * (2 if is_complex else 1) <= MOST_ELEMENTS:
        raise RefusedQuestionError("too_large")


def _parts(tensor: torch.Tensor) -> torch.Tensor:
    """All real numbers of a contiguous tensor in a row: of a complex one each element's real and imaginary part."""
    return (torch.view_as_real(tensor) if tensor.is_complex() else tensor).view(-1)


def _sent(node: Any, units: Sequence[torch.Tensor]) -> Sequence[torch.Tensor | None]:
    """What a function sends.

    Of complex eigenvectors torch refuses a gradient along their free phase, unless it is tiny. It is scaled by a power of two,
    and so is what is sent, back: in floating point that changes nothing else.
    """
    try:
        return _called(node, [unit.clone() for unit in units])
    except RuntimeError:
        if not any(unit.is_complex() for unit in units):
            raise
        answer = _called(node, [unit * _TINY for unit in units])
        return [None if part is None else part / _TINY for part in answer]


def _called(node: Any, units: Sequence[torch.Tensor]) -> Sequence[torch.Tensor | None]:
    answer = (node if callable(node) else node.apply)(*units)
    return answer if isinstance(answer, tuple) else (answer,)


def _reached(function: Any, output: int) -> tuple[tuple[int, ...], bool]:
    """The shape of what an edge leads to, and whether it is complex: what is sent becomes that on its way."""
    if hasattr(function, "variable"):
        return tuple(function.variable.shape), bool(function.variable.is_complex())
    there = function._input_metadata[output]
    return tuple(there.shape), bool(there.dtype.is_complex)


def _block(number: int | None, rows: Sequence[torch.Tensor | None], shape: tuple[int, ...], is_complex: bool) -> Row:
    """A matrix from its rows; where none was sent at all, it has none."""
    block = {"input": number, "shape": shape, "complex": is_complex}
    if all(row is None for row in rows):
        return block | {"rows": None}
    _check(shape, is_complex)
    kind = torch.complex128 if is_complex else torch.float64
    nothing = torch.zeros(shape, dtype=kind)
    return block | {"rows": [_written(nothing if row is None else row, shape, kind) for row in rows]}


def _written(row: torch.Tensor, shape: tuple[int, ...], kind: torch.dtype) -> list[float | str]:
    """As the engine passes it on: summed over stretched dimensions, of a complex number to a real input the real part."""
    dense = row.detach().to_dense().sum_to_size(shape)
    whole = (dense.real if dense.is_complex() and not kind.is_complex else dense).to(kind)
    return [_real(x) for x in _parts(whole.contiguous().resolve_conj().resolve_neg()).tolist()]


def _real(number: float) -> float | str:
    if math.isnan(number):
        return "NaN"
    return number if math.isfinite(number) else ("Infinity" if number > 0 else "-Infinity")
