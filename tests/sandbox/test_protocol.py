"""What one side encodes, the other decodes."""

import pytest
from gradwalk.recording.jacobian import OfFunction, OfTensors, Question
from gradwalk.recording.recording import Options, Program
from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.protocol import (
    Ended,
    Fork,
    Forked,
    ForkFailed,
    Hello,
    Job,
    Kill,
    Ping,
    Reply,
    Request,
    Unavailable,
    decode_job,
    decode_reply,
    decode_request,
    encode,
    encode_job,
    engine_of,
)

HELLO = Hello(
    pid=2,
    uid=61999,
    locked=True,
    landlock=7,
    namespaces=["network"],
    baseline_bytes=5,
    engine={"gradwalk": "1", "torch": "2", "python": "3", "devices": ["cpu"]},
)


@pytest.mark.parametrize("request_", [Fork(3, Limits(wall_seconds=2.5, steps=7), ahead=True), Kill(3), Ping()])
def test_requests_arrive_as_they_were_sent(request_: Request) -> None:
    assert decode_request(encode(request_)) == request_


@pytest.mark.parametrize(
    "reply", [HELLO, Unavailable("no seccomp"), Forked(3, 99), ForkFailed(3, "no room"), Ended(3, 9, 0.25, 1 << 30)]
)
def test_replies_arrive_as_they_were_sent(reply: Reply) -> None:
    assert decode_reply(encode(reply)) == reply


@pytest.mark.parametrize("question", [None, OfFunction(function="f3", output=1), OfTensors(of="t4", by="t1")])
def test_a_job_arrives_as_it_was_sent(question: Question | None) -> None:
    program = Program(source="print('梯度')\n", options=Options(seed=2**53 - 1, max_values=3))
    job = Job(program, Limits(functions=5), question)
    assert decode_job(encode_job(job)) == job


def test_the_engine_is_what_the_zygote_found() -> None:
    assert engine_of(decode_hello()).model_dump() == {
        "gradwalk": "1",
        "torch": "2",
        "python": "3",
        "devices": ("cpu",),
    }


def decode_hello() -> Hello:
    hello = decode_reply(encode(HELLO))
    assert isinstance(hello, Hello)
    return hello
