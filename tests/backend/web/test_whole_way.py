"""The whole way with nothing left out: the API, the policy, the sandbox, the recorder, the layout and the store."""

import asyncio

import httpx
import pytest
from gradwalk.policy.allowed import MODULES
from gradwalk.program.catalogue import Example, examples
from gradwalk.recording.fold import fold
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Recording

GRAPHS = "/api/v1/graphs"
ENDS_WITH_AN_ERROR = {"12_backward_needs_a_graph"}


async def run(client: httpx.AsyncClient, source: str) -> Recording:
    answer = await client.post(GRAPHS, json={"source": source})
    assert answer.status_code in (200, 201), answer.text
    return from_json(answer.content)


def printed(recording: Recording) -> str:
    return "".join(step.text for step in recording.steps if step.type == "print" and step.stream == "stdout")


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
async def test_an_example_comes_back_recorded_laid_out_and_stored(real: httpx.AsyncClient, example: Example) -> None:
    made = await real.post(GRAPHS, json={"source": example.source})
    recording = from_json(made.content)
    assert made.status_code == 201
    assert recording.outcome.kind == ("error" if example.name in ENDS_WITH_AN_ERROR else "finished")
    assert recording.program.source == example.source
    assert recording.steps
    assert recording.layout is not None, recording.layout_problem
    assert fold(recording).position == len(recording.steps)
    again = await real.post(GRAPHS, json={"source": example.source})
    read = await real.get(f"{GRAPHS}/{recording.id}")
    assert (again.status_code, again.content, read.content) == (200, made.content, made.content)


async def test_the_gradient_of_the_chapter_s_first_program_is_3(real: httpx.AsyncClient) -> None:
    source = next(example.source for example in examples() if example.name == "05_grad_fn")
    recording = await run(real, source)
    state = fold(recording)
    grad = state.tensors[state.names["x"]].grad
    assert grad is not None
    assert recording.values[grad].first == (3, 3, 3, 3)
    assert printed(recording).endswith("tensor([[3., 3.],\n        [3., 3.]])\n")


async def test_the_seed_is_the_program_s(real: httpx.AsyncClient) -> None:
    source = "import torch, random\nimport numpy as np\nprint(torch.rand(1).item(), random.random(), np.random.rand())"
    texts = []
    for seed in (0, 1):
        answer = await real.post(GRAPHS, json={"source": source, "options": {"seed": seed}})
        texts.append(printed(from_json(answer.content)))
    assert texts[0] != texts[1]
    assert all(text.count(".") == 3 for text in texts)


async def test_every_module_that_the_policy_allows_can_be_imported(real: httpx.AsyncClient) -> None:
    names = sorted(MODULES - {"__future__"})
    recording = await run(real, "\n".join(f"import {name}" for name in names) + "\nprint('all')")
    assert printed(recording) == "all\n", recording.steps[-1]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("while True: pass", {"timeout"}),
        ("import time\ntime.sleep(60)", {"timeout"}),
        ("import torch\nx = torch.empty(10**12)", {"error", "out_of_memory"}),
        ("print('x' * 10_000_000)", {"finished", "too_large"}),
        ("x = bytearray(4 * 10**9)", {"error", "out_of_memory"}),
        ("def f(): f()\nf()", {"error"}),
        ("1 / 0", {"error"}),
        ("raise SystemExit(3)", {"error", "finished", "killed"}),
    ],
)
async def test_a_program_that_misbehaves_has_a_clear_end_and_the_next_one_runs(
    real: httpx.AsyncClient, source: str, kinds: set[str]
) -> None:
    recording = await run(real, source)
    assert recording.outcome.kind in kinds
    assert printed(await run(real, f"print({source!r})")) == f"{source}\n"


@pytest.mark.parametrize("source", ["import socket", "import os\nos.fork()", "().__class__.__base__.__subclasses__()"])
async def test_a_program_that_reaches_out_is_refused(real: httpx.AsyncClient, source: str) -> None:
    answer = await real.post(GRAPHS, json={"source": source})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:refused")


async def test_what_was_recorded_before_the_end_is_kept(real: httpx.AsyncClient) -> None:
    recording = await run(real, "import torch\nx = torch.ones(2, requires_grad=True)\ny = x * 2\nwhile True: pass\n")
    assert recording.outcome.kind == "timeout"
    assert {function.name for function in recording.functions} == {"AccumulateGrad", "MulBackward0"}
    assert (await real.get(f"{GRAPHS}/{recording.id}")).status_code == 200


async def test_the_page_and_the_api_answer_while_programs_run(real: httpx.AsyncClient) -> None:
    running = asyncio.create_task(run(real, "import time\ntime.sleep(1.2)\nprint('done')"))
    await asyncio.sleep(0.1)
    assert (await real.get("/api/v1/examples")).status_code == 200
    assert not running.done()
    assert printed(await running) == "done\n"


async def test_a_picture_says_of_a_tensor_what_it_is_at_its_step(real: httpx.AsyncClient) -> None:
    recording = await run(real, "import torch\nnet = torch.nn.Linear(2, 1)\nnet.double()\n")
    pictures = [(await real.get(f"{GRAPHS}/{recording.id}.svg?step={step}")).text for step in (1, len(recording.steps))]
    assert ["float64" in picture for picture in pictures] == [False, True]
