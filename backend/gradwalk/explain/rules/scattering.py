"""Reducing into places: several elements that go to one place become their sum, product, mean or extreme there."""

from ...recording.base import Words
from .entry import Entry, Input, entry
from .shapes import PICKED

_EN = (
    "Each element gets of what arrives at its place: all for a sum, its share for a mean, that times the other factors for a "
    "product; for an extreme only what is the extreme gets it, equals sharing."
)
_ZH = "每个元素得到它所去的位置传来的梯度：求和时得到全部，取均值时得到一份，求积时再乘以其余因子；取最大或最小值时，只传给等于该值的元素，并列时平分。"
_SEGMENTS = Words(
    en="What arrives has one row a segment; what is sent has the data's shape.",
    zh="传来的梯度每段一行；传出的梯度与数据同形。",
)


def _reduce(name: str, source: str, put: str, read: str, reduced: str, blank: str) -> Entry:
    """Of a reduction: `put` adds {} at the places, `read` reads {} there, `reduced` is the product of {0} and {1} there."""
    self_product = reduced.format("bare", source)
    return entry(
        name,
        en=_EN + " Old values that do not count get 0.",
        zh=_ZH + "不计入的原值得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \frac{\partial result}{\partial self}",
                f"whole if include_self else {blank}",
                kind="spread",
            ),
            Input(
                source,
                rf"g_{{{source}}} = g[index] \odot \frac{{\partial result[index]}}{{\partial {source}}}",
                "part",
                kind="spread",
            ),
        ),
        where={
            "bare": "torch.where(self == 0, 1, self)",
            "many": put.format(
                "torch.ones_like(grad) if include_self else torch.zeros_like(grad)", f"torch.ones_like({source})"
            ),
            "share": "grad / torch.where(many == 0, 1, many)",
            "is_self": "(self == result).to(grad.dtype)",
            f"is_{source}": f"({source} == {read.format('result')}).to(grad.dtype)",
            "equal": "grad / (" + put.format("is_self", f"is_{source}") + ")",
            "zero": f"({source} == 0).to(grad.dtype)",
            "alone": f"(zero == 1) & ({read.format(put.format('torch.zeros_like(grad)', 'zero'))} == 1)",
            "others": "torch.where(alone, "
            + read.format("grad * " + reduced.format("self", f"torch.where(alone, 1, {source})"))
            + f", {read.format('grad * result')} / torch.where({source} == 0, 1, {source}))",
            "whole": f'grad if reduce == "sum" else share if reduce == "mean" else grad * {self_product} / bare '
            'if reduce == "prod" else is_self * equal',
            "part": f'{read.format("grad")} if reduce == "sum" else {read.format("share")} if reduce == "mean" '
            f'else others if reduce == "prod" else is_{source} * {read.format("equal")}',
        },
    )


ENTRIES = (
    _reduce(
        "ScatterReduceBackward0",
        "src",
        "({}).scatter_add(dim, index, {})",
        "({}).gather(dim, index)",
        '{0}.scatter_reduce(dim, index, {1}, "prod", include_self=include_self)',
        "whole.scatter(dim, index, 0)",
    ),
    _reduce(
        "IndexReduceBackward0",
        "source",
        "({}).index_add(dim, index, {})",
        "({}).index_select(dim, index).reshape(source.shape)",
        '{0}.index_reduce(dim, index, {1}, "prod", include_self=include_self)',
        "whole.index_fill(dim, index, 0)",
    ),
    entry(
        "SegmentReduceBackward0",
        en=_EN,
        zh=_ZH,
        shapes=_SEGMENTS,
        inputs=(
            Input(
                "data",
                r"g_{data} = g[segment] \odot \frac{\partial result[segment]}{\partial data}",
                'at(grad) if reduce == "sum" else at(grad / long) if reduce == "mean" else at(grad * result) / data if reduce == "prod" '
                "else is_data * at(grad / added(is_data).clamp(1))",
                kind="spread",
            ),
        ),
        # A row a segment, a column an element: 1 where the element is in the segment.
        where={
            "sizes": "offsets.diff(dim=-1) if lengths is None else lengths",
            "ends": "sizes.cumsum(-1).unsqueeze(-1)",
            "place": "torch.arange(data.shape[axis])",
            "member": "((place >= ends - sizes.unsqueeze(-1)) & (place < ends)).to(grad.dtype)",
            "flat": "lambda x: x.reshape(*x.shape[:axis + 1], -1)",
            "at": "lambda x: (member.mT @ flat(x)).reshape(data.shape)",
            "added": "lambda x: (member @ flat(x)).reshape(result.shape)",
            "long": "sizes.reshape(*sizes.shape, *[1] * (result.dim() - axis - 1)).clamp(1)",
            "is_data": "(data == at(result)).to(grad.dtype)",
        },
    ),
    entry(
        "UnsafeMaskedIndexBackward0",
        en="What arrives where the mask is true is added at the places that were read; the constant elsewhere gets nothing.",
        zh="掩码为真处传来的梯度加到被读取的位置；其余处是常数，不传梯度。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{j:\, index_j = i,\, mask_j} g_j",
                "grad.new_zeros(shape.numel()).index_add(0, places(shape, inside).flatten(), torch.where(mask, grad, 0).flatten())"
                ".reshape(shape)",
                kind="move",
            ),
        ),
        where={"inside": "[its if its is None else its.clamp(-n, n - 1) for its, n in zip(indices, shape)]"},
    ),
    entry(
        "UnsafeMaskedIndexPutAccumulateBackward0",
        en="A sum: the input gets all that arrives, the values what arrives where they were added, those that the mask left out 0.",
        zh="这是加法：输入得到传来的全部梯度，值得到加入处的梯度，被掩码排除的得到 0。",
        shapes=PICKED,
        inputs=(
            Input("self", "g_{self} = g", "grad"),
            Input(
                "values",
                r"g_{values} = g[indices] \odot [mask]",
                "torch.where(mask, grad.flatten()[places(grad.shape, inside)], 0).sum_to_size(shape)",
                kind="move",
            ),
        ),
        where={"inside": "[its if its is None else its.clamp(-n, n - 1) for its, n in zip(indices, grad.shape)]"},
    ),
)
