"""The filter, run by an interpreter of classic BPF, and its numbers, compared with the kernel's own headers."""

import errno
import re
import struct
from pathlib import Path

import pytest
from gradwalk.sandbox.seccomp import ALLOWED, REFUSED, program
from gradwalk.sandbox.syscalls import ARCHITECTURES, Architecture

PID = 4321
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
HEADERS = {
    "x86_64": ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"),
    "aarch64": ("/usr/include/asm-generic/unistd.h",),
}


def answer(code: bytes, audit: int, number: int, first: int = 0) -> int:
    """What the filter `code` says to a system call: `struct seccomp_data` in, the return value out."""
    data = struct.pack("=iIQ6Q", number, audit, 0, first, 0, 0, 0, 0, 0)
    instructions = list(struct.iter_unpack("=HBBI", code))
    accumulator = at = 0
    while True:
        operation, jump_true, jump_false, operand = instructions[at]
        at += 1
        match operation:
            case 0x20:
                (accumulator,) = struct.unpack_from("=I", data, operand)
            case 0x15:
                at += jump_true if accumulator == operand else jump_false
            case 0x35:
                at += jump_true if accumulator >= operand else jump_false
            case 0x06:
                return int(operand)
            case _:
                raise AssertionError(f"operation {operation:#x} is not known here")


def named(architecture: Architecture, name: str, first: int = 0) -> int:
    return answer(program(architecture, PID), architecture.audit, architecture.numbers[name], first)


@pytest.fixture(params=ARCHITECTURES)
def architecture(request: pytest.FixtureRequest) -> Architecture:
    return ARCHITECTURES[request.param]


def test_only_what_is_listed_is_allowed(architecture: Architecture) -> None:
    allowed = {architecture.numbers[name] for name in ALLOWED if name in architecture.numbers}
    code = program(architecture, PID)
    assert {number for number in range(600) if answer(code, architecture.audit, number) == ALLOW} == allowed


def test_what_is_not_listed_is_not_permitted(architecture: Architecture) -> None:
    known = set(architecture.numbers.values())
    code = program(architecture, PID)
    assert {answer(code, architecture.audit, number) for number in range(600) if number not in known} == {
        ERRNO | errno.EPERM
    }


def test_calls_with_a_fallback_get_the_error_that_leads_to_it(architecture: Architecture) -> None:
    assert {name: named(architecture, name) for name in REFUSED} == {
        "clone3": ERRNO | errno.ENOSYS,
        "ioctl": ERRNO | errno.ENOTTY,
        "openat": ERRNO | errno.EACCES,
        "newfstatat": ERRNO | errno.EACCES,
    }


def test_a_child_may_signal_itself_and_nobody_else(architecture: Architecture) -> None:
    assert named(architecture, "tgkill", PID) == ALLOW
    assert {named(architecture, "tgkill", pid) for pid in (0, 1, PID - 1, PID + 1, 2**32 - 1)} == {ERRNO | errno.EPERM}


def test_another_architectures_calls_kill(architecture: Architecture) -> None:
    code = program(architecture, PID)
    i386 = 0x40000003
    assert {answer(code, i386, number) for number in range(600)} == {KILL}


def test_x32_calls_kill() -> None:
    x86_64 = ARCHITECTURES["x86_64"]
    code = program(x86_64, PID)
    assert {answer(code, x86_64.audit, 0x40000000 | number) for number in range(600)} == {KILL}


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_numbers_are_the_kernels(machine: str) -> None:
    header = next((Path(path) for path in HEADERS[machine] if Path(path).exists()), None)
    if header is None:
        pytest.skip(f"the kernel's headers for {machine} are not installed")
    text = header.read_text(encoding="ascii")
    kernels = {
        name: int(number) for name, number in re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", text, re.MULTILINE)
    }
    # The generic table calls fstatat by its 64-bit name only where it is defined from it.
    kernels.setdefault("newfstatat", kernels.get("fstatat", -1))
    ours = ARCHITECTURES[machine].numbers
    assert dict(ours) == {name: kernels[name] for name in ours}
