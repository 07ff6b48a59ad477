"""What the server and the zygote say to each other, and the job that a child reads. Neither passes through a program's hands.

Control messages are JSON, one a packet of a SOCK_SEQPACKET socket; `Fork` carries two descriptors.
"""

import json
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from ..recording.jacobian import Question
from ..recording.recording import Engine, Program
from .limits import Limits

PACKET_BYTES = 65_536
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


@dataclass(frozen=True, slots=True)
class Hello:
    """The zygote is loaded, locked and has run a first child. `uid`, `landlock` and `namespaces` are what holds; see `layers`.

    `baseline_bytes` is the peak resident memory of a child that ran an empty program.
    """

    pid: int
    uid: int
    locked: bool
    landlock: int
    namespaces: list[str]
    baseline_bytes: int
    engine: dict[str, object]


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The zygote cannot be, or cannot be locked."""

    reason: str


@dataclass(frozen=True, slots=True)
class Fork:
    """Make a child under these limits, with the descriptors that come along: where it reads its job, where it writes.

    `ahead` says that no program waits for it yet.
    """

    child: int
    limits: Limits
    ahead: bool


@dataclass(frozen=True, slots=True)
class Forked:
    """The child is there, and locks itself before it reads its job."""

    child: int
    pid: int


@dataclass(frozen=True, slots=True)
class ForkFailed:
    """The system would not fork."""

    child: int
    reason: str


@dataclass(frozen=True, slots=True)
class Kill:
    """End the child, if it still runs."""

    child: int


@dataclass(frozen=True, slots=True)
class Ping:
    """The server asks whether the zygote still serves."""


@dataclass(frozen=True, slots=True)
class Pong:
    """It does."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What wait4 said of the child: its wait status, its processor time in seconds, its peak resident memory in bytes."""

    child: int
    status: int
    cpu_seconds: float
    peak_bytes: int


Request = Fork | Kill | Ping
Reply = Hello | Unavailable | Forked | ForkFailed | Pong | Ended

_REPLIES: dict[str, type[Reply]] = {
    kind.__name__: kind for kind in (Hello, Unavailable, Forked, ForkFailed, Pong, Ended)
}


def encode(message: Request | Reply) -> bytes:
    """The message as one packet."""
    return json.dumps({type(message).__name__: asdict(message)}).encode()


def decode_request(packet: bytes) -> Request:
    """The server's message in `packet`."""
    [(name, fields)] = json.loads(packet).items()
    if name == "Fork":
        return Fork(fields["child"], Limits(**fields["limits"]), fields["ahead"])
    return Kill(**fields) if name == "Kill" else Ping()


def decode_reply(packet: bytes) -> Reply:
    """The zygote's message in `packet`."""
    [(name, fields)] = json.loads(packet).items()
    return _REPLIES[name](**fields)


@dataclass(frozen=True, slots=True)
class Job:
    """What a child is to do: run a program within limits and, while it runs, answer a question about it."""

    program: Program
    limits: Limits
    question: Question | None = None


def encode_job(job: Job) -> bytes:
    """What a child reads from descriptor 4."""
    question = None if job.question is None else job.question.model_dump()
    return json.dumps(
        {"program": job.program.model_dump(), "limits": asdict(job.limits), "question": question}
    ).encode()


def decode_job(text: bytes) -> Job:
    """What `encode_job` wrote."""
    job = json.loads(text)
    question = None if job["question"] is None else _QUESTION.validate_python(job["question"])
    return Job(Program.model_validate(job["program"]), Limits(**job["limits"]), question)


def engine_of(hello: Hello) -> Engine:
    """The versions that the zygote found."""
    return Engine.model_validate(hello.engine, strict=False)
