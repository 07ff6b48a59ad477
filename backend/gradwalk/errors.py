"""Every error that Gradwalk raises on purpose.

GradwalkError
├── RefusedError (ValueError)      the policy does not run this program; carries every violation
├── ProtocolError (ValueError)     what left the sandbox is no recording
├── SandboxError (RuntimeError)
│   ├── SandboxUnavailableError    no zygote, or a lock that must hold does not
│   └── SandboxBusyError           the queue is full; carries when to try again
├── LayoutError (RuntimeError)     a layout engine failed or took too long
├── PictureTooLargeError (ValueError)  a graph has more boxes than a picture is made of
├── PlayerNotBuiltError (RuntimeError)  the front end's build is not part of this installation
├── NoJacobianError (ValueError)   a question about a derivative that has no matrix for an answer
└── StoreError (RuntimeError)      the database did not do what it was asked
"""

from typing import ClassVar


class GradwalkError(Exception):
    """The root of the tree."""


class ProtocolError(GradwalkError, ValueError):
    """What left the sandbox is no recording."""


class SandboxError(GradwalkError, RuntimeError):
    """The sandbox could not run the program."""


class SandboxUnavailableError(SandboxError):
    """There is no zygote to run programs, or a layer of the lock that must hold does not."""


class SandboxBusyError(SandboxError):
    """Every place is taken and the queue is full.

    Args:
        retry_after: seconds after which a new try makes sense.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"every runner is busy; try again in {retry_after} s")
        self.retry_after = retry_after


class LayoutError(GradwalkError, RuntimeError):
    """A layout engine failed or took too long."""


class PictureTooLargeError(GradwalkError, ValueError):
    """A graph has more boxes than a picture is made of, those that stand closed counted as one.

    Args:
        boxes: how many it has.
        most: how many it may have.
    """

    def __init__(self, boxes: int, most: int) -> None:
        super().__init__(f"the graph has {boxes} boxes, and a picture at most {most}")


class PlayerNotBuiltError(GradwalkError, RuntimeError):
    """The front end's build is not part of this installation."""

    def __init__(self) -> None:
        super().__init__("the player is not built; run `npm ci && npm run build` in the folder frontend of the source")


class NoJacobianError(GradwalkError, ValueError):
    """There is no Jacobian to show.

    Args:
        reason: one of `SENTENCES`.
        detail: what was raised while it was taken.
    """

    SENTENCES: ClassVar = {
        "not_there": "The recording has no such function or tensor, or it was gone when the other one appeared.",
        "too_large": "One side of the matrix has no elements or more than 64, a complex one counted twice.",
        "not_tracked": "No graph leads from one to the other.",
        "failed": "Taking the derivative raised an error.",
        "no_answer": "The program ended before it came to that place, or did not do the same again.",
        "other_engine": "The recording was made by another version. Post its program again, and ask of the new recording.",
    }

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(f"{self.SENTENCES[reason]}{f' {detail}' if detail else ''}")
        self.reason = reason


class StoreError(GradwalkError, RuntimeError):
    """The database did not do what it was asked."""
