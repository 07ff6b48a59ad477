"""Views and copies: elements that only move, or are written several times."""

from .entry import Input, entry, unary
from .shapes import MOVED, PICKED, SAME

# What it knows of the part and of the function is not to be seen from Python: it has a sentence and no code.
COPY_SLICES = "CopySlices"

# How often a patch is laid along each dimension, and which elements it then covers.
_PATCHES = {
    "laid": "[(sizes[0] + 2 * padding[0] - dilation[0] * (kernel_size[0] - 1) - 1) // stride[0] + 1, "
    "(sizes[1] + 2 * padding[1] - dilation[1] * (kernel_size[1] - 1) - 1) // stride[1] + 1]",
    "at": "windows(sizes, laid, kernel_size, stride, padding, dilation)",
}

ENTRIES = (
    entry(
        "ViewBackward0",
        "ViewBackward0_copy",
        "UnsafeViewBackward0",
        "ReshapeAliasBackward0",
        "SqueezeBackward0",
        "SqueezeBackward0_copy",
        "SqueezeBackward1",
        "SqueezeBackward1_copy",
        "SqueezeBackward2",
        "SqueezeBackward3",
        "SqueezeBackward4",
        "UnsqueezeBackward0",
        "UnsqueezeBackward0_copy",
        "UnsqueezeBackward1",
        en="The same elements in another shape: what arrives is put back into the input's shape.",
        zh="同样的元素换了一种形状：传来的梯度变回输入的形状。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = \operatorname{reshape}(g)", "grad.reshape(shape)"),),
    ),
    entry(
        "TransposeBackward0",
        "TransposeBackward0_copy",
        "TransposeBackward1",
        en="Two dimensions were swapped: they are swapped back.",
        zh="交换过两个维度：把它们交换回来。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = g^\top", "grad.transpose(dim0, dim1)"),),
    ),
    entry(
        "TBackward0",
        "TBackward0_copy",
        en="A transposed matrix: what arrives is transposed back.",
        zh="矩阵转置过：传来的梯度再转置回来。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = g^\top", "grad.t()"),),
    ),
    entry(
        "PermuteBackward0",
        "PermuteBackward0_copy",
        en="The dimensions were put in another order: they are put back.",
        zh="维度换过顺序：把它们换回来。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = \operatorname{permute}(g)", "grad.permute(inverse(dims))"),),
    ),
    entry(
        "ExpandBackward0",
        "ExpandBackward0_copy",
        en="One element was read many times, so it gets the sum of all that arrives at its copies.",
        zh="一个元素被读取多次，所以得到传到各个副本的梯度之和。",
        shapes=MOVED.model_copy(
            update={
                "en": "What arrives has the stretched shape, what is sent the input's: summed over the "
                "stretched dimensions.",
                "zh": "传来的梯度是广播后的形状，传出的梯度与输入同形：沿被广播的维度求和。",
            }
        ),
        inputs=(Input("self", r"g_{self} = \sum_{stretched} g", "grad.sum_to_size(shape)"),),
    ),
    unary(
        "CloneBackward0",
        "AliasBackward0",
        "AliasBackward0_copy",
        formula="g",
        code="grad",
        en="A copy has the same values: what arrives is sent on unchanged.",
        zh="副本的值相同：传来的梯度原样传出。",
    ),
    unary(
        "ToCopyBackward0",
        formula="g",
        code="grad",
        en="The same numbers in another dtype or on another device: what arrives is sent on, converted back.",
        zh="同样的数换了 dtype 或设备：传来的梯度转换回原来的类型和设备后传出。",
    ),
    entry(
        "CopyBackwards",
        en="A tensor was overwritten by another: the old value counts no more and gets 0, the new one gets what arrives.",
        zh="一个张量被另一个覆盖：旧值不再起作用，得到 0；新值得到传来的梯度。",
        shapes=MOVED,
        inputs=(Input("self", "g_{self} = 0", "0"), Input("src", "g_{src} = g", "grad.sum_to_size(shape)")),
    ),
    unary(
        "NegViewBackward0",
        formula="-g",
        code="-grad",
        en="What arrives is sent on with a minus sign.",
        zh="传来的梯度取负后传出。",
    ),
    entry(
        "FlipBackward0",
        en="The order was turned round: it is turned back.",
        zh="顺序翻转过：再翻转回来。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = \operatorname{flip}(g)", "grad.flip(dims)"),),
    ),
    entry(
        "RollBackward0",
        en="The elements were shifted round: they are shifted back.",
        zh="元素循环移动过：再移回来。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{roll}(g, -shifts)",
                "grad.new_zeros(shape.numel()).index_add(0, order.roll(shifts, dims).flatten(), grad.flatten()).reshape(shape)",
                kind="move",
            ),
        ),
        where={"order": "torch.arange(shape.numel()).reshape(shape)"},
    ),
    entry(
        "Rot90Backward0",
        en="A plane was turned by quarter turns: it is turned back.",
        zh="平面旋转过若干个 90 度：再转回来。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{rot90}(g, -k)",
                "grad if turns == 0 else grad.flip(dims) if turns == 2 "
                "else grad.flip(dims[1] if turns == 1 else dims[0]).transpose(dims[0], dims[1])",
                kind="move",
            ),
        ),
        where={"turns": "-k - -k // 4 * 4"},
    ),
    entry(
        "TrilBackward0",
        en="What lies above the diagonal was set to 0 and gets nothing; the rest is sent on unchanged.",
        zh="对角线以上被置零，得到 0；其余原样传出。",
        shapes=PICKED,
        inputs=(Input("self", r"g_{self, i j} = g_{i j}\, [\,j \le i + diagonal\,]", "grad.tril(diagonal)"),),
    ),
    entry(
        "TriuBackward0",
        en="What lies below the diagonal was set to 0 and gets nothing; the rest is sent on unchanged.",
        zh="对角线以下被置零，得到 0；其余原样传出。",
        shapes=PICKED,
        inputs=(Input("self", r"g_{self, i j} = g_{i j}\, [\,j \ge i + diagonal\,]", "grad.triu(diagonal)"),),
    ),
    entry(
        "RepeatBackward0",
        en="Every element was copied several times, so it gets the sum of what arrives at its copies.",
        zh="每个元素被复制多次，所以得到传到各副本的梯度之和。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \sum_{copies} g",
                "grad.new_zeros(shape.numel()).index_add(0, order.repeat(repeats).flatten(), "
                "grad.flatten()).reshape(shape)",
                kind="move",
            ),
        ),
        where={"order": "torch.arange(shape.numel()).reshape(shape)"},
    ),
    entry(
        "UnfoldBackward0",
        "UnfoldBackward0_copy",
        en="An element stands in every window that covers it: it gets the sum of what arrives there.",
        zh="每个元素出现在覆盖它的每个窗口中：得到这些位置传来的梯度之和。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \sum_{windows} g",
                "grad.new_zeros(shape.numel()).index_add(0, order.unfold(dimension, size, step).flatten(), "
                "grad.flatten())"
                ".reshape(shape)",
                kind="move",
            ),
        ),
        where={"order": "torch.arange(shape.numel()).reshape(shape)"},
    ),
    entry(
        "ConstantPadNdBackward0",
        en="What was put around the input is cut off again.",
        zh="填充在输入周围的部分再裁掉。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{crop}(g)",
                "grad.new_zeros(shape.numel() + 1).index_add(0, at.flatten(), grad.flatten()).narrow(0, 0, shape.numel())"
                ".reshape(shape)",
            ),
        ),
        where={"at": 'padded(shape, pad, "constant")'},
    ),
    entry(
        "ReflectionPad1DBackward0",
        "ReflectionPad2DBackward0",
        "ReflectionPad3DBackward0",
        en="An element gets what arrives at its own place and at its mirror images.",
        zh="每个元素得到传到自身位置及其镜像位置的梯度之和。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \sum_{copies} g",
                "grad.new_zeros(shape.numel()).index_add(0, at.flatten(), grad.flatten()).reshape(shape)",
                kind="move",
            ),
        ),
        where={"at": 'padded(shape, padding, "reflect")'},
    ),
    entry(
        "ReplicationPad1DBackward0",
        "ReplicationPad2DBackward0",
        "ReplicationPad3DBackward0",
        en="An element at the rim gets what arrives at all its copies in the padding, too.",
        zh="边缘元素还得到传到填充区中其副本的梯度。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \sum_{copies} g",
                "grad.new_zeros(shape.numel()).index_add(0, at.flatten(), grad.flatten()).reshape(shape)",
                kind="move",
            ),
        ),
        where={"at": 'padded(shape, padding, "replicate")'},
    ),
    entry(
        "PixelShuffleBackward0",
        en="Channels were spread out into pixels: they are gathered again.",
        zh="通道展开成了像素：再收回来。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{unshuffle}(g)",
                "grad.reshape([many, shape[-3] // (r * r), shape[-2], r, shape[-1], r]).permute((0, 1, 3, 5, 2, 4)).reshape(shape)",
                kind="move",
            ),
        ),
        where={"r": "upscale_factor", "many": "shape[:-3].numel()"},
    ),
    entry(
        "PixelUnshuffleBackward0",
        en="Pixels were gathered into channels: they are spread out again.",
        zh="像素收成了通道：再展开。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{shuffle}(g)",
                "grad.reshape([many, shape[-3], r, r, shape[-2] // r, shape[-1] // r]).permute((0, 1, 4, 2, 5, 3)).reshape(shape)",
                kind="move",
            ),
        ),
        where={"r": "downscale_factor", "many": "shape[:-3].numel()"},
    ),
    entry(
        "ChannelShuffleBackward0",
        en="The channels were put in another order: they are put back.",
        zh="通道换过顺序：再换回来。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{shuffle}(g)",
                "grad.reshape([shape[0], shape[1] // groups, groups, shape[2:].numel()]).transpose(1, 2).reshape(shape)",
                kind="move",
            ),
        ),
    ),
    entry(
        "Im2ColBackward0",
        en="An element stands in every patch that covers it: it gets the sum of what arrives there.",
        zh="每个元素出现在覆盖它的每个块中：得到这些位置传来的梯度之和。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{fold}(g)",
                "grad.new_zeros([rows, sizes.numel() + 2]).index_add(1, at.flatten(), grad.reshape([rows, at.numel()]))"
                ".narrow(1, 0, sizes.numel()).reshape(shape)",
                kind="move",
            ),
        ),
        where={"sizes": "shape[-2:]", "rows": "shape[:-2].numel()"} | _PATCHES,
    ),
    entry(
        "Col2ImBackward0",
        en="Every patch gets what arrives at the places that it was added to.",
        zh="每个块得到它被加到的那些位置上传来的梯度。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{unfold}(g)",
                "torch.cat([grad.reshape([rows, sizes.numel()]), grad.new_zeros([rows, 2])], -1)"
                ".index_select(1, at.flatten()).reshape(shape)",
                kind="move",
            ),
        ),
        where={"sizes": "grad.shape[-2:]", "rows": "grad.shape[:-2].numel()"} | _PATCHES,
    ),
    entry(
        COPY_SLICES,
        en="A part of the tensor was written in place: outside it what arrives is sent on unchanged, inside it goes through the "
        "function that wrote there.",
        zh="张量的一部分被就地写入：其余部分的梯度原样传出，被写入的部分先经过写入它的那个函数。",
        shapes=SAME,
        inputs=(),
    ),
)
