"""Memory that goes back: glibc gives every thread an arena of its own, and each keeps what its largest recording once took."""

import contextlib
import ctypes

ARENAS = 2
_M_ARENA_MAX = -8


def limit() -> None:
    """Have all threads of this process share ARENAS arenas; call it before there are any. Without glibc nothing happens."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)
