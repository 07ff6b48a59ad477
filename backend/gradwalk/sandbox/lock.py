"""The order in which a zygote and its children give up what they have. Each step is the last that could be taken there."""

import fcntl
import os
import signal
import struct
from dataclasses import dataclass

from . import landlock, namespaces, rlimits, seccomp
from .limits import Limits
from .syscalls import (
    PR_CAP_AMBIENT,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    architecture,
    prctl,
    syscall,
)

UNPRIVILEGED = 61999
RESULT, SOURCE = 3, 4
_ABOVE = 64
_CLEAR_AMBIENT = 4
_CAPABILITIES_VERSION = 0x2008_0522


@dataclass(frozen=True, slots=True)
class Cell:
    """What every child of one zygote has in common: taken before the zygote is locked, used after each fork."""

    zygote: int
    size: rlimits.Size
    null: int
    locked: bool


def lock_zygote(uid: int) -> tuple[int, tuple[str, ...]]:
    """Lock this process for good, and with it every child to come. All that it needs must be loaded.

    Returns:
        The Landlock ABI that holds, 0 for none, and the kinds of namespaces that it has for itself.

    Raises:
        OSError: if a layer that must hold does not.
    """
    os.chdir("/")
    left = namespaces.leave()
    if os.geteuid() == 0:
        _give_up_root(uid)
        left = left or namespaces.leave()
    _give_up_capabilities()
    # setresuid clears both of these.
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    prctl(PR_SET_DUMPABLE, 0)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    return landlock.deny_all(), left


def lock_child(cell: Cell, source: int, result: int, limits: Limits) -> None:
    """Lock this process, just forked, before it reads a byte of a program.

    Afterwards descriptor 3 is the result, 4 the source, and 0 to 2 lead nowhere.

    Raises:
        OSError: if a layer that must hold does not.
    """
    os.setsid()
    _keep_only(cell.null, source, result)
    rlimits.apply(rlimits.wanted(limits, cell.size))
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != cell.zygote:
        raise ProcessLookupError("the zygote is gone")
    if cell.locked:
        landlock.deny_all()
        # Landlock needs a descriptor for a moment.
        rlimits.no_descriptors()
        seccomp.install(seccomp.program(architecture(), os.getpid()))


def _give_up_root(uid: int) -> None:
    try:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    except OSError as error:
        raise OSError(
            error.errno, f"root cannot become uid {uid}, so start as an ordinary user: {error.strerror}"
        ) from error


def _give_up_capabilities() -> None:
    """What an ordinary user was given beside (to listen on port 80, say) is for the server; see capset(2)."""
    prctl(PR_CAP_AMBIENT, _CLEAR_AMBIENT)
    syscall("capset", struct.pack("=Ii", _CAPABILITIES_VERSION, 0), bytes(24))


def _keep_only(null: int, source: int, result: int) -> None:
    null, source, result = (fcntl.fcntl(descriptor, fcntl.F_DUPFD, _ABOVE) for descriptor in (null, source, result))
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.dup2(result, RESULT)
    os.dup2(source, SOURCE)
    os.closerange(SOURCE + 1, os.sysconf("SC_OPEN_MAX"))
