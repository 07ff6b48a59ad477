"""Every error that Gradwalk raises on purpose.

GradwalkError
├── RefusedError (ValueError)      the policy does not run this program; carries every violation
├── ProtocolError (ValueError)     what left the sandbox is no recording
├── SandboxError (RuntimeError)
│   ├── SandboxUnavailableError    no zygote, or a lock that must hold does not
│   └── SandboxBusyError           the queue is full; carries when to try again
├── LayoutError (RuntimeError)     a layout engine failed or took too long
└── StoreError (RuntimeError)      the database did not do what it was asked
"""


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


class StoreError(GradwalkError, RuntimeError):
    """The database did not do what it was asked."""
