"""Fewer, larger pages: what a fork copies and an exit takes down is a page table, and theirs is a five-hundredth as long."""

import ctypes
import re
from pathlib import Path

_HUGE = 2 << 20
_MADV_COLLAPSE = 25
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw-p \S+ \S+ \d+ *(\[heap\])?$")


def collapse() -> int:
    """Put this process's own memory, as far as it is there and long enough, on pages of 2 MiB.

    Linux can do so from 6.1 on. Elsewhere, and where memory is short, it stays as it is: forks then take milliseconds longer.

    Returns:
        How many bytes the kernel has moved.
    """
    madvise = ctypes.CDLL(None, use_errno=True).madvise
    moved = 0
    for line in Path("/proc/self/maps").read_text().splitlines():
        if found := _MAPPING.match(line):
            start = -(-int(found[1], 16) // _HUGE) * _HUGE
            size = int(found[2], 16) // _HUGE * _HUGE - start
            if size > 0 and madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), _MADV_COLLAPSE) == 0:
                moved += size
    return moved
