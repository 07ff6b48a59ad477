"""Convolutions and pooling."""

from ...recording.base import Words
from .entry import Input, entry

_CONVOLUTION = Words(
    en="What arrives has the output's shape (batch, channels out, places); input, weight and bias get their own shapes.",
    zh="传来的梯度与输出同形（批、输出通道、位置）；输入、权重、偏置得到各自形状的梯度。",
)
_POOLING = Words(
    en="What arrives has one number a window; what is sent has the input's shape.",
    zh="每个窗口传来一个数；传出的与输入同形。",
)
# The places that each window read, and what of the padded input lies where.
_AVERAGE = {
    "each": "lambda its: list(its) * (n // len(its))",
    "kernel": "each(kernel_size)",
    "steps": "each(stride or kernel_size)",
    "pads": "each(padding)",
    "around": "[by for by in reversed(pads) for _ in range(2)]",
    "inside": "torch.nn.functional.pad(grad.new_ones((1, 1, *shape[-n:])), around, value=1 if count_include_pad else 0)",
    "ones": "grad.new_ones((1, 1, *kernel))",
    "lengths": "[(m - 1) * s + k for m, s, k in zip(grad.shape[-n:], steps, kernel)]",
    "room": "[length for full, its in zip(reversed(lengths), reversed(inside.shape[-n:])) for length in (0, full - its)]",
    "sizes": "divisor_override or torch.convolution(torch.nn.functional.pad(inside, room), ones, None, steps, "
    "[0] * n, [1] * n, "
    "False, [0] * n, 1)",
    "shares": "grad.reshape(-1, 1, *grad.shape[-n:]) / sizes",
    "spread": "torch.convolution(shares, ones, None, steps, [0] * n, [1] * n, True, [0] * n, 1)",
    "back": "[by for p, full, its in zip(reversed(pads), reversed(lengths), reversed(shape[-n:])) "
    "for by in (-p, its + p - full)]",
}
_AVERAGE_EN = (
    "Every element of a window has an equal part in its mean: it gets what arrives there divided by the window's size."
)
_AVERAGE_ZH = "窗口中每个元素对均值的贡献相同：得到传到该窗口的梯度除以窗口大小，重叠处相加。"
_LARGEST_EN = "What arrives at a window goes to its largest element alone; the others get 0."
_LARGEST_ZH = "传到一个窗口的梯度只传给其中最大的元素，其余得到 0。"
_LARGEST = r"g_{self,i} = \sum_{windows:\, index = i} g"
_PLACE = {
    "part": "lambda n, m: torch.stack([((torch.arange(n) >= i * n // m) & (torch.arange(n) < -((i + 1) * n // -m)))"
    ".to(grad.dtype) / (-((i + 1) * n // -m) - i * n // m) for i in range(m)])",
}

