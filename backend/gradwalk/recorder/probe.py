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
        RefusedQuestionError: if it has no such output, or too many elements, or complex ones.
    """
    given = node._input_metadata
    if output >= len(given):
        raise RefusedQuestionError("not_there")
    shape = tuple(given[output].shape)
    _check(shape, given[output].dtype)
    call = node if callable(node) else node.apply
    units = [torch.zeros(tuple(part.shape), dtype=part.dtype, device=part.device) for part in given]
    sent: list[Sequence[torch.Tensor | None]] = []
    with torch.no_grad():
        for place in range(math.prod(shape)):
            units[output].view(-1)[place] = 1
            answer = call(*(unit.clone() for unit in units))
            sent.append(answer if isinstance(answer, tuple) else (answer,))
            units[output].view(-1)[place] = 0
    blocks = [_block(number, [row[number] for row in sent]) for number in range(len(node.next_functions))]
    return {"name": node.name()[:200], "shape": shape, "blocks": blocks}


def tensor_jacobian(of: torch.Tensor, by: torch.Tensor) -> Row:
    """The matrix of one tensor by another, through the graph between them.

    Raises:
        RefusedQuestionError: if there is no graph, or there are too many elements, or complex ones.
    """
    if of.grad_fn is None or not by.requires_grad:
        raise RefusedQuestionError("not_tracked")
    _check(of.shape, of.dtype)
    _check(by.shape, by.dtype)
    rows: list[torch.Tensor | None] = []
    for place in range(of.numel()):
        unit = torch.zeros_like(of, memory_format=torch.contiguous_format)
        unit.view(-1)[place] = 1
        # The engine itself: this is no backward call of the program's.
        (row,) = torch.autograd.Variable._execution_engine.run_backward(
            (of,), (unit,), True, False, (by,), allow_unreachable=True, accumulate_grad=False
        )
        rows.append(row)
    return {"shape": tuple(of.shape), "blocks": [_block(None, rows, tuple(by.shape))]}


def _check(shape: Sequence[int], dtype: torch.dtype) -> None:
    if dtype.is_complex:
        raise RefusedQuestionError("complex")
    if not 0 < math.prod(shape) <= MOST_ELEMENTS:
        raise RefusedQuestionError("too_large")


def _block(number: int | None, rows: Sequence[torch.Tensor | None], shape: Sequence[int] | None = None) -> Row:
    """A matrix from its rows; where none was sent at all, it has none."""
    found = next((row for row in rows if row is not None), None)
    if found is None:
        return {"input": number, "shape": list(shape or ()), "rows": None}
    _check(found.shape, found.dtype)
    nothing = [0.0] * found.numel()
    written = [
        nothing if row is None else [_real(x) for x in row.detach().to_dense().reshape(-1).double().tolist()]
        for row in rows
    ]
    return {"input": number, "shape": list(found.shape), "rows": written}


def _real(number: float) -> float | str:
    if math.isnan(number):
        return "NaN"
    return number if math.isfinite(number) else ("Infinity" if number > 0 else "-Infinity")
