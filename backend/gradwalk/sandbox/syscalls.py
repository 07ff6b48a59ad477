"""Linux calls that Python does not offer, through libc: system call numbers by architecture, `syscall` and `prctl`."""

import ctypes
import errno
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47


@dataclass(frozen=True)
class Architecture:
    """An instruction set: its AUDIT_ARCH value from <linux/audit.h> and its numbers from <asm/unistd.h>."""

    audit: int
    numbers: Mapping[str, int]


# fmt: off
_X86_64 = {
    "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12,
    "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "ioctl": 16, "sched_yield": 24, "mremap": 25,
    "madvise": 28, "nanosleep": 35, "getpid": 39, "exit": 60, "gettimeofday": 96, "getrusage": 98, "times": 100,
    "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110, "sigaltstack": 131, "gettid": 186,
    "time": 201, "futex": 202, "sched_getaffinity": 204, "restart_syscall": 219, "clock_gettime": 228,
    "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "tgkill": 234, "openat": 257, "newfstatat": 262,
    "capset": 126, "unshare": 272, "seccomp": 317, "getrandom": 318, "membarrier": 324, "clone3": 435,
    "landlock_create_ruleset": 444, "landlock_restrict_self": 446,
}
_AARCH64 = {
    "ioctl": 29, "openat": 56, "close": 57, "lseek": 62, "read": 63, "write": 64, "newfstatat": 79, "fstat": 80,
    "exit": 93, "exit_group": 94, "futex": 98, "nanosleep": 101, "clock_gettime": 113, "clock_getres": 114,
    "clock_nanosleep": 115, "sched_getaffinity": 123, "sched_yield": 124, "restart_syscall": 128, "tgkill": 131,
    "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "times": 153,
    "getrusage": 165, "gettimeofday": 169, "getpid": 172, "getppid": 173, "getuid": 174, "geteuid": 175,
    "getgid": 176, "getegid": 177, "gettid": 178, "capset": 91, "unshare": 97, "brk": 214,
    "munmap": 215, "mremap": 216, "mmap": 222,
    "mprotect": 226, "madvise": 233, "seccomp": 277, "getrandom": 278, "membarrier": 283, "clone3": 435,
    "landlock_create_ruleset": 444, "landlock_restrict_self": 446,
}
# fmt: on

ARCHITECTURES = {"x86_64": Architecture(0xC000003E, _X86_64), "aarch64": Architecture(0xC00000B7, _AARCH64)}

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def architecture() -> Architecture:
    """The architecture that this process runs on.

    Raises:
        OSError: ENOSYS, if its numbers are not known here.
    """
    try:
        return ARCHITECTURES[platform.machine()]
    except KeyError:
        raise OSError(errno.ENOSYS, f"no system call numbers for {platform.machine()}") from None


def syscall(name: str, *arguments: object) -> int:
    """Make a system call; `arguments` are ctypes values, bytes or None.

    Raises:
        OSError: with the call's errno.
    """
    result: int = _libc.syscall(ctypes.c_long(architecture().numbers[name]), *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")
    return result


def prctl(option: int, value: int) -> None:
    """Change how the kernel treats this process; the options are in <linux/prctl.h>.

    Raises:
        OSError: with the call's errno.
    """
    unused = ctypes.c_ulong(0)
    if _libc.prctl(option, ctypes.c_ulong(value), unused, unused, unused):
        raise OSError(ctypes.get_errno(), f"prctl {option}: {os.strerror(ctypes.get_errno())}")
