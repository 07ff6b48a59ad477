"""Convolutions and pooling."""

from ...recording.base import Words
from .entry import Input, entry

_CONVOLUTION = Words(
    en="What arrives has the output's shape (batch, channels out, places); input, weight and bias get their own shapes.",
    zh="传来的梯度与输出同形（批量、输出通道、位置）；输入、权重、偏置得到的梯度与各自同形。",
)
_POOLING = Words(
    en="What arrives has one number a window; what is sent has the input's shape.",
    zh="每个窗口传来一个数；传出的与输入同形。",
)
# The elements that each window read, and how many they are: with the padding, if that counts, but never beyond it.
_AVERAGE = {
    "read": "shape[-n:]",
    "made": "grad.shape[-n:]",
    "rows": "shape[:-n].numel()",
    "at": "windows(read, made, kernel_size, stride, padding, [1])",
    "sizes": "(at <= read.numel() if count_include_pad else at < read.numel()).sum(0, keepdim=True)",
    "shares": "grad.reshape([rows, 1, made.numel()]) / (sizes if divisor_override is None else divisor_override)",
    "spread": "shares.expand([rows, at.shape[0], at.shape[1]]).reshape([rows, at.numel()])",
}
_AVERAGE_CODE = "grad.new_zeros([rows, read.numel() + 2]).index_add(1, at.flatten(), spread).narrow(1, 0, read.numel()).reshape(shape)"
_AVERAGE_EN = (
    "Every element of a window has an equal part in its mean: it gets what arrives there divided by the window's size."
)
_AVERAGE_ZH = "窗口中每个元素对均值的贡献相同：得到传到该窗口的梯度除以窗口大小，重叠处相加。"
_LARGEST_EN = "What arrives at a window goes to its largest element alone; the others get 0."
_LARGEST_ZH = "传到一个窗口的梯度只传给其中最大的元素，其余得到 0。"
_LARGEST = r"g_{self,i} = \sum_{windows:\, index = i} g"
ENTRIES = (
    entry(
        "ConvolutionBackward0",
        en="The input gets what arrives spread out again by the same weights (a transposed convolution); a "
        "weight gets the sum, over "
        "all places, of what arrives times the input it met there; the bias gets the sum.",
        zh="输入得到用同样的权重把传来的梯度摊回去的结果（转置卷积）；"
        "每个权重得到各个位置上传来的梯度与它遇到的输入的乘积之和；偏置得到传来的梯度之和。",
        shapes=_CONVOLUTION,
        inputs=(
            Input(
                "input",
                r"g_{input} = g *^\top weight",
                "(kernel.conj() @ columns if transposed else whole.index_add(2, at.flatten(), spread)"
                ".narrow(2, 0, sizes.numel())).reshape(shape)",
                kind="sum",
            ),
            Input(
                "weight",
                r"g_{weight}[k] = \sum_p g[p]\; \conj{input[stride\, p + dilation\, k - padding]}",
                "(met @ columns.mT).sum(0, keepdim=True).reshape(shape)",
                kind="sum",
            ),
            Input(
                "bias",
                r"g_{bias} = \sum_{batch,\, places} g",
                "grad.sum(others(grad.shape, 1), keepdim=True).reshape(shape)",
                kind="sum",
            ),
        ),
        # A window is a column of what it read; the kernel is laid on the gradient where the convolution is transposed.
        where={
            "read": "grad if transposed else input.conj()",
            "made": "input.conj() if transposed else grad",
            "sizes": "read.shape[2:]",
            "rows": "read.shape[0]",
            "many": "made.shape[2:].numel()",
            "at": "windows(sizes, made.shape[2:], weight.shape[2:], stride, padding, dilation)",
            "share": "read.shape[1] // groups * at.shape[0]",
            "padded": "torch.cat([read.flatten(2), read.new_zeros([rows, read.shape[1], 2])], -1)",
            "columns": "padded.index_select(2, at.flatten()).reshape([rows, groups, share, many])",
            "met": "made.reshape([rows, groups, made.shape[1] // groups, many])",
            "kernel": "weight.reshape([groups, made.shape[1] // groups, share])",
            "whole": "read.new_zeros([rows, read.shape[1], sizes.numel() + 2])",
            "spread": "(kernel.mH @ met).reshape([rows, read.shape[1], at.numel()])",
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
                _AVERAGE_CODE,
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
                _AVERAGE_CODE,
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
                "part(shape[-2], grad.shape[-2]).to(grad.dtype).mT @ grad @ part(shape[-1], grad.shape[-1]).to(grad.dtype)",
                kind="spread",
            ),
        ),
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
                "(part(shape[-3], grad.shape[-3]).to(grad.dtype).mT @ planes.flatten(-2)).reshape(shape)",
                kind="spread",
            ),
        ),
        where={
            "planes": "part(shape[-2], grad.shape[-2]).to(grad.dtype).mT @ grad "
            "@ part(shape[-1], grad.shape[-1]).to(grad.dtype)",
        },
    ),
)
