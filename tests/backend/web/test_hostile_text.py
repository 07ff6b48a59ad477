"""Programs whose every name and message is markup, DOT or characters that turn text around: it stays text."""

import json

import httpx
import orjson
import pytest
from gradwalk.layout.processes import Processes
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Error, Print

GRAPHS = "/api/v1/graphs"
TEXTS = {
    "markup": "</script><img src=x onerror=evil()>",
    "dot": 'evil"]; evil [label=<<b>evil</b>> URL="javascript:evil()"]; subgraph { "',
    "svg": "<svg onload=evil()><foreignObject>&evil;",
    "bidi": "evil\u202e\u2066\u200fevil\u2069",
    "control": "evil\0\x1b[2J\x1b]0;evil\x07\r\x7f\x85\u2028",
    "surrogate": "evil\ud800\udfffevil",
    "url": "javascript:evil() {{evil}} ${evil} %0aevil",
}
PROGRAM = '''\
import collections, warnings
import torch
from torch import nn

text = {text}
# Python calls no class by these two.
name = text.replace("\\0", "").encode("utf-8", "replace").decode()


class Function(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        """</script>evil"""
        return x * 2

    @staticmethod
    def backward(ctx, gradient):
        return gradient * 2


x = torch.ones(2, requires_grad=True)
evil = type(name, (Function,), {{}}).apply(x)
model = nn.Sequential(collections.OrderedDict([(text.replace(".", ""), nn.Linear(2, 1))]))
kept = {{text: model(evil)}}
kept[text].sum().backward()
warnings.warn(text)
print(text.encode("utf-8", "backslashreplace").decode())
raise type(name, (ValueError,), {{}})(text)
'''


async def recorded(client: httpx.AsyncClient, source: str) -> tuple[httpx.Response, Recording]:
    answer = await client.post(GRAPHS, json={"source": source})
    assert answer.status_code == 201, answer.text
    return answer, from_json(answer.content)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What graphviz, and the layered layout, are told."""
    told: list[bytes] = []
    lay_out = Processes.lay_out

    async def heard(self: Processes, picture: bytes, seconds: float) -> bytes:
        told.append(picture)
        return await lay_out(self, picture, seconds)

    monkeypatch.setattr(Processes, "lay_out", heard)
    return told


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
async def test_what_a_program_calls_things_and_says_is_valid_json_and_never_dot(
    real: httpx.AsyncClient, text: str, asked: list[bytes]
) -> None:
    answer, recording = await recorded(real, PROGRAM.format(text=ascii(text)))
    content = answer.content.decode("utf-8")
    assert json.loads(content) == orjson.loads(answer.content)
    # Of control characters, JSON itself only has none.
    assert not [character for character in content if character < " "]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    shown = text.encode("utf-8", "backslashreplace").decode()
    (printed,) = (step for step in recording.steps if isinstance(step, Print))
    assert printed.text == f"{shown}\n"
    (error,) = (step for step in recording.steps if isinstance(step, Error))
    assert error.message == shown
    assert "evil" in error.exception
    assert any("evil" in function.name for function in recording.functions)
    assert any("evil" in (scope.name + (scope.module or "")) for scope in recording.scopes)
    assert recording.layout is not None
    assert asked
    assert not [picture for picture in asked if b"evil" in picture or b"script" in picture]


async def test_names_that_only_look_alike_are_kept_apart_and_those_that_python_takes_for_one_are_one(
    real: httpx.AsyncClient,
) -> None:
    latin, cyrillic, wide = "x", "\u0445", "\uff58"
    source = (
        f"import torch\n{latin} = torch.ones(1)\n{cyrillic} = torch.zeros(1)\n{wide} = {latin} + {cyrillic}\n"
        f"print({latin}.item())\n"
    )
    _, recording = await recorded(real, source)
    assert [tensor.names for tensor in recording.tensors if tensor.names] == [(latin,), (cyrillic,), (latin,)]


@pytest.mark.parametrize("text", [text for text in TEXTS.values() if text.isprintable()])
async def test_a_refusal_says_what_was_written_as_text(real: httpx.AsyncClient, text: str) -> None:
    answer = await real.post(GRAPHS, json={"source": f"!{text}\nimport os # {text}\n"})
    assert answer.status_code == 422
    assert json.loads(answer.content.decode()) == orjson.loads(answer.content)
    assert answer.headers["content-type"] == "application/problem+json"
