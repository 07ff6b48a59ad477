"""What the kernel counts for a child: memory, processor time, and nothing at all of the rest; see setrlimit(2)."""

import resource
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .limits import Limits

STACK_BYTES = 16 << 20
_NOTHING = ("FSIZE", "CORE", "NPROC", "MEMLOCK", "MSGQUEUE", "RTPRIO", "SIGPENDING")


@dataclass(frozen=True, slots=True)
class Size:
    """A process's address space and its private writable part, in bytes."""

    address_space: int
    data: int


def size_of(status: str) -> Size:
    """Read a process's size from the text of its /proc/<pid>/status."""
    kibibytes = {
        name: int(rest.split()[0])
        for name, _, rest in (line.partition(":") for line in status.splitlines())
        if name in ("VmSize", "VmData")
    }
    return Size(kibibytes["VmSize"] << 10, kibibytes["VmData"] << 10)


def own_size() -> Size:
    """The size of this process now. It needs /proc, so ask before Landlock."""
    return size_of(Path("/proc/self/status").read_text(encoding="ascii"))


def wanted(limits: Limits, zygote: Size) -> Mapping[int, tuple[int, int]]:
    """Soft and hard limits of a child, by resource. A child starts as large as its zygote and may add its budget.

    SIGXCPU at the soft CPU limit can be caught; a second later the hard one kills.
    """
    return {
        resource.RLIMIT_AS: (zygote.address_space + limits.memory_bytes,) * 2,
        resource.RLIMIT_DATA: (zygote.data + limits.memory_bytes,) * 2,
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_STACK: (STACK_BYTES,) * 2,
        **{getattr(resource, f"RLIMIT_{name}"): (0, 0) for name in _NOTHING},
    }


def clamp(limit: tuple[int, int], hard: int) -> tuple[int, int]:
    """`limit`, kept under a hard limit that was there before and cannot be raised."""
    return limit if hard == resource.RLIM_INFINITY else (min(limit[0], hard), min(limit[1], hard))


def apply(limits: Mapping[int, tuple[int, int]]) -> None:
    """Set the limits of this process for good."""
    for kind, limit in limits.items():
        resource.setrlimit(kind, clamp(limit, resource.getrlimit(kind)[1]))


def no_descriptors() -> None:
    """Let this process open nothing more; what is open stays open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
