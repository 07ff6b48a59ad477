"""Calls that a library makes on the program's behalf, and that are not steps of their own: only their effects are."""

from types import CodeType, FrameType
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
    """What a frame between torch and the program is: `quiet` if its calls are no steps; `steps` if it is an optimizer's step."""

    quiet: bool
    steps: bool


_ORDINARY = Inside(False, False)


class Where(NamedTuple):
    """The program's innermost frame, whether a library works for itself in between, and which optimizer's step it is."""

    frame: FrameType | None
    quiet: bool
    name: str | None


class Library:
    """Judges code objects, each once."""

    def __init__(self) -> None:
        # By the code's place in memory, with the code, which keeps it: Python hashes all of a code object each time it is asked.
        self._judged: dict[int, tuple[Inside | None, CodeType]] = {}
        # Where the calls of modules come from that are under way, innermost last: what they do need not look further.
        self._entered: list[Where] = []
        self._entrance: CodeType | None = None

    def enter_by(self, code: CodeType) -> None:
        """Frames of `code` call modules, and say so with `enter` and `leave`."""
        self._entrance = code

    def enter(self, frame: FrameType) -> Where:
        """A module is called by `frame`."""
        where = self.where(frame)
        self._entered.append(where)
        return where

    def leave(self) -> None:
        """The call of a module has ended."""
        self._entered.pop()

    def where(self, frame: FrameType | None) -> Where:
        """Where the program is that `frame` works for."""
        judged, entrance = self._judged, self._entrance
        quiet, name = False, None
        while frame is not None:
            code = frame.f_code
            if code is entrance:
                around = self._entered[-1]
                return Where(around.frame, quiet or around.quiet, around.name or name)
            known = judged.get(id(code))
            inside = self._judge(code) if known is None else known[0]
            if inside is None:
                break
            if inside is not _ORDINARY:
                quiet = quiet or inside.quiet
                name = _step_of(frame) if inside.steps else name
            frame = frame.f_back
        return Where(frame, quiet, name)

    def _judge(self, code: CodeType) -> Inside | None:
        inside = _judge(code)
        self._judged[id(code)] = inside, code
        return inside


def _judge(code: CodeType) -> Inside | None:
    file = code.co_filename.replace("\\", "/")
    if code.co_name == TRAMPOLINE:
        return _ORDINARY
    if file == FILENAME:
        return None
    quiet = any(part in file for part in _FILES) or ("/torch/nn/modules/" in file and code.co_name in _SET_UP)
    optimizer = "/torch/optim/" in file and code.co_name == "step"
    return Inside(quiet, optimizer) if quiet or optimizer else _ORDINARY


def _step_of(frame: FrameType) -> str:
    """`AdamW.step`, also where it is Adam's that is called."""
    owner = frame.f_locals.get("self")
    return frame.f_code.co_qualname if owner is None else f"{type(owner).__name__}.step"
