"""Programs made at random leave what plain torch leaves: values, gradients, versions and the graph."""

from collections.abc import Callable
from typing import Any

from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import forked, lines_of, recording_of
from .plain import behaviour_of, run, same
from .test_truth import as_held, walk

UNARY = [
    "{} * 2",
    "3 - {}",
    "{} ** 2",
    "{}.exp()",
    "{}.tanh()",
    "{}.sum()",
    "{}.t()",
    "{}[0]",
    "{}.clone()",
    "{}.detach()",
]
UNARY += [
    "{}.data",
    "{}.reshape(-1)",
    "{}.mean(0)",
    "{}.relu()",
    "{}.requires_grad_()",
    "{}.expand(3, 2, 2)",
    "-{}",
    "1 / {}",
]
BINARY = [
    "{} + {}",
    "{} * {}",
    "{} - {}",
    "{} @ {}",
    "torch.stack([{}, {}])",
    "torch.maximum({}, {})",
    "torch.cat([{}, {}])",
]
DEEDS = [
    "{}.mul_(2)",
    "{}.add_({})",
    "{}[0] = 1",
    "{}.sum().backward()",
    "{}.backward(retain_graph=True)",
    "{}.retain_grad()",
]
DEEDS += [
    "{}.grad = None",
    "{}.grad.zero_()",
    "{}.data.mul_(3)",
    "del {}",
    "{}.detach_()",
    "{}.zero_()",
    "print({}.requires_grad)",
]
DEEDS += [
    "torch.autograd.grad({}.sum(), {}, allow_unused=True)",
    "{}.register_hook(lambda g: g * 2)",
    "{}.data = {}.clone()",
]
NAMES = st.sampled_from("abcd")


@st.composite
def programs(draw: Callable[..., Any]) -> str:
    lines = [
        "import torch",
        "a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)",
        "b = torch.tensor([[0.5, -1.0], [2.0, 0.25]])",
        "c = a * b",
        "d = c.sum()",
    ]
    for _ in range(draw(st.integers(1, 12))):
        form = draw(st.sampled_from(["{} = " + made for made in UNARY + BINARY] + DEEDS))
        line = form.format(*(draw(NAMES) for _ in range(form.count("{}"))))
        free = draw(st.booleans()) or line.startswith("del")
        lines += [f"with torch.no_grad():\n    {line}"] if not free and draw(st.booleans()) else [line]
    safe = [
        f"try:\n{_indented(line)}\nexcept Exception as error:\n    print(type(error).__name__, error)"
        for line in lines[1:]
    ]
    # Torch makes the grad_fn of a view anew when it is asked for after its base was written.
    asked = [f"getattr(globals().get({name!r}), 'grad_fn', None)" for name in "abcd"]
    return "\n".join([lines[0], *safe, *asked, ""])


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(programs())
def test_any_program_is_recorded_as_it_is(source: str) -> None:
    ran: Any = forked(lambda: run(source))
    recording: Recording = recording_of(lines_of(source), source)
    assert recording.outcome.detail is None
    assert same(behaviour_of(recording), ran.behaviour)
    state = fold(recording)
    assert set(state.names) >= set(ran.tensors)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    assert {n: repr(as_held(recording, folded[n])) for n in folded} == {n: repr(ran.tensors[n]) for n in folded}
    assert {n: walk(recording, folded[n].grad_fn or "") for n in ran.graphs} == ran.graphs
