"""Calls that a library makes on the program's behalf, and that are not steps of their own: only their effects are."""

from types import CodeType
from typing import NamedTuple

from .spans import FILENAME, TRAMPOLINE

_FILES = (
    "/torch/optim/",
    "/torch/nn/init.py",
    "/torch/_tensor_str.py",
    "/torch/nn/utils/clip_grad.py",
    "/torch/utils/data/sampler.py",
    "/torch/nn/parameter.py",
)
# Modules' own code counts where it makes or moves parameters; in `forward` it computes what the program asked for.
_SET_UP = {
    *(
        "__init__",
        "reset_parameters",
        "_reset_parameters",
        "reset_running_stats",
        "init_weights",
        "zero_grad",
        "_apply",
    ),
    *(
        "load_state_dict",
        "_load_from_state_dict",
        "_save_to_state_dict",
        "state_dict",
        "requires_grad_",
        "initialize_parameters",
    ),
}


class Inside(NamedTuple):
    """What a frame between torch and the program is: `quiet` if its calls are no steps; `name` if it is an optimizer's step."""

    quiet: bool
    name: str | None


class Library:
    """Judges code objects, each once."""

    def __init__(self) -> None:
        # By the code's place in memory, with the code, which keeps it: Python hashes all of a code object each time it is asked.
        self.judged: dict[int, tuple[Inside | None, CodeType]] = {}

    def judge(self, code: CodeType) -> Inside | None:
        """Judge a code object that has not been `judged`; None for the program's own."""
        inside = _judge(code)
        self.judged[id(code)] = inside, code
        return inside


def _judge(code: CodeType) -> Inside | None:
    file = code.co_filename.replace("\\", "/")
    if code.co_name == TRAMPOLINE:
        return Inside(False, None)
    if file == FILENAME:
        return None
    quiet = any(part in file for part in _FILES) or ("/torch/nn/modules/" in file and code.co_name in _SET_UP)
    optimizer = "/torch/optim/" in file and code.co_name == "step"
    return Inside(quiet, code.co_qualname if optimizer else None)
