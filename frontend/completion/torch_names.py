"""What the editor may complete: torch's own names with their signatures, read from torch and written as JSON.

Run by `make names`. Left out is what the policy does not run, what torch has deprecated, and what is not meant for users.
"""

import inspect
import json
import re
import sys
import warnings
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import torch
from gradwalk.policy.check import check

MODULES = (
    "torch",
    "torch.autograd",
    "torch.autograd.functional",
    "torch.autograd.graph",
    "torch.fft",
    "torch.func",
    "torch.linalg",
    "torch.nn",
    "torch.nn.functional",
    "torch.nn.init",
    "torch.nn.utils",
    "torch.optim",
    "torch.optim.lr_scheduler",
    "torch.special",
)
# What stands before the dot where it is no module: `x.`, `model.`, `opt.`.
CLASSES: dict[str, type] = {"Tensor": torch.Tensor, "Module": torch.nn.Module, "Optimizer": torch.optim.Optimizer}
LONGEST = 110
# torch re-exports the classes of its compiler and its profiler under its own name; these are the ones that programs use.
CAPITALS = frozenset({"Tensor", "Generator", "Size"})
_ROLE = re.compile(r":[\w:]+:`~?([^`<]*?)(?:\s*<[^`]*>)?`")
_MARKUP = re.compile(r"`{1,2}([^`]*)`{1,2}_{0,2}|\*\*([^*]+)\*\*")

Entry = tuple[str, str, str]


def names() -> dict[str, dict[str, Entry]]:
    """For every module and class, its public names with their kind, signature and summary; the latter may be empty.

    The kind is `f` (function or method), `c` (class), `m` (module) or `v` (attribute or constant).
    """
    found = {path: dict(_members(path, import_module(path))) for path in MODULES}
    for name, cls in CLASSES.items():
        found[name] = {
            member: (kind, signature, _followed(summary, found["torch"]))
            for member, (kind, signature, summary) in _members(name, cls)
        }
    return found


def _followed(summary: str, functions: dict[str, Entry]) -> str:
    """What a method is said to be where its own words are only `See torch.sum`."""
    pointed = re.fullmatch(r"See torch\.(\w+)(?:\(\))?", summary)
    return functions[pointed[1]][2] if pointed and pointed[1] in functions else summary


def _members(path: str, owner: ModuleType | type) -> Iterator[tuple[str, Entry]]:
    exported = getattr(owner, "__all__", None)
    for name in sorted(set(exported or ()) | {n for n in dir(owner) if not n.startswith("_")}):
        member = inspect.getattr_static(owner, name, None)
        if member is None or name.startswith("_") or not _is_offered(path, owner, name, member):
            continue
        kind = _kind(member)
        yield name, (kind, _signature(name, member) if kind in "fc" else "", _summary(name, member))


def _is_offered(path: str, owner: ModuleType | type, name: str, member: object) -> bool:
    if isinstance(member, ModuleType):
        return isinstance(owner, ModuleType) and f"{path}.{name}" in MODULES
    if path == "torch" and name[0].isupper() and name not in CAPITALS:
        return False
    if isinstance(owner, ModuleType) and (home := getattr(member, "__module__", None)) and not home.startswith("torch"):
        return False
    if "deprecated" in (_doc(member).partition("\n\n")[0]).lower():
        return False
    program = f"import torch\n{path}.{name}\n" if isinstance(owner, ModuleType) else f"x = 0\nx.{name}\n"
    return not check(program)


def _kind(member: object) -> str:
    if isinstance(member, ModuleType):
        return "m"
    if isinstance(member, type):
        return "c"
    return "f" if callable(member) or isinstance(member, classmethod | staticmethod) else "v"


def _signature(name: str, member: object) -> str:
    """As torch documents it, else as Python knows it; empty where neither does."""
    first = _doc(member).partition("\n\n")[0].replace("\n", " ")
    # Some start with the module's path, and some list several overloads; the first is shown.
    documented = re.match(rf"(?:torch\.)?(?:\w+\.)*{re.escape(name)}(\(.*?\))\s*(->\s*[\w\[\], .()]+)?", first)
    if documented:
        return _cut(" ".join(part for part in documented.groups() if part))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = str(inspect.signature(member))  # type: ignore[arg-type] # what is not callable raises TypeError
    except (TypeError, ValueError):
        return ""
    plain = re.sub(r"<[^>]*>|\btorch\.(?=Tensor|dtype|device)|\b(?:typing|collections\.abc)\.|'", "", text)
    return _cut(plain.replace("(self, ", "(").replace("(self)", "()"))


def _summary(name: str, member: object) -> str:
    if isinstance(member, int | float | str | torch.dtype | ModuleType):
        return ""
    paragraphs = [" ".join(part.split()) for part in _doc(member).split("\n\n")]
    told = [part for part in paragraphs if part and not re.match(rf"(?:[\w.]+\.)?{re.escape(name)}\(", part)]
    if not told or told[0].startswith((".. ", "Args", "-")):
        return ""
    plain = _MARKUP.sub(lambda found: found[1] or found[2] or "", _ROLE.sub(r"\1", told[0]))
    return _cut(re.split(r"(?<=[\w)])[.:](?:\s|$)", plain.removesuffix("::"))[0])


def _doc(member: object) -> str:
    return inspect.getdoc(member) or ""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def main() -> None:
    """Write every name to standard output, a line each, so that a new torch shows as lines that changed."""
    out = {"torch": torch.__version__.partition("+")[0], "names": names()}
    lines = json.dumps(out, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.write(re.sub(r'(?<=[\]}]),(?=")|(?<=\{)(?=")', lambda found: f"{found[0]}\n", lines) + "\n")


if __name__ == "__main__":
    main()
