"""Sums, means and what else makes one number of many."""

from .entry import Input, entry
from .shapes import REDUCED, SAME

# The vector norm of any order, as torch takes it at 0 and at ties.
_NORM = {
    "g": "grad.reshape(kept(shape, dim))",
    "norm": "result.reshape(kept(shape, dim))",
    "largest": "self.abs() == norm",
    "infinite": "p - p != 0",
    "share": "torch.where(norm == 0, 0, g / norm ** (p - 1))",
}
_NORM_FORMULA = r"g_{self} = g \odot \frac{self\, \left|self\right|^{p-2}}{result^{p-1}}"
_NORM_CODE = (
    "0 if p == 0 else g * self.sgn() if p == 1 "
    "else self.sgn() * g * largest / largest.sum(dim, keepdim=True) if infinite "
    "else torch.where(self == 0, 0, self.sgn() * self.abs() ** (p - 1)) * g * norm ** (1 - p) if p < 1 "
    "else self.sgn() * self.abs() ** (p - 1) * share"
)
_NORM_SAYS = {
    "en": "What arrives times each element's share in the norm; for `p=2` the input divided by its length.",
    "zh": "传来的梯度乘以每个元素在范数中的份额；`p=2` 时是输入除以它的长度。",
}

# Of each element i along `dim`, which running results j come at its place or later; everything else lies in `rest`.
_RUNNING = {
    "n": "self.shape[dim] if self.dim() > 0 else self.numel()",
    "rest": "self.numel() // n if n > 0 else 0",
    "turned": "self.transpose(0, dim).shape",
    "j": "torch.arange(n)",
    "later": "(j.reshape([n, 1]) >= j).unsqueeze(2)",
    "g": "torch.where(later, grad.transpose(0, dim).reshape([n, 1, rest]), 0)",
}

