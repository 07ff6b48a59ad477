"""Normalisation layers."""

from ...recording.base import Words
from .entry import Input, entry
from .shapes import SAME

_SHAPES = Words(
    en="What arrives has the input's shape; weight and bias get sums over everything that they were used for.",
    zh="传来的梯度与输入同形；权重和偏置得到用到它们的所有位置上的梯度之和。",
)
_EN = "it gets h, what arrives times the weight, less its mean and its part along x, the normalised input, over the spread"
_ZH = "它得到：h（传来的梯度乘以权重）减去其均值和沿 x（归一化后的输入）的分量，再除以标准差"
_MOVED_EN = f"Mean and spread moved with the input, so {_EN}; weight and bias get sums."
_MOVED_ZH = f"均值和离散程度随输入变化，所以{_ZH}；权重和偏置得到各自的和。"
_TRAINED_EN = f"In training mean and spread moved with the input, so {_EN}; in eval nothing is taken off. Weight and bias get sums."
_TRAINED_ZH = f"训练时均值和离散程度随输入变化，所以{_ZH}；eval 模式下不减去任何部分。权重和偏置得到各自的和。"
_FORMULA = (
    r"g_{input} = \frac{1}{\sigma} \left(h - \operatorname{mean}(h) - x \odot \operatorname{mean}(h \odot x)\right)"
)
_WEIGHT = r"g_{weight} = \sum g \odot x"
_BIAS = r"g_{bias} = \sum g"
_BATCH_NORM = (
    Input(
        "input",
        _FORMULA,
        "(h - (h.mean(dims, keepdim=True) + xhat * (h * xhat).mean(dims, keepdim=True) if training else 0)) * rstd",
    ),
    Input("weight", _WEIGHT, "(grad * xhat).sum(dims, keepdim=True).reshape(shape)"),
    Input("bias", _BIAS, "grad.sum(dims, keepdim=True).reshape(shape)"),
)
_BATCH_WHERE = {
    "dims": "others(input.shape, 1)",
    "each": "kept(input.shape, dims)",
    "mean": "(result1 if training else running_mean).reshape(each)",
    "rstd": "(result2 if training else (running_var + eps).rsqrt()).reshape(each)",
    "xhat": "(input - mean) * rstd",
    "h": "grad if weight is None else grad * weight.reshape(each)",
}

ENTRIES = (
    entry(
        "NativeBatchNormBackward0",
        "NativeBatchNormLegitBackward0",
        en=_TRAINED_EN,
        zh=_TRAINED_ZH,
        shapes=_SHAPES,
        inputs=_BATCH_NORM,
        where=_BATCH_WHERE,
    ),
    entry(
        "NativeBatchNormLegitBackward1",
        en=_MOVED_EN,
        zh=_MOVED_ZH,
        shapes=_SHAPES,
        inputs=_BATCH_NORM,
        where=_BATCH_WHERE | {"mean": "result1.reshape(each)", "rstd": "result2.reshape(each)"},
    ),
    entry(
        "BatchNormWithUpdateBackward0",
        en=_MOVED_EN,
        zh=_MOVED_ZH,
        shapes=_SHAPES,
        inputs=_BATCH_NORM,
        where={"training": "True"} | _BATCH_WHERE,
    ),
    entry(
        "NativeLayerNormBackward0",
        en=_MOVED_EN,
        zh=_MOVED_ZH,
        shapes=_SHAPES,
        inputs=(
            Input(
                "input",
                _FORMULA,
                "(h - h.mean(dims, keepdim=True) - xhat * (h * xhat).mean(dims, keepdim=True)) * result2",
            ),
            Input("weight", _WEIGHT, "(grad * xhat).sum_to_size(shape)"),
            Input("bias", _BIAS, "grad.sum_to_size(shape)"),
        ),
        where={
            "dims": "last(normalized_shape)",
            "xhat": "(input - result1) * result2",
            "h": "grad if weight is None else grad * weight",
        },
    ),
    entry(
        "NativeGroupNormBackward0",
        en=_MOVED_EN,
        zh=_MOVED_ZH,
        shapes=_SHAPES,
        inputs=(
            Input(
                "input",
                _FORMULA,
                "((h - h.mean(-1, keepdim=True) - xhat * (h * xhat).mean(-1, keepdim=True)) * rstd "
                "+ (grads[1].unsqueeze(-1) - grads[2].unsqueeze(-1) * rstd ** 2 * xhat) / n).reshape(shape)",
            ),
            Input("weight", _WEIGHT, "(each * xhat.reshape([N, C, HxW])).sum([0, 2], keepdim=True).reshape(shape)"),
            Input("bias", _BIAS, "each.sum([0, 2], keepdim=True).reshape(shape)"),
        ),
        where={
            "n": "C // group * HxW",
            "each": "grads[0].reshape([N, C, HxW])",
            "rstd": "result2.unsqueeze(-1)",
            "xhat": "(input.reshape([N, group, n]) - result1.unsqueeze(-1)) * rstd",
            "h": "(each if weight is None else each * weight.reshape([1, C, 1])).reshape([N, group, n])",
        },
    ),
    entry(
        "WeightNormInterfaceBackward0",
        en="A weight given by direction v and length g: the length gets what arrives along the direction, v what arrives across it.",
        zh="由方向 v 和长度 g 给出的权重：g 得到传来的梯度沿该方向的分量，v 得到垂直于该方向的分量。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "v",
                r"g_v = \frac{length}{\left|v\right|} \left(g - v\, \frac{\sum g \odot v}{\left|v\right|^2}\right)",
                "length / result1 * (grad - v * along / result1 ** 2)",
            ),
            Input("g", r"g_{length} = \frac{\sum g \odot v}{\left|v\right|}", "along / result1"),
        ),
        where={"length": "g", "along": "(grad * v).sum_to_size(result1.shape)"},
    ),
    entry(
        "RenormBackward0",
        en="A slice longer than `maxnorm` was shortened to it: its part along the norm's slope is taken off and the rest shortened "
        "alike; the other slices send on what arrives unchanged.",
        zh="长度超过 `maxnorm` 的切片缩短过：减去沿范数斜率的分量，其余按同样的比例缩短；其他切片的梯度原样传出。",
        shapes=SAME,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{maxnorm}{norm} \left(g - \frac{\sum g \odot self}{norm}\, \nabla norm\right)",
                "torch.where(norm > maxnorm, maxnorm / long * (grad - along / long * slope), grad)",
            ),
        ),
        where={
            "dims": "others(shape, dim % len(shape))",
            "infinite": "p - p != 0",
            "norm": "torch.linalg.vector_norm(self, p, dims, keepdim=True)",
            "long": "norm + 1e-7",
            "largest": "self.abs() == norm",
            "slope": "torch.where(norm == 0, 0, self.sgn() * (largest / largest.sum(dims, keepdim=True) if infinite "
            "else self.abs() ** (p - 1) / norm ** (p - 1)))",
            "along": "(grad * self.conj()).real.sum(dims, keepdim=True)",
        },
    ),
)
