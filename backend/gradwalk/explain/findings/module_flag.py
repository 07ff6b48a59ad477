"""`model.requires_grad = False`: a module takes any attribute, and its parameters stay as they were."""

import ast
import re
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="module_flag",
    severity="warning",
    title=Words(en="`{module}` is a module: the flag does nothing", zh="`{module}` 是模块：这个标志不起作用"),
    what=Words(
        en="`{statement}` gives the module an attribute of that name; its parameters still require gradients as before.",
        zh="`{statement}` 只是给模块添加了一个同名的属性；它的参数是否需要梯度并没有改变。",
    ),
    why=Words(
        en="`requires_grad` belongs to each tensor. A module has the method `requires_grad_()`, which sets it for all of its parameters.",
        zh="`requires_grad` 属于每个张量。模块有 `requires_grad_()` 方法，它会为模块的所有参数设置这个标志。",
    ),
    remedy=Words(en="Call the module's method.", zh="请调用模块的方法。"),
)
_INDEX = re.compile(r"\[(\d+)\]")


def find(walk: Walk) -> Iterator[Finding]:
    """Each assignment to `requires_grad` of what parameters have been named by, if its line was come to."""
    for statement in walk.source.assignments():
        match statement.targets:
            case [ast.Attribute(value=owner, attr="requires_grad")]:
                text = walk.source.text(walk.source.span(owner))
                path = _INDEX.sub(r".\1", text)
                before = walk.come_to(statement.lineno)
                named = [bind for bind in walk.binds if bind.name.startswith(f"{path}.") and bind.tensor is not None]
                module = any(walk.tensor(bind.tensor).is_parameter for bind in named if bind.tensor is not None)
                if before is not None and module and walk.meaning(text, len(walk.steps)) is None:
                    value = walk.source.text(walk.source.span(statement.value))
                    yield KIND.found(
                        walk,
                        before,
                        span=walk.source.span(statement),
                        tensors=[bind.tensor for bind in named if bind.tensor is not None],
                        changes=[walk.source.replace(statement, f"{text}.requires_grad_({value})")],
                        code=f"{text}.requires_grad_({value})",
                        module=text,
                        statement=walk.source.short(walk.source.span(statement)) or f"{text}.requires_grad = …",
                    )
            case _:
                pass
