"""Largest, smallest, sorted, clamped, one or the other: what sends a gradient to those that were chosen."""

from .entry import Input, entry
from .shapes import BROADCAST, PICKED, REDUCED, SAME

ENTRIES = (
    entry(
        "WhereBackward0",
        en="What arrives goes to the side that was chosen, 0 to the other; 0 times a NaN or infinity further "
        "up is NaN all the same.",
        zh="传来的梯度传给被选中的一侧，另一侧得到 0；但如果再往前的斜率是 NaN 或无穷，0 乘以它仍是 NaN。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot [condition]", "torch.where(condition, grad, 0).sum_to_size(shape)"),
            Input(
                "other", r"g_{other} = g \odot [\lnot condition]", "torch.where(condition, 0, grad).sum_to_size(shape)"
            ),
        ),
    ),
    entry(
        "ClampBackward1",
        en="What arrives is sent on where the input lies within the bounds, a bound itself included; what was "
        "clamped gets nothing.",
        zh="输入在界限之内（含界限本身）处，传来的梯度原样传出；被截断处传出 0。",
        shapes=SAME,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot [min \le self \le max]",
                "torch.where((True if min is None else self >= min) & (True if max is None else self <= max), grad, 0)",
            ),
        ),
    ),
    entry(
        "ClampBackward0",
        en="What arrives goes to the input where it lies within the bounds (a bound included), else to the "
        "bound that it met.",
        zh="输入在界限之内（含界限）处，传来的梯度传给输入，否则传给它碰到的那个界限。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot [min \le self \le max]",
                "torch.where((self == self if min is None else self >= min) & (self == self if max is None "
                "else self <= max), "
                "grad, 0).sum_to_size(shape)",
            ),
            Input(
                "min",
                r"g_{min} = g \odot [self < min \le max]",
                "torch.where((self < min) & (self == self if max is None else min < max), grad, 0).sum_to_size(shape)",
            ),
            Input(
                "max",
                r"g_{max} = g \odot [self > max]",
                "torch.where((self > max) | (self != self if min is None else max < min), grad, 0).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "ClampMinBackward0",
        en="What arrives is sent on where the input is at least the bound; what was raised gets nothing.",
        zh="输入不小于下界处，传来的梯度原样传出；被抬高处传出 0。",
        shapes=SAME,
        inputs=(Input("self", r"g_{self} = g \odot [self \ge min]", "torch.where(self >= min, grad, 0)"),),
    ),
    entry(
        "ClampMinBackward1",
        en="What arrives goes to the input where it is at least the bound, else to the bound.",
        zh="输入不小于下界处，传来的梯度传给输入，否则传给下界。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot [self \ge min]", "torch.where(self >= min, grad, 0).sum_to_size(shape)"),
            Input("min", r"g_{min} = g \odot [self < min]", "torch.where(self < min, grad, 0).sum_to_size(shape)"),
        ),
    ),
    entry(
        "ClampMaxBackward0",
        en="What arrives is sent on where the input is at most the bound; what was lowered gets nothing.",
        zh="输入不大于上界处，传来的梯度原样传出；被压低处传出 0。",
        shapes=SAME,
        inputs=(Input("self", r"g_{self} = g \odot [self \le max]", "torch.where(self <= max, grad, 0)"),),
    ),
    entry(
        "ClampMaxBackward1",
        en="What arrives goes to the input where it is at most the bound, else to the bound.",
        zh="输入不大于上界处，传来的梯度传给输入，否则传给上界。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot [self \le max]", "torch.where(self <= max, grad, 0).sum_to_size(shape)"),
            Input("max", r"g_{max} = g \odot [self > max]", "torch.where(self > max, grad, 0).sum_to_size(shape)"),
        ),
    ),
    entry(
        "MaximumBackward0",
        en="What arrives goes to the larger one; at a tie each gets half.",
        zh="传来的梯度传给较大者；相等时各得一半。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot ([self > other] + \tfrac{1}{2} [self = other])",
                "torch.where(self == other, grad / 2, torch.where(self < other, 0, grad)).sum_to_size(shape)",
            ),
            Input(
                "other",
                r"g_{other} = g \odot ([other > self] + \tfrac{1}{2} [self = other])",
                "torch.where(self == other, grad / 2, torch.where(self > other, 0, grad)).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "MinimumBackward0",
        en="What arrives goes to the smaller one; at a tie each gets half.",
        zh="传来的梯度传给较小者；相等时各得一半。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot ([self < other] + \tfrac{1}{2} [self = other])",
                "torch.where(self == other, grad / 2, torch.where(self > other, 0, grad)).sum_to_size(shape)",
            ),
            Input(
                "other",
                r"g_{other} = g \odot ([other < self] + \tfrac{1}{2} [self = other])",
                "torch.where(self == other, grad / 2, torch.where(self < other, 0, grad)).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "FmaxBackward0",
        en="What arrives goes to the larger one, at a tie to the first; a NaN is passed over.",
        zh="传来的梯度传给较大者，相等时传给第一个；NaN 被忽略。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot [self \ge other]",
                "torch.where((self >= other) | (other != other), grad, 0).sum_to_size(shape)",
            ),
            Input(
                "other",
                r"g_{other} = g \odot [self < other]",
                "torch.where((self >= other) | (other != other), 0, grad).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "FminBackward0",
        en="What arrives goes to the smaller one, at a tie to the first; a NaN is passed over.",
        zh="传来的梯度传给较小者，相等时传给第一个；NaN 被忽略。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot [self \le other]",
                "torch.where((self <= other) | (other != other), grad, 0).sum_to_size(shape)",
            ),
            Input(
                "other",
                r"g_{other} = g \odot [self > other]",
                "torch.where((self <= other) | (other != other), 0, grad).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "CopysignBackward0",
        en="The size follows the first input, the sign the second: what arrives times the sign that was put "
        "on, nothing at 0.",
        zh="大小来自第一个输入，符号来自第二个：传来的梯度乘以符号的变化，在 0 处为零。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \frac{result}{self}",
                "torch.where(self == 0, 0, grad * (result / self)).sum_to_size(shape)",
            ),
            Input("other", "g_{other} = 0", "0"),
        ),
    ),
    entry(
        "CopysignBackward1",
        en="The size follows the input, the sign the constant: what arrives times the sign that was put on, "
        "nothing at 0.",
        zh="大小来自输入，符号来自常数：传来的梯度乘以符号的变化，在 0 处为零。",
        shapes=SAME,
        inputs=(
            Input(
                "self", r"g_{self} = g \odot \frac{result}{self}", "torch.where(self == 0, 0, grad * (result / self))"
            ),
        ),
    ),
    entry(
        "MaxBackward1",
        "MinBackward1",
        "MedianBackward0",
        "NanmedianBackward0",
        en="Only the chosen value counts: where it stands gets what arrives; several equal ones share it.",
        zh="只有被选中的值起作用：它所在的位置得到传来的梯度；有多个相等的元素时平分。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self", r"g_{self} = g\, \frac{[self = result]}{\sum [self = result]}", "grad * chosen / chosen.sum()"
            ),
        ),
        where={"chosen": "torch.where(result == result, self == result, self != self)"},
    ),
    entry(
        "MaxBackward0",
        "MinBackward0",
        "MedianBackward1",
        "NanmedianBackward1",
        "KthvalueBackward0",
        "ModeBackward0",
        en="What arrives goes to the one element that was chosen along `dim`, the others get nothing.",
        zh="传来的梯度传给沿 `dim` 被选中的那个元素，其余为零。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = g\, [\,i = index\,]",
                "grad.new_zeros(shape).scatter(dim, indices.reshape(kept(shape, [dim])), "
                "grad.reshape(kept(shape, [dim])))",
            ),
        ),
    ),
    entry(
        "AmaxBackward0",
        "AminBackward0",
        en="What arrives goes to the extreme element; several equal ones share it.",
        zh="传来的梯度传给最大或最小的元素；有多个相等的元素时平分。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g\, \frac{[self = result]}{\sum_{dim} [self = result]}",
                "grad.reshape(kept(shape, dim)) * chosen / chosen.sum(dim, keepdim=True)",
            ),
        ),
        where={"chosen": "self == result.reshape(kept(shape, dim))"},
    ),
    entry(
        "AminmaxBackward0",
        en="What arrives at the smallest goes to the smallest element, what arrives at the largest to the "
        "largest; equal ones share it.",
        zh="传到最小值的梯度传给最小的元素，传到最大值的梯度传给最大的元素；有多个相等的元素时平分。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g_{min}\, \frac{[self = min]}{\sum [self = min]} + g_{max}\, \frac{[self = "
                r"max]}{\sum [self = max]}",
                "grads[0].reshape(kept(shape, dims)) * low / low.sum(dims, keepdim=True) "
                "+ grads[1].reshape(kept(shape, dims)) * high / high.sum(dims, keepdim=True)",
            ),
        ),
        where={
            "dims": "[] if dim is None else [dim]",
            "low": "self == min.reshape(kept(shape, dims))",
            "high": "self == max.reshape(kept(shape, dims))",
        },
    ),
    entry(
        "SortBackward0",
        "SortBackward1",
        "TopkBackward0",
        en="Sorting only moves: every gradient goes back to where its value came from; what was not kept gets nothing.",
        zh="排序只是移动元素：每个梯度回到对应的值原来的位置；没有取出的元素得到 0。",
        shapes=PICKED,
        inputs=(Input("self", r"g_{self,index} = g", "grad.new_zeros(shape).scatter(dim, indices, grad)"),),
    ),
    entry(
        "CummaxBackward0",
        "CumminBackward0",
        en="Every running extreme is one element: it gets the sum of what arrives at all those that it is.",
        zh="每个累计最值都是某个元素：该元素得到以它为最值的各处传来的梯度之和。",
        shapes=SAME,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{j:\, index_j = i} g_j",
                "grad.new_zeros(shape).scatter_add(dim, indices, grad)",
            ),
        ),
    ),
)
