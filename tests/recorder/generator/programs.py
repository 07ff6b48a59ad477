"""Statements, blocks and whole programs."""

from typing import Any

from hypothesis import strategies as st

from .expressions import Draw, expression
from .shapes import Names

_START = [
    "import torch",
    "a = torch.tensor([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]], requires_grad=True)",
    "b = torch.tensor([0.5, -1.5, 2.0], requires_grad=True)",
    "c = torch.tensor([[0.1], [0.2]])",
    "d = torch.tensor(1.5, requires_grad=True)",
    "w = torch.linspace(-1, 1, 9).reshape(3, 3).requires_grad_()",
]
_SHAPES = {"a": (2, 3), "b": (3,), "c": (2, 1), "d": (), "w": (3, 3)}
# What writes to a tensor or turns a flag; many are refused for some tensors, which is a case of its own. A hook for a view
# whose base was written without grad mode ends the process, in torch 2.13 itself, unless its grad_fn was asked for before.
_WRITES = [
    "{}.mul_(0.5)",
    "{}.add_(1)",
    "{}[...] = 0.25",
    "{}.zero_()",
    "{}.data.mul_(2)",
    "{}.clamp_(-2, 2)",
    "{}.neg_()",
]
_WRITES += [
    "{}.detach_()",
    "{}.requires_grad_()",
    "{}.retain_grad()",
    "{}.grad = None",
    "{}.grad_fn, {}.register_hook(lambda g: g * 0.5)",
]
_WRITES += [
    "{}.view(-1)[0] = 3.0",
    "{}.data = {}.detach() + 1",
    "{}.grad_fn, {}.register_hook(lambda g: None)",
    "{} *= 2",
    "{} += {}",
]
_LOOKS = ["print({}.requires_grad, {}.is_leaf)", "print({})", "print(f'{{}.sum():.4f}')", "print({}.grad is None)"]


@st.composite
def programs(draw: Draw, longest: int = 9) -> str:
    """A program that binds tensors, changes them and runs backward, in blocks of every kind."""
    names = Names(dict(_SHAPES))
    lines = list(_START)
    for _ in range(draw(st.integers(2, longest))):
        lines += _guarded(_statement(draw, names, 2))
    # A view's grad_fn is made anew by torch when it is asked for after its base was written: ask on both sides.
    asked = "    getattr(value, 'grad_fn', None) if isinstance(value, torch.Tensor) else None"
    safe = [
        "for value in list(globals().values()):",
        "    try:",
        f"    {asked}",
        "    except RuntimeError:",
        "        pass",
    ]
    return "\n".join([*lines, *safe, "del value", ""])


def _statement(draw: Draw, names: Names, depth: int) -> list[str]:
    kinds = ["bind"] * 6 + ["write"] * 3 + ["backward"] * 2 + ["grad", "look", "rebind", "delete"]
    kinds += ["if", "for", "while", "with", "function", "try"] if depth else []
    kind = draw(st.sampled_from(kinds))
    name = draw(st.sampled_from(sorted(names.shapes)))
    match kind:
        case "bind" | "rebind":
            text, shape = expression(draw, names)
            target = name if kind == "rebind" else names.fresh()
            names.shapes[target] = shape
            return [f"{target} = {text}"]
        case "write":
            return [draw(st.sampled_from(_WRITES)).replace("{}", name)]
        case "backward":
            keep = draw(st.sampled_from(["", "retain_graph=True", "retain_graph=True", "create_graph=True"]))
            return [f"{name}.sum().backward({keep})"]
        case "grad":
            wanted = draw(st.sampled_from(["a", "b", "d", "w"]))
            target = names.fresh()
            create = draw(st.booleans())
            call = f"torch.autograd.grad(({name} ** 2).sum(), {wanted}, allow_unused=True, create_graph={create})"
            return [f"({target},) = {call}"]
        case "look":
            return [draw(st.sampled_from(_LOOKS)).replace("{}", name)]
        case "delete" if name.startswith("v"):
            del names.shapes[name]
            return [f"del {name}"]
        case "function":
            return _function(draw, names, depth)
        case "if" | "for" | "while" | "with" | "try":
            return _block(draw, kind, name, names, depth)
    return ["pass"]


def _block(draw: Draw, kind: Any, name: str, names: Names, depth: int) -> list[str]:
    body = _body(draw, names.inside(), depth)
    names.made += 100
    match kind:
        case "if":
            return [f"if {name}.sum() > 0:", *body, "else:", *_body(draw, names.inside(), depth)]
        case "for":
            return [f"for i{depth} in range({draw(st.integers(1, 3))}):", *body]
        case "while":
            return [f"n{depth} = 0", f"while n{depth} < 2:", f"    n{depth} += 1", *body]
        case "with":
            guard = draw(st.sampled_from(["no_grad()", "enable_grad()", "set_grad_enabled(False)", "inference_mode()"]))
            return [f"with torch.{guard}:", *body]
        case _:
            return [
                "try:",
                *body,
                "    raise ValueError('thrown')",
                "except ValueError as caught:",
                "    print(caught)",
            ]


def _function(draw: Draw, names: Names, depth: int) -> list[str]:
    function = f"f{names.fresh()[1:]}"
    inner = Names({"p": (2, 3), "q": (2, 3)}, {}, names.made + 1000)
    lines = _body(draw, inner, depth)
    names.functions[function] = 2
    return [f"def {function}(p, q):", *lines, "    return p * 2"]


def _body(draw: Draw, names: Names, depth: int) -> list[str]:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        lines += _statement(draw, names, depth - 1)
    return [f"    {line}" for line in lines]


def _guarded(lines: list[str]) -> list[str]:
    return [
        "try:",
        *(f"    {line}" for line in lines),
        "except Exception as error:",
        "    print(type(error).__name__, error)",
    ]
