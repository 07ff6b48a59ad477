"""Expressions over the names that there are, with the shapes of their values."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from .shapes import Names, Shape, broadcast, elements

Draw = Callable[..., Any]
Made = tuple[str, Shape]

_SAME = [
    "{}.exp()",
    "{}.tanh()",
    "-{}",
    "{} ** 2",
    "{}.relu()",
    "{} * 0.5",
    "2 - {}",
    "1 / ({} + 3)",
    "{}.abs()",
    "{}.clone()",
]
_SAME += [
    "{}.detach()",
    "{}.data",
    "{}.sigmoid()",
    "torch.where({} > 0, {}, 0.1)",
    "{}.contiguous()",
    "{}.double().float()",
]
_SAME += [
    "torch.nn.functional.softplus({})",
    "{}.clamp(-1, 1)",
    "torch.zeros_like({})",
    "{}.cumsum(0) if {}.dim() else {}",
]
_BINARY = [
    "{} + {}",
    "{} - {}",
    "{} * {}",
    "torch.maximum({}, {})",
    "{} / ({}.abs() + 1)",
    "torch.atan2({}, {})",
    "{} + 2 * {}",
]
_REDUCED = [
    "{}.sum({})",
    "{}.mean({})",
    "{}.amax({})",
    "{}.prod({})",
    "{}.logsumexp({})",
    "{}.max({}).values",
    "{}.min({})[0]",
]


def expression(draw: Draw, names: Names) -> Made:
    """An expression of one or two operations."""
    kind = draw(st.sampled_from(["same", "binary", "binary", "reduced", "view", "view", "joined", "matrix", "called"]))
    name = draw(st.sampled_from(sorted(names.shapes)))
    shape = names.shapes[name]
    if kind == "binary":
        fitting = [
            (other, made)
            for other in sorted(names.shapes)
            if (made := broadcast(shape, names.shapes[other])) is not None
        ]
        other, made = draw(st.sampled_from(fitting))
        return draw(st.sampled_from(_BINARY)).format(name, other), made
    if kind == "reduced":
        return _reduced(draw, name, shape)
    if kind == "view":
        return _view(draw, name, shape)
    if kind == "joined":
        alike = [other for other in sorted(names.shapes) if names.shapes[other] == shape]
        other = draw(st.sampled_from(alike))
        if shape and elements(shape) <= 24 and draw(st.booleans()):
            return f"torch.cat([{name}, {other}])", (2 * shape[0], *shape[1:])
        return f"torch.stack([{name}, {other}])[{draw(st.integers(0, 1))}]", shape
    if kind == "matrix" and len(shape) == 2:
        right = [
            other
            for other in sorted(names.shapes)
            if names.shapes[other][:1] == shape[1:] and len(names.shapes[other]) < 3
        ]
        if right:
            other = draw(st.sampled_from(right))
            return f"{name} @ {other}", (shape[0], *names.shapes[other][1:])
    if kind == "called" and names.functions:
        function = draw(st.sampled_from(sorted(names.functions)))
        return f"{function}({', '.join([name] * names.functions[function])})", shape
    return draw(st.sampled_from(_SAME)).replace("{}", name), shape


def _reduced(draw: Draw, name: str, shape: Shape) -> Made:
    if not shape or draw(st.booleans()):
        return f"{name}.{draw(st.sampled_from(['sum', 'mean', 'norm', 'max']))}()", ()
    dim = draw(st.integers(0, len(shape) - 1))
    return draw(st.sampled_from(_REDUCED)).format(name, dim), shape[:dim] + shape[dim + 1 :]


def _view(draw: Draw, name: str, shape: Shape) -> Made:
    forms: list[Made] = [
        (f"{name}.unsqueeze(0)", (1, *shape)),
        (f"{name}.reshape(-1)", (elements(shape),)),
        (f"{name}[...]", shape),
    ]
    if shape:
        forms += [(f"{name}[{shape[0] - 1}]", shape[1:]), (f"{name}[:1]", (1, *shape[1:])), (f"{name}.flip(0)", shape)]
        forms += [(f"{name}.unbind(0)[0]", shape[1:]), (f"{name}.split(1)[0]", (1, *shape[1:]))]
        forms += [(f"{name}[torch.tensor([0, 0])]", (2, *shape[1:])), (f"{name}.expand(2, *{name}.shape)", (2, *shape))]
        forms += [
            (f"{name}.squeeze()", tuple(size for size in shape if size != 1)),
            (f"{name}.narrow(0, 0, 1)", (1, *shape[1:])),
        ]
    if len(shape) == 2:
        forms += [
            (f"{name}.t()", shape[::-1]),
            (f"{name}[:, 0]", shape[:1]),
            (f"{name}.t().reshape(-1)", (elements(shape),)),
        ]
        forms += [(f"{name}.diagonal()", (min(shape),))]
    small: Made = draw(st.sampled_from([form for form in forms if elements(form[1]) <= 64 and len(form[1]) <= 4]))
    return small
