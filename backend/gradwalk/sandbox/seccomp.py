"""The system calls that a child may make: a classic BPF program as a pure function, and its installation.

The program's form is that of <linux/filter.h>, the data it reads `struct seccomp_data`; see seccomp(2).
"""

import ctypes
import errno
import struct

from .syscalls import Architecture, syscall

ALLOWED = (
    *("read", "write", "close", "fstat", "lseek"),
    *("brk", "mmap", "mprotect", "munmap", "mremap", "madvise", "futex", "membarrier"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall"),
    *("nanosleep", "clock_nanosleep", "clock_gettime", "clock_getres", "gettimeofday", "time", "times"),
    *("getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getrusage", "getrandom"),
    *("sched_yield", "sched_getaffinity", "exit", "exit_group"),
)
# Python and glibc meet these answers with the fallback or the exception that a program expects; the rest is EPERM.
REFUSED = {"clone3": errno.ENOSYS, "ioctl": errno.ENOTTY, "openat": errno.EACCES, "newfstatat": errno.EACCES}

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_KILL_PROCESS, _ALLOW, _ERRNO = 0x8000_0000, 0x7FFF_0000, 0x0005_0000
_X32_NUMBERS = 0x4000_0000
_SET_MODE_FILTER = 1


def program(architecture: Architecture, pid: int) -> bytes:
    """The filter for process `pid`, which may signal itself (abort) and nobody else: 8 bytes an instruction."""
    numbers = architecture.numbers
    code = [
        _instruction(_LOAD, _ARCHITECTURE),
        _instruction(_EQUAL, architecture.audit, jump_true=1),
        _instruction(_RETURN, _KILL_PROCESS),
        _instruction(_LOAD, _NUMBER),
        _instruction(_AT_LEAST, _X32_NUMBERS, jump_false=1),
        _instruction(_RETURN, _KILL_PROCESS),
    ]
    for name in ALLOWED:
        # aarch64 has no `time`: its libc never calls it.
        if name in numbers:
            code += _answer(numbers[name], _ALLOW)
    for name, error in REFUSED.items():
        code += _answer(numbers[name], _ERRNO | error)
    code += [
        _instruction(_EQUAL, numbers["tgkill"], jump_false=3),
        # The low half of a 64-bit argument, on the little-endian machines that are known here.
        _instruction(_LOAD, _FIRST_ARGUMENT),
        _instruction(_EQUAL, pid, jump_false=1),
        _instruction(_RETURN, _ALLOW),
        _instruction(_RETURN, _ERRNO | errno.EPERM),
    ]
    return b"".join(code)


def _instruction(code: int, operand: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, jump_true, jump_false, operand)


def _answer(number: int, answer: int) -> list[bytes]:
    return [_instruction(_EQUAL, number, jump_false=1), _instruction(_RETURN, answer)]


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def install(code: bytes) -> None:
    """Filter this thread's system calls, and those of whatever it starts, until it ends.

    Raises:
        OSError: if the kernel has no seccomp filters or this process may not set one.
    """
    buffer = ctypes.create_string_buffer(code, len(code))
    fprog = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    syscall("seccomp", ctypes.c_ulong(_SET_MODE_FILTER), ctypes.c_ulong(0), ctypes.byref(fprog))
