"""Namespaces: a network, message queues and a host name of one's own, with nobody else there; see namespaces(7)."""

import ctypes
import os
from pathlib import Path

from .syscalls import syscall

_FLAGS = {"network": 0x4000_0000, "ipc": 0x0800_0000, "uts": 0x0400_0000}
_NEW_USER = 0x1000_0000


def leave() -> tuple[str, ...]:
    """Leave those that the server is in for empty ones, as far as this process may. It must have one thread.

    Root may where it has CAP_SYS_ADMIN. An ordinary user may in a user namespace of its own, where the system lets it make
    one: its number stays the same there.

    Returns:
        The kinds that were left; none on a system that allows none, as containers often do not.
    """
    uid, gid = os.geteuid(), os.getegid()
    flags = sum(_FLAGS.values())
    if uid == 0:
        return tuple(_FLAGS) if _unshare(flags) else ()
    if not _unshare(flags | _NEW_USER):
        return ()
    for file, text in {"setgroups": "deny", "uid_map": f"{uid} {uid} 1", "gid_map": f"{gid} {gid} 1"}.items():
        try:
            Path("/proc/self", file).write_text(text)
        except OSError:
            # Without a number there it is nobody, which is no more.
            break
    return (*_FLAGS, "user")


def _unshare(flags: int) -> bool:
    try:
        syscall("unshare", ctypes.c_int(flags))
    except OSError:
        return False
    return True