ENTRIES = (
    entry(
        "SumBackward0",
        en="Every element counted once in the sum, so each gets all that arrives.",
        zh="每个元素在总和中只算一次，所以每个元素都得到传来的全部梯度。",
        shapes=REDUCED,
        inputs=(Input("self", r"g_{self,i} = g", "grad.expand(shape)"),),
    ),
    entry(
        "SumBackward1",
        en="Every element counted once in its sum, so each gets all that arrives at that sum.",
        zh="每个元素在它所在的那个和中只算一次，所以都得到传到那个和的全部梯度。",
        shapes=REDUCED,
        inputs=(Input("self", r"g_{self,i} = g", "grad.reshape(kept(shape, dim)).expand(shape)"),),
    ),
    entry(
        "NansumBackward0",
        en="Every element that is a number gets all that arrives at its sum; a NaN gets nothing.",
        zh="每个不是 NaN 的元素得到传到它所在的和的全部梯度；NaN 得到 0。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{expand}(g) \odot [self \ne NaN]",
                "torch.where(self == self, grad.reshape(kept(shape, dim)), 0)",
            ),
        ),
    ),
    entry(
        "MeanBackward0",
        en="Every element has an equal part in the mean, so each gets what arrives divided by their number.",
        zh="每个元素对均值的贡献相同，所以都得到传来的梯度除以元素个数。",
        shapes=REDUCED,
        inputs=(Input("self", r"g_{self,i} = \frac{g}{n}", "grad.expand(shape) / shape.numel()"),),
    ),
    entry(
        "MeanBackward1",
        en="Every element has an equal part in its mean, so each gets what arrives there divided by the "
        "number of elements.",
        zh="每个元素对它所在的均值贡献相同，所以都得到传到那个均值的梯度除以元素个数。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \frac{g}{n}",
                "grad.reshape(kept(shape, dim)).expand(shape) / count(shape, dim)",
            ),
        ),
    ),
    entry(
        "ProdBackward0",
        en="Every factor gets what arrives times the product of all the others.",
        zh="每个因子得到传来的梯度乘以其余所有因子的积。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = g \cdot \prod_{j \ne i} \conj{self_j}",
                "grad * torch.where(torch.eye(shape.numel()) > 0, 1, self.flatten()).prod(1, keepdim=True).reshape(shape).conj()",
                kind="spread",
            ),
        ),
    ),
    entry(
        "ProdBackward1",
        en="Every factor gets what arrives at its product times the product of the others there.",
        zh="每个因子得到传到它所在的积的梯度，乘以其中其余因子的积。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = g \cdot \prod_{j \ne i} \conj{self_j}",
                "grad.reshape(kept(shape, [dim])) * torch.where(torch.eye(x.shape[-1]) > 0, 1, x.unsqueeze(-2))"
                ".prod(-1, keepdim=True).reshape(x.shape).transpose(dim, -1).conj() if len(shape) > 0 else grad",
                kind="spread",
            ),
        ),
        where={"x": "self.transpose(dim, -1)"},
    ),
    entry(
        "LogsumexpBackward0",
        en="Every element gets its share: what arrives times its softmax.",
        zh="每个元素按份额得到梯度：传来的梯度乘以它的 softmax。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \conj{e^{self - result}}",
                "grad.reshape(kept(shape, dim)) * (self - result.reshape(kept(shape, dim))).exp().conj()",
            ),
        ),
    ),
    entry(
        "VarBackward0",
        en="Each element gets what arrives times twice its distance from the mean, over n less the correction.",
        zh="每个元素得到传来的梯度乘以它与均值之差的两倍，除以（n 减去修正值）。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \frac{2\,(self - mean)}{n - correction}",
                "2 * grad.reshape(kept(shape, dim)) * (self - mean) / (n - (1 if correction is None else correction))",
            ),
        ),
        where={"n": "count(shape, dim)", "mean": "self.sum(dim, keepdim=True) / n"},
    ),
    entry(
        "StdBackward0",
        en="The root of the variance: each element gets what arrives times its distance from the mean, over n "
        "less the correction "
        "and the result.",
        zh="方差的平方根：每个元素得到传来的梯度乘以它与均值之差，除以（n 减去修正值），再除以结果。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \frac{self - mean}{(n - correction)\, result}",
                "torch.where(result == 0, 0, grad / result).reshape(kept(shape, dim)) * (self - mean) "
                "/ (n - (1 if correction is None else correction))",
            ),
        ),
        where={"n": "count(shape, dim)", "mean": "self.sum(dim, keepdim=True) / n"},
    ),
    entry(
        "VarMeanBackward0",
        en="The variance's rule for what arrives at the variance, plus the mean's for what arrives at the mean.",
        zh="传到方差的梯度按方差的法则，传到均值的梯度按均值的法则，两者相加。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g_{var} \odot \frac{2\,(self - mean)}{n - correction} + \frac{g_{mean}}{n}",
                "2 * grads[0].reshape(kept(shape, dim)) * (self - mean) / (n - (1 if correction is None else "
                "correction)) "
                "+ grads[1].reshape(kept(shape, dim)) / n",
            ),
        ),
        where={"n": "count(shape, dim)", "mean": "self.sum(dim, keepdim=True) / n"},
    ),
    entry(
        "StdMeanBackward0",
        en="The standard deviation's rule for what arrives at it, plus the mean's for what arrives at the mean.",
        zh="传到标准差的梯度按标准差的法则，传到均值的梯度按均值的法则，两者相加。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g_{std} \odot \frac{self - mean}{(n - correction)\, std} + \frac{g_{mean}}{n}",
                "torch.where(result0 == 0, 0, grads[0] / result0).reshape(kept(shape, dim)) * (self - mean) "
                "/ (n - (1 if correction is None else correction)) + grads[1].reshape(kept(shape, dim)) / n",
            ),
        ),
        where={"n": "count(shape, dim)", "mean": "self.sum(dim, keepdim=True) / n"},
    ),
    entry(
        "LinalgVectorNormBackward0",
        **_NORM_SAYS,
        shapes=REDUCED,
        inputs=(Input("self", _NORM_FORMULA, _NORM_CODE),),
        where={"p": "ord"} | _NORM,
    ),
    entry(
        "NormBackward1",
        **_NORM_SAYS,
        shapes=REDUCED,
        inputs=(Input("self", _NORM_FORMULA, _NORM_CODE),),
        where={"p": "2 if p is None else p"} | _NORM,
    ),
    entry(
        "NormBackward0",
        **_NORM_SAYS,
        shapes=REDUCED,
        inputs=(Input("self", _NORM_FORMULA, _NORM_CODE),),
        where={"dim": "None"} | _NORM,
    ),
    entry(
        "CumsumBackward0",
        en="An element is in every running sum from its own on: it gets the sum of what arrives there and after.",
        zh="每个元素出现在从它开始的每个前缀和中：它得到从自己的位置起各处传来的梯度之和。",
        shapes=SAME,
        inputs=(Input("self", r"g_{self,i} = \sum_{j \ge i} g_j", "grad.flip(dim).cumsum(dim).flip(dim)"),),
    ),
    entry(
        "CumprodBackward0",
        en="An element is a factor of every running product from its own on: it gets what arrives at each "
        "times the other factors.",
        zh="每个元素是从它开始的每个前缀积的因子：它得到各处传来的梯度与该处其余因子的乘积之和。",
        shapes=SAME,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{j \ge i} g_j \prod_{k \le j,\, k \ne i} \conj{self_k}",
                "(g * others).sum(0, keepdim=True).reshape(turned).transpose(0, dim) if n > 0 else grad",
                kind="sum",
            ),
        ),
        # At [j, i, k]: whether k is a factor of product j beside i.
        where=_RUNNING
        | {
            "upto": "(j.reshape([n, 1, 1]) >= j) & (j.reshape([1, n, 1]) != j)",
            "x": "self.conj().transpose(0, dim).reshape([1, 1, n, rest])",
            "others": "torch.where(upto.unsqueeze(3), x, 1).prod(2, keepdim=True).reshape([n, n, rest])",
        },
    ),
    entry(
        "LogcumsumexpBackward0",
        en="Every element gets, of what arrives at each running sum from its own on, its share e^(x - result).",
        zh="从自己开始，每个前缀结果传来的梯度，元素得到其中的份额 e^(x - 结果)。",
        shapes=SAME,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{j \ge i} g_j\, \conj{e^{self_i - result_j}}",
                "torch.where(later, g * (x - r).exp().conj(), 0).sum(0, keepdim=True).reshape(turned).transpose(0, dim) "
                "if n > 0 else grad",
                kind="sum",
            ),
        ),
        where=_RUNNING
        | {
            "x": "self.transpose(0, dim).reshape([1, n, rest])",
            "r": "result.transpose(0, dim).reshape([n, 1, rest])",
        },
    ),
    entry(
        "TraceBackward0",
        en="Only the diagonal is in the trace: each of its elements gets all that arrives, the others nothing.",
        zh="迹只含对角线：对角线上的每个元素得到传来的全部梯度，其余得到 0。",
        shapes=REDUCED,
        inputs=(Input("self", r"g_{self} = g\, I", "grad.expand(shape).tril().triu()", kind="spread"),),
    ),
    entry(
        "DistBackward0",
        en="The norm of the difference: the norm's rule for `self - other`, with a minus sign for `other`.",
        zh="差的范数：对 `self - other` 用范数的法则，传给 `other` 时取负。",
        shapes=REDUCED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \frac{d\, \left|d\right|^{p-2}}{result^{p-1}},\; d = self - other",
                "sent.sum_to_size(shape)",
                kind="spread",
            ),
            Input(
                "other",
                r"g_{other} = -g \odot \frac{d\, \left|d\right|^{p-2}}{result^{p-1}}",
                "(-sent).sum_to_size(shape)",
                kind="spread",
            ),
        ),
        where={
            "d": "self - other",
            "largest": "d.abs() == result",
            "sent": "torch.zeros_like(d) if p == 0 else grad * d.sgn() if p == 1 "
            "else d.sgn() * grad * largest / largest.sum() if p - p != 0 "
            "else torch.where(d == 0, 0, d.sgn() * d.abs() ** (p - 1)) * grad * result ** (1 - p) if p < 1 "
            "else d.sgn() * d.abs() ** (p - 1) * torch.where(result == 0, 0, grad / result ** (p - 1))",
        },
    ),
)
