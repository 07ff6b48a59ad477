"""Which layers of the wall hold, as seen from outside of the processes that they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .canaries import ATTEMPTS
from .protocol import Hello

_FILTERED = "2"
_NOTHING, _MEMORY = ("open files", "processes", "core file size", "file size"), "address space"
_BUG = "This is a bug: do not serve with it, and report it with this machine's kernel and container runtime."


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: in a few words what holds or does not, and, where it does not, what to do.

    A layer that is not `needed` makes the wall thicker; without one that is, no program may run.
    """

    name: str
    holds: bool
    words: str
    advice: str = ""
    needed: bool = True


def layers(hello: Hello, child: int | None = None) -> tuple[Layer, ...]:
    """What holds.

    Args:
        hello: what the zygote says of itself.
        child: a process that waits for a program: the kernel tells what holds it. None: hello's word alone.
    """
    if not hello.locked:
        advice = "Unset GRADWALK_SANDBOX. Without a sandbox only your own programs may be run, on this machine alone."
        return (Layer("sandbox", False, "off; programs run with every right of this user", advice),)
    return tuple(
        _locked(hello, _fields(child, "status", r"(\w+):\s*(.*)"), _fields(child, "limits", r"Max (.*?) {2,}(\d+) .*"))
    )


def _locked(hello: Hello, status: dict[str, str], limits: dict[str, str]) -> Iterator[Layer]:
    # The zygote has told of a first child that ended well, which it only does locked; the kernel's word is better.
    filtered = status.get("Seccomp", _FILTERED) == _FILTERED
    no_new = status.get("NoNewPrivs", "1") == "1"
    bare = int(status.get("CapPrm", "0"), 16) == 0
    yield Layer(
        "seccomp", filtered, _word("seccomp", filtered), "Use a kernel with seccomp filters (CONFIG_SECCOMP_FILTER)."
    )
    yield Layer(
        "landlock",
        bool(hello.landlock),
        f"Landlock ABI {hello.landlock}" if hello.landlock else "no Landlock on this kernel",
        "Use Linux 5.13 or newer with landlock in the `lsm=` list, and a container runtime that lets it through.",
        needed=False,
    )
    limited = all(limits.get(name, "0") == "0" for name in _NOTHING) and (not limits or _MEMORY in limits)
    yield Layer("rlimits", limited, _word("resource limits", limited), _BUG)
    yield Layer("uid", hello.uid != 0, f"uid {hello.uid}", "Start as an ordinary user, or as root that may become one.")
    yield Layer("no new privileges", no_new, _word("no new privileges", no_new), "Use Linux 3.5 or newer.")
    yield Layer("capabilities", bare, "no capabilities" if bare else "capabilities kept", _BUG)
    yield Layer(
        "namespaces",
        bool(hello.namespaces),
        f"namespaces ({', '.join(hello.namespaces)})" if hello.namespaces else "no namespaces of its own",
        "Let this user make user namespaces (sysctl user.max_user_namespaces), or give root CAP_SYS_ADMIN.",
        needed=False,
    )
    yield Layer("canaries", True, f"{len(ATTEMPTS)} canaries kept in")


def _word(name: str, holds: bool) -> str:
    return name if holds else f"no {name.removeprefix('no ')}"


def _fields(pid: int | None, file: str, line: str) -> dict[str, str]:
    """What a file of /proc/<pid> says, by name; nothing if the process is gone or not to be seen."""
    try:
        text = Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return {}
    return dict(re.findall(f"^{line}$", text, re.MULTILINE))