ENTRIES = (
    entry(
        "ConvolutionBackward0",
        en="The input gets what arrives spread out again by the same weights (a transposed convolution); a "
        "weight gets the sum, over "
        "all places, of what arrives times the input it met there; the bias gets the sum.",
        zh="输入得到用同样权重把传来的梯度摊回去的结果（转置卷积）；"
        "每个权重得到所有位置上传来的梯度与它遇到的输入之积的和；偏置得到总和。",
        shapes=_CONVOLUTION,
        inputs=(
            Input(
                "input",
                r"g_{input} = g *^\top weight",
                "torch.convolution(grad, weight.conj(), None, stride, padding, dilation, not transposed, "
                "[0] * n if transposed else rest, groups)[tuple(map(slice, shape))]",
                kind="sum",
            ),
            Input(
                "weight",
                r"g_{weight}[k] = \sum_p g[p]\; \conj{input[stride\, p + dilation\, k - padding]}",
                "torch.cat([torch.convolution(moved.conj().transpose(0, 1), fixed.transpose(0, 1), None, "
                "dilation, padding, "
                "stride, False, [0] * n, 1).transpose(0, 1) for moved, fixed in pairs])[at]",
                kind="sum",
            ),
            Input(
                "bias",
                r"g_{bias} = \sum_{batch,\, places} g",
                "grad.sum([d for d in range(n + 2) if d != 1])",
                kind="sum",
            ),
        ),
        where={
            "n": "weight.dim() - 2",
            "stride, padding, dilation": "[list(its) * (n // len(its)) for its in (stride, padding, dilation)]",
            "rest": "[i + 2 * p - (d * (k - 1) + 1) - (o - 1) * s for i, o, k, s, p, d in "
            "zip(input.shape[2:], grad.shape[2:], weight.shape[2:], stride, padding, dilation)]",
            "pairs": "list(zip(*(it.chunk(groups, 1) for it in ((grad.conj(), input.conj()) if transposed "
            "else (input, grad)))))",
            "at": "(slice(None), slice(None), *map(slice, weight.shape[2:]))",
        },
    ),
    entry(
        "MaxPool2DWithIndicesBackward0",
        "AdaptiveMaxPool2DBackward0",
        "FractionalMaxPool2DBackward0",
        en=_LARGEST_EN,
        zh=_LARGEST_ZH,
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                _LARGEST,
                "grad.new_zeros(shape).flatten(-2).scatter_add(-1, result1.flatten(-2), grad.flatten(-2)).reshape(shape)",
            ),
        ),
    ),
    entry(
        "MaxPool3DWithIndicesBackward0",
        "AdaptiveMaxPool3DBackward0",
        "FractionalMaxPool3DBackward0",
        en=_LARGEST_EN,
        zh=_LARGEST_ZH,
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                _LARGEST,
                "grad.new_zeros(shape).flatten(-3).scatter_add(-1, result1.flatten(-3), grad.flatten(-3)).reshape(shape)",
            ),
        ),
    ),
    entry(
        "MaxUnpool2DBackward0",
        en="Every element gets what arrives where it was put.",
        zh="每个元素得到它被放入处传来的梯度。",
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                r"g_{self} = g[indices]",
                "grad.flatten(-2).gather(-1, indices.flatten(-2)).reshape(shape)",
            ),
        ),
    ),
    entry(
        "MaxUnpool3DBackward0",
        en="Every element gets what arrives where it was put.",
        zh="每个元素得到它被放入处传来的梯度。",
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                r"g_{self} = g[indices]",
                "grad.flatten(-3).gather(-1, indices.flatten(-3)).reshape(shape)",
            ),
        ),
    ),
    entry(
        "AvgPool2DBackward0",
        en=_AVERAGE_EN,
        zh=_AVERAGE_ZH,
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{windows \ni i} \frac{g}{size}",
                "torch.nn.functional.pad(spread, back).reshape(shape)",
                kind="spread",
            ),
        ),
        where={"n": "2"} | _AVERAGE,
    ),
    entry(
        "AvgPool3DBackward0",
        en=_AVERAGE_EN,
        zh=_AVERAGE_ZH,
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{windows \ni i} \frac{g}{size}",
                "torch.nn.functional.pad(spread, back).reshape(shape)",
                kind="spread",
            ),
        ),
        where={"n": "3"} | _AVERAGE,
    ),
    entry(
        "AdaptiveAvgPool2DBackward0",
        en=_AVERAGE_EN,
        zh=_AVERAGE_ZH,
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{windows \ni i} \frac{g}{size}",
                "part(shape[-2], grad.shape[-2]).mT @ grad @ part(shape[-1], grad.shape[-1])",
                kind="spread",
            ),
        ),
        where=_PLACE,
    ),
    entry(
        "AdaptiveAvgPool3DBackward0",
        en=_AVERAGE_EN,
        zh=_AVERAGE_ZH,
        shapes=_POOLING,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{windows \ni i} \frac{g}{size}",
                'torch.einsum("...abc,ax,by,cz->...xyz", grad, *[part(n, m) for n, m in zip(shape[-3:], grad.shape[-3:])])',
                kind="spread",
            ),
        ),
        where=_PLACE,
    ),
)
