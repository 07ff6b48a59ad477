"""Sums, products, quotients and powers."""

from .entry import Input, entry, unary
from .shapes import BROADCAST, SAME

# It has no edges: its one input stands for what the leaf's `.grad` becomes.
ACCUMULATE_GRAD = "AccumulateGrad"

ENTRIES = (
    entry(
        ACCUMULATE_GRAD,
        en="A leaf keeps what arrives: it is added to the `.grad` from before, or becomes it where that was None.",
        zh="叶子张量保留传来的梯度：累加到原有的 `.grad` 上；原来是 None 时，它就成为 `.grad`。",
        shapes=SAME,
        inputs=(Input("variable", r"variable.grad = before + g", "grad if before is None else before + grad"),),
    ),
    entry(
        "AddBackward0",
        en="A sum sends what arrives on to each term, to the second times `alpha`, which is usually 1.",
        zh="加法把传来的梯度传给每一项，传给第二项的再乘以 `alpha`（通常为 1）。",
        shapes=BROADCAST,
        inputs=(
            Input("self", "g_{self} = g", "grad.sum_to_size(shape)"),
            Input("other", r"g_{other} = \conj{alpha}\, g", "(grad * alpha.conjugate()).sum_to_size(shape)"),
        ),
    ),
    unary(
        "AddBackward1",
        formula="g",
        code="grad",
        en="Adding a constant changes no slope: what arrives is sent on unchanged.",
        zh="加上常数不改变斜率：传来的梯度原样传出。",
    ),
    entry(
        "SubBackward0",
        en="A difference sends what arrives on to the first, and with a minus sign to the second, times `alpha`, "
        "which is usually 1.",
        zh="减法把传来的梯度传给被减数，取负后传给减数，再乘以 `alpha`（通常为 1）。",
        shapes=BROADCAST,
        inputs=(
            Input("self", "g_{self} = g", "grad.sum_to_size(shape)"),
            Input("other", r"g_{other} = -\conj{alpha}\, g", "(-grad * alpha.conjugate()).sum_to_size(shape)"),
        ),
    ),
    unary(
        "SubBackward1",
        formula="g",
        code="grad",
        en="Subtracting a constant changes no slope: what arrives is sent on unchanged.",
        zh="减去常数不改变斜率：传来的梯度原样传出。",
    ),
    entry(
        "RsubBackward0",
        en="`other - self`: what arrives goes on unchanged to `other`, and with a minus sign, times `alpha`, to `self`.",
        zh="`other - self`：传来的梯度原样传给 `other`，取负并乘以 `alpha` 后传给 `self`。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = -\conj{alpha}\, g", "(-grad * alpha.conjugate()).sum_to_size(shape)"),
            Input("other", "g_{other} = g", "grad.sum_to_size(shape)"),
        ),
    ),
    unary(
        "RsubBackward1",
        formula=r"-\conj{alpha}\, g",
        code="-grad * alpha.conjugate()",
        en="A constant minus the input: what arrives is sent on with a minus sign.",
        zh="常数减去输入：传来的梯度取负后传出。",
    ),
    entry(
        "MulBackward0",
        en="Each factor gets what arrives times the other factor.",
        zh="每个因子得到：传来的梯度乘以另一个因子。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot \conj{other}", "(grad * other.conj()).sum_to_size(shape)"),
            Input("other", r"g_{other} = g \odot \conj{self}", "(grad * self.conj()).sum_to_size(shape)"),
        ),
    ),
    unary(
        "MulBackward1",
        formula=r"g \cdot \conj{other}",
        code="grad * other.conjugate()",
        en="The input gets what arrives times the constant.",
        zh="输入得到：传来的梯度乘以常数。",
    ),
    entry(
        "DivBackward0",
        en="The numerator gets what arrives divided by the denominator; the denominator gets minus what "
        "arrives times the quotient, "
        "divided by the denominator.",
        zh="分子得到：传来的梯度除以分母；分母得到：传来的梯度乘以商，再除以分母，取负。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = \frac{g}{\conj{other}}", "(grad / other.conj()).sum_to_size(shape)"),
            Input(
                "other",
                r"g_{other} = -g \odot \frac{\conj{self}}{\conj{other}^2}",
                "(-grad * ((self / other) / other).conj()).sum_to_size(shape)",
            ),
        ),
    ),
    unary(
        "DivBackward1",
        formula=r"\frac{g}{\conj{other}}",
        code="grad / other.conjugate()",
        en="The input gets what arrives divided by the constant.",
        zh="输入得到：传来的梯度除以常数。",
    ),
    entry(
        "DivBackward2",
        en="A rounded quotient is a staircase: its slope is 0, so zeros are sent. Without `rounding_mode` it "
        "is plain division.",
        zh="取整的商是阶梯函数：斜率为 0，所以传出零。没有 `rounding_mode` 时就是普通除法。",
        shapes=BROADCAST,
        inputs=(
            Input("self", "g_{self} = 0", "(0 if rounding_mode else (grad / other.conj()).sum_to_size(shape))"),
            Input(
                "other",
                "g_{other} = 0",
                "0 if rounding_mode else (-grad * ((self / other) / other).conj()).sum_to_size(shape)",
            ),
        ),
    ),
    unary(
        "DivBackward3",
        formula="0",
        code="0 if rounding_mode else grad / other",
        en="A rounded quotient is a staircase: its slope is 0, so zeros are sent. Without `rounding_mode` it "
        "is plain division.",
        zh="取整的商是阶梯函数：斜率为 0，所以传出零。没有 `rounding_mode` 时就是普通除法。",
    ),
    unary(
        "NegBackward0",
        formula="-g",
        code="-grad",
        en="What arrives is sent on with a minus sign.",
        zh="传来的梯度取负后传出。",
    ),
    unary(
        "ReciprocalBackward0",
        formula=r"-g \odot \conj{result}^2",
        code="-grad * (result * result).conj()",
        en="1/x has the slope -1/x²: minus what arrives times the result squared.",
        zh="1/x 的斜率是 -1/x²：传来的梯度乘以结果的平方，取负。",
    ),
    unary(
        "PowBackward0",
        formula=r"g \odot \conj{exponent\, self^{exponent-1}}",
        code="0 if exponent == 0 else grad * (exponent * self ** (exponent - 1)).conj()",
        en="The power rule: what arrives times the exponent, times the input to the power of the exponent minus one.",
        zh="幂函数的法则：传来的梯度乘以指数，再乘以输入的（指数减 1）次方。",
    ),
    entry(
        "PowBackward1",
        en="The base gets the power rule; the exponent gets what arrives times the result times the logarithm "
        "of the base.",
        zh="底数按幂函数的法则得到梯度；指数得到：传来的梯度乘以结果，再乘以底数的对数。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \conj{exponent\, self^{exponent-1}}",
                "torch.where(exponent == 0, 0, grad * (exponent * self ** (exponent - 1)).conj()).sum_to_size(shape)",
            ),
            Input(
                "exponent",
                r"g_{exponent} = g \odot \conj{result \odot \ln(self)}",
                "(grad * torch.where((self == 0) & (exponent == exponent.real) & (exponent.real >= 0), 0, "
                "(result * self.to(result.dtype).log()).conj())).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "PowBackward2",
        en="An exponential with a constant base: what arrives times the result times the logarithm of the base.",
        zh="底数为常数的指数函数：传来的梯度乘以结果，再乘以底数的对数。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "exponent",
                r"g_{exponent} = g \odot \conj{result \odot \ln(self)}",
                "grad * torch.where((exponent == exponent.real) & (exponent.real >= 0) & (self == 0), 0, "
                "(result * torch.tensor(self, dtype=result.dtype).log()).conj())",
                kind="elementwise",
            ),
        ),
    ),
    entry(
        "AddcmulBackward0",
        en="`self + value * tensor1 * tensor2`: a sum and a product, so each factor gets what arrives times "
        "the other and `value`.",
        zh="`self + value * tensor1 * tensor2`：先乘后加，每个因子得到传来的梯度乘以另一个因子和 `value`。",
        shapes=BROADCAST,
        inputs=(
            Input("self", "g_{self} = g", "grad.sum_to_size(shape)"),
            Input(
                "tensor1",
                r"g_{tensor1} = value\, g \odot \conj{tensor2}",
                "(grad * (tensor2 * value).conj()).sum_to_size(shape)",
            ),
            Input(
                "tensor2",
                r"g_{tensor2} = value\, g \odot \conj{tensor1}",
                "(grad * (tensor1 * value).conj()).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "AddcdivBackward0",
        en="`self + value * tensor1 / tensor2`: a sum and a quotient, each with its own rule.",
        zh="`self + value * tensor1 / tensor2`：先除后加，各按自己的法则。",
        shapes=BROADCAST,
        inputs=(
            Input("self", "g_{self} = g", "grad.sum_to_size(shape)"),
            Input(
                "tensor1",
                r"g_{tensor1} = \frac{value\, g}{\conj{tensor2}}",
                "(grad * (value / tensor2).conj()).sum_to_size(shape)",
            ),
            Input(
                "tensor2",
                r"g_{tensor2} = -value\, g \odot \frac{\conj{tensor1}}{\conj{tensor2}^2}",
                "(-grad * (value * tensor1 / (tensor2 * tensor2)).conj()).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "LerpBackward0",
        en="`self + weight * (end - self)`: the start gets what arrives times 1 - weight, the end times the weight.",
        zh="`self + weight * (end - self)`：起点得到传来的梯度乘以 1 - weight，终点得到传来的梯度乘以 weight。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self", r"g_{self} = (1 - \conj{weight})\, g", "(grad * (1 - weight).conjugate()).sum_to_size(shape)"
            ),
            Input("end", r"g_{end} = \conj{weight}\, g", "(grad * weight.conjugate()).sum_to_size(shape)"),
        ),
    ),
    entry(
        "LerpBackward1",
        en="`self + weight * (end - self)`: the start gets what arrives times 1 - weight, the end times the "
        "weight, and the weight "
        "times the way from start to end.",
        zh="`self + weight * (end - self)`：起点得到传来的梯度乘以 1 - weight，终点得到传来的梯度乘以 weight，"
        "weight 得到传来的梯度乘以（终点减去起点）。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot (1 - \conj{weight})", "(grad * (1 - weight).conj()).sum_to_size(shape)"),
            Input("end", r"g_{end} = g \odot \conj{weight}", "(grad * weight.conj()).sum_to_size(shape)"),
            Input(
                "weight",
                r"g_{weight} = g \odot (\conj{end} - \conj{self})",
                "(grad * (end - self).conj()).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "RemainderBackward0",
        "FmodBackward0",
        en="The remainder grows as the input does: what arrives is sent on unchanged.",
        zh="余数随被除数同速增长：传来的梯度原样传出。",
        shapes=BROADCAST,
        inputs=(Input("self", "g_{self} = g", "grad"),),
    ),
    entry(
        "RemainderBackward1",
        en="The remainder is `self - other * floor(self / other)`: the second gets what arrives times minus "
        "the whole quotient.",
        zh="余数是 `self - other * floor(self / other)`：除数得到传来的梯度乘以整数商，取负。",
        shapes=BROADCAST,
        inputs=(
            Input("self", "g_{self} = g", "grad.sum_to_size(shape)"),
            Input(
                "other",
                r"g_{other} = -g \odot \lfloor self / other \rfloor",
                "(-grad * (self // other)).sum_to_size(shape)",
                kind="elementwise",
            ),
        ),
    ),
    entry(
        "FmodBackward1",
        en="The remainder is `self - other * trunc(self / other)`: the second gets what arrives times minus "
        "the whole quotient.",
        zh="余数是 `self - other * trunc(self / other)`：除数得到传来的梯度乘以整数商，取负。",
        shapes=BROADCAST,
        inputs=(
            Input("self", "g_{self} = g", "grad.sum_to_size(shape)"),
            Input(
                "other",
                r"g_{other} = -g \odot \operatorname{trunc}(self / other)",
                "(-grad * torch.where(q - q == 0, q.abs() // 1 * q.sgn(), q)).sum_to_size(shape)",
                kind="elementwise",
            ),
        ),
        where={"q": "self / other"},
    ),
    entry(
        "LdexpBackward0",
        en="`self * 2 ** other`: a product, and an exponential with base 2.",
        zh="`self * 2 ** other`：一个乘积，其中一个因子是以 2 为底的指数。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot 2^{other}", "(grad * (2 ** other).conj()).sum_to_size(shape)"),
            Input(
                "other",
                r"g_{other} = g \odot \conj{result}\, \ln(2)",
                "(grad * result.conj() * 0.6931471805599453).sum_to_size(shape)",
            ),
        ),
    ),
)
