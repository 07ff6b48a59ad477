"""Questions about a recorded program, answered by one more run of it in the sandbox."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from pydantic import ValidationError

from .errors import NoJacobianError, SandboxUnavailableError
from .explain.structure import structure
from .program.identity import content_id
from .recording.functions import FunctionEdge
from .recording.jacobian import Block, Jacobian, Matrix, OfFunction, OfTensors, Question, Reply
from .recording.json import from_json
from .recording.recording import Engine, Program, Recording
from .recording.wire import Batch
from .sandbox.limits import Limits
from .store.stored import Stored


class Answers(Protocol):
    """What a run that was asked something left."""

    @property
    def lines(self) -> Sequence[bytes]:
        """Complete lines, each a `Batch` in JSON."""


class Asked(Protocol):
    """Runs programs and answers questions about them: `gradwalk.sandbox`."""

    async def ready(self) -> None:
        """Wait until programs can be run."""

    @property
    def engine(self) -> Engine:
        """What runs programs, once it is ready."""

    async def run(self, program: Program, limits: Limits, client: str, written: None, question: Question) -> Answers:
        """Run a program with a question; turns go round between clients. Cancelling ends it."""


class Shelf(Protocol):
    """Keeps recordings: `gradwalk.store`."""

    async def get(self, id: str) -> Stored | None:
        """The recording with this id, or None."""


class Questions:
    """Answers questions about recordings.

    Args:
        asked: runs programs.
        shelf: has the recordings.
        limits: what one run may use.
        patience: how long to wait for a sandbox that is still starting, in seconds.
    """

    def __init__(self, asked: Asked, shelf: Shelf, limits: Limits, patience: float) -> None:
        self._asked = asked
        self._shelf = shelf
        self._limits = limits
        self._patience = patience

    async def jacobian(self, id: str, question: Question, client: str = "") -> Jacobian | None:
        """The Jacobian that is asked for, None if there is no recording with this id.

        Raises:
            NoJacobianError: if there is none; it says why.
            SandboxError: if the sandbox cannot run the program now.
            StoreError: if the database does not do what it is asked.
        """
        stored = await self._shelf.get(id)
        if stored is None:
            return None
        recording = await asyncio.to_thread(lambda: from_json(stored.json()))
        check(recording, question)
        await self._same_engine(recording)
        run = await self._asked.run(recording.program, self._limits, client, None, question)
        return await asyncio.to_thread(answer, recording, question, run.lines)

    async def _same_engine(self, recording: Recording) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._asked.ready()
        except TimeoutError:
            raise SandboxUnavailableError("it is still starting; try again in a few seconds") from None
        if content_id(recording.program, self._asked.engine) != recording.id:
            raise NoJacobianError("other_engine")


def check(recording: Recording, question: Question) -> None:
    """Look whether a recording has what a question speaks of.

    Raises:
        NoJacobianError: if it does not.
    """
    if isinstance(question, OfFunction):
        known = int(question.function[1:]) <= len(recording.functions)
        if not known or recording.functions[int(question.function[1:]) - 1].name == "AccumulateGrad":
            raise NoJacobianError("not_there")
    elif max(int(question.of[1:]), int(question.by[1:])) > len(recording.tensors):
        raise NoJacobianError("not_there")


def answer(recording: Recording, question: Question, lines: Sequence[bytes]) -> Jacobian:
    """The answer among the lines of a run, which are not trusted.

    Raises:
        NoJacobianError: if there is none, or it is of something else than the recording has.
    """
    reply = next((found for line in lines if (found := _reply(line)) is not None), None)
    if reply is None:
        raise NoJacobianError("no_answer")
    if reply.refusal is not None:
        raise NoJacobianError(reply.refusal, reply.detail)
    if not _fits(recording, question, reply):
        raise NoJacobianError("no_answer")
    return Jacobian(
        question=question,
        shape=reply.shape,
        complex=reply.complex,
        matrices=tuple(_matrix(recording, question, block) for block in reply.blocks),
    )


def _reply(line: bytes) -> Reply | None:
    # A batch has many lines' worth of work in it, and an answer none of its keys.
    if not line.startswith(b'{"reply"'):
        return None
    try:
        return Batch.model_validate_json(line).reply
    except (ValidationError, ValueError, RecursionError):
        return None


def _fits(recording: Recording, question: Question, reply: Reply) -> bool:
    rows = _parts(reply)
    if any(block.rows is not None and not _is_whole(block, rows) for block in reply.blocks):
        return False
    if isinstance(question, OfFunction):
        row = recording.functions[int(question.function[1:]) - 1]
        named = (reply.name or "").removeprefix("torch::autograd::") == row.name
        return named and all(block.input is not None and block.input < len(row.inputs) for block in reply.blocks)
    of, by = (recording.tensors[int(id[1:]) - 1] for id in (question.of, question.by))
    return reply.shape == of.shape and len(reply.blocks) == 1 and reply.blocks[0].shape == by.shape


def _is_whole(block: Block, height: int) -> bool:
    width = _parts(block)
    return block.rows is not None and len(block.rows) == height and all(len(row) == width for row in block.rows)


def _parts(of: Reply | Block) -> int:
    """How many real numbers a tensor has: a complex element has two."""
    product = 2 if of.complex else 1
    for length in of.shape:
        product *= length
    return product


def _matrix(recording: Recording, question: Question, block: Block) -> Matrix:
    argument, tensor = None, question.by if isinstance(question, OfTensors) else None
    if isinstance(question, OfFunction) and block.input is not None:
        edge = recording.functions[int(question.function[1:]) - 1].inputs[block.input]
        argument, tensor = edge.argument, edge.tensor
        if tensor is None and isinstance(edge, FunctionEdge):
            tensor = recording.functions[int(edge.function[1:]) - 1].variable
    word, size = ("zero", None) if block.rows is None else structure(block.rows)
    return Matrix(
        input=block.input,
        shape=block.shape,
        complex=block.complex,
        rows=block.rows,
        argument=argument,
        tensor=tensor,
        structure=word,
        block=size,
    )
