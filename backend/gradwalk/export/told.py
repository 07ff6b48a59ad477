"""What a picture is called and described as, for those who have it read to them. Pure."""

from collections.abc import Sequence

from ..recording.recording import Recording
from ..recording.state import State
from ..recording.steps import Bind, Error, Op, Step
from ..recording.steps import Node as Ran
from ..recording.tensors import Tensor
from .texts import LONGEST, expression, fit, table
from .words import Lang, say

LONG = 400


def name_of(tensor: Tensor, lines: Sequence[str]) -> str:
    """What a tensor is called: by the program, or by the expression that made it."""
    return fit(tensor.names[-1] if tensor.names else expression(tensor.span, lines) or tensor.id)


def told(recording: Recording, state: State, position: int, lang: Lang) -> tuple[str, str]:
    """The title and the description of a recording after `position` of its steps, folded into `state`."""
    if position == 0:
        return say("whole", lang), say("nothing", lang)
    step, lines = recording.steps[position - 1], recording.program.source.split("\n")
    what = say(step.type, lang, name=_named(step, recording))
    counted = say("sum", lang, tensors=len(state.tensors), functions=len(state.functions))
    grads = [
        f"{name_of(row, lines)}.grad = {' / '.join(table(recording.values[now.grad]))}"
        for row in recording.tensors
        if (now := state.tensors.get(row.id)) is not None and now.grad is not None and row.names
    ]
    title = say("step", lang, step=position, total=len(recording.steps), what=what)
    return title, fit(" ".join([counted, *grads]), LONG)


def _named(step: Step, recording: Recording) -> str:
    match step:
        case Ran():
            return fit(recording.functions[int(step.function[1:]) - 1].name, LONGEST)
        case Op() | Bind():
            return fit(step.name, LONGEST)
        case Error():
            return fit(step.exception, LONGEST)
        case _:
            return ""
