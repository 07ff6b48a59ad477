"""A relu gave nothing but zeros, so no gradient passes it."""

from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ...recording.steps import Op
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="dead_relu",
    severity="warning",
    title=Words(en="A `relu` is dead: it lets nothing through", zh="`relu` 已“死亡”：什么都过不去"),
    what=Words(
        en="All {count} elements that came into `{expression}` are negative, so its output is 0 everywhere.",
        zh="`{expression}` 的 {count} 个输入元素全是负数，所以输出处处为 0。",
    ),
    why=Words(
        en="Where relu gives 0 its slope is 0: it sends only zeros to everything in front of it, which cannot learn its way out.",
        zh="relu 输出 0 的地方斜率也是 0：经过它传到前面的梯度全是零，无法靠学习恢复。",
    ),
    remedy=Words(
        en="Check the bias and the learning rate, or use `leaky_relu`.",
        zh="请检查偏置和学习率，或者改用 `leaky_relu`。",
    ),
)
LEAST_ELEMENTS = 4


def find(walk: Walk) -> Iterator[Finding]:
    """Each relu that ran backward and whose inputs are all negative."""
    told = set()
    for node in walk.nodes:
        made = walk.made[node.function]
        if walk.function(node.function).name != "ReluBackward0" or node.function in told or not isinstance(made, Op):
            continue
        told.add(node.function)
        operand = walk.operands(made)[0]
        value = walk.value(walk.value_at(operand, made.index))
        summary = value.summary
        count = 1
        for size in value.shape:
            count *= size
        if summary and isinstance(summary.max, (int, float)) and summary.max < 0 and count >= LEAST_ELEMENTS:
            yield KIND.found(
                walk,
                node,
                span=made.span,
                steps=[made.index],
                tensors=[operand, *made.outputs],
                functions=[node.function],
                places=[place(made, Words(en="all of these are 0", zh="这些全是 0"))],
                code="torch.nn.functional.leaky_relu(…)",
                expression=walk.origin(made.span, made.scope) or "relu",
                count=count,
            )
