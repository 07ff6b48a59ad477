"""The error function, the gamma function and their kin, and steps that have no slope."""

from .entry import Entry, Input, entry, unary
from .shapes import BROADCAST, SAME

_NORMAL = {"NormalBackward1": ("mean",), "NormalBackward2": ("std",), "NormalBackward3": ("mean", "std")}


def _normal(name: str, *inputs: str) -> Entry:
    """Of drawing from a normal distribution."""
    return entry(
        name,
        en="What is drawn at random is not differentiated: torch sends zeros. `mean + std * torch.randn_like(mean)` draws from the "
        "same distribution and has a derivative.",
        zh="随机抽取不求导：torch 传出零。`mean + std * torch.randn_like(mean)` 从同一分布抽取，并且可导。",
        shapes=SAME,
        inputs=tuple(Input(one, f"g_{{{one}}} = 0", "0") for one in inputs),
    )


ENTRIES = (
    unary(
        "ErfBackward0",
        formula=r"g \odot \frac{2}{\sqrt{\pi}}\, e^{-self^2}",
        code="grad * (2 / torch.pi ** 0.5) * (-(self ** 2)).exp()",
        en="The error function has the bell curve as its slope: what arrives times 2/√π e^(-x²).",
        zh="误差函数的斜率是钟形曲线：传来的梯度乘以 2/√π e^(-x²)。",
    ),
    unary(
        "ErfcBackward0",
        formula=r"-g \odot \frac{2}{\sqrt{\pi}}\, e^{-self^2}",
        code="grad * (-2 / torch.pi ** 0.5) * (-(self ** 2)).exp()",
        en="One minus the error function: what arrives times -2/√π e^(-x²).",
        zh="1 减去误差函数：传来的梯度乘以 -2/√π e^(-x²)。",
    ),
    unary(
        "ErfinvBackward0",
        formula=r"g \odot \frac{\sqrt{\pi}}{2}\, e^{\operatorname{erfinv}(self)^2}",
        code="grad * (0.5 * torch.pi ** 0.5) * (self.erfinv() ** 2).exp()",
        en="An inverse has the inverse slope: what arrives times √π/2 e^(y²), y being the result.",
        zh="反函数的斜率是倒数：传来的梯度乘以 √π/2 e^(y²)，y 为结果。",
    ),
    unary(
        "SpecialErfcxBackward0",
        formula=r"g \odot (2\, self\, result - \frac{2}{\sqrt{\pi}})",
        code="grad * (2 * self * result - 2 / torch.pi ** 0.5)",
        en="What arrives times twice the input times the result, less 2/√π.",
        zh="传来的梯度乘以（输入与结果之积的两倍减去 2/√π）。",
    ),
    unary(
        "SpecialNdtriBackward0",
        formula=r"g \odot \sqrt{2\pi}\, e^{result^2/2}",
        code="grad * (2 * torch.pi) ** 0.5 * (result ** 2 / 2).exp()",
        en="The normal quantile: what arrives divided by the normal density at the result.",
        zh="正态分位数：传来的梯度除以结果处的正态密度。",
    ),
    unary(
        "SpecialLogNdtrBackward0",
        formula=r"\frac{g}{\sqrt{2\pi}} \odot e^{-(result + self^2/2)}",
        code="grad / (2 * torch.pi) ** 0.5 * (-(result + self ** 2 / 2)).exp()",
        en="The logarithm of the normal distribution: what arrives times the density over the probability.",
        zh="正态分布函数的对数：传来的梯度乘以密度与概率之比。",
    ),
    unary(
        "LgammaBackward0",
        formula=r"g \odot \psi(self)",
        code="grad * torch.digamma(self)",
        en="What arrives times the digamma function, which is by definition the slope of ln Γ.",
        zh="传来的梯度乘以 digamma 函数，它就是 ln Γ 的导数。",
    ),
    unary(
        "DigammaBackward0",
        formula=r"g \odot \psi^{(1)}(self)",
        code="grad * torch.polygamma(1, self)",
        en="What arrives times the trigamma function, the slope of digamma.",
        zh="传来的梯度乘以 trigamma 函数，即 digamma 的导数。",
    ),
    unary(
        "PolygammaBackward0",
        formula=r"g \odot \psi^{(n+1)}(self)",
        code="grad * torch.polygamma(n + 1, self)",
        en="What arrives times the polygamma function of the next order.",
        zh="传来的梯度乘以高一阶的 polygamma 函数。",
    ),
    unary(
        "MvlgammaBackward0",
        formula=r"g \odot \sum_{j=0}^{p-1} \psi(self - \tfrac{j}{2})",
        code="grad * torch.digamma(self.unsqueeze(-1) - torch.arange(p, dtype=self.dtype) / 2).sum(-1)",
        en="A sum of ln Γ at points one half apart: what arrives times the sum of their digammas.",
        zh="相隔 1/2 的各点处 ln Γ 之和：传来的梯度乘以各点处 digamma 之和。",
    ),
    unary(
        "I0Backward0",
        formula=r"g \odot I_1(self)",
        code="grad * torch.special.i1(self)",
        en="What arrives times the Bessel function of order 1.",
        zh="传来的梯度乘以一阶贝塞尔函数。",
    ),
    unary(
        "SpecialI0EBackward0",
        formula=r"g \odot (I_1^e(self) - \operatorname{sign}(self)\, result)",
        code="grad * (torch.special.i1e(self) - self.sgn() * result)",
        en="What arrives times the scaled Bessel function of order 1, less the sign of the input times the result.",
        zh="传来的梯度乘以（缩放的一阶贝塞尔函数减去输入的符号与结果之积）。",
    ),
    unary(
        "SpecialI1Backward0",
        formula=r"g \odot (I_0(self) - \frac{result}{self})",
        code="grad * torch.where(self == 0, 0.5, torch.special.i0(self) - result / self)",
        en="What arrives times the Bessel function of order 0, less the result over the input; one half at 0.",
        zh="传来的梯度乘以（零阶贝塞尔函数减去结果与输入之比）；在 0 处为 1/2。",
    ),
    unary(
        "SpecialI1EBackward0",
        formula=r"g \odot (I_0^e(self) - result\,(\operatorname{sign}(self) + \frac{1}{self}))",
        code="grad * torch.where(self == 0, 0.5, torch.special.i0e(self) - result * (self.sgn() + 1 / self))",
        en="The scaled Bessel function of order 1: a product with e^(-|x|), so both factors have their part; "
        "one half at 0.",
        zh="缩放的一阶贝塞尔函数：与 e^(-|x|) 的乘积，两个因子各有贡献；在 0 处为 1/2。",
    ),
    unary(
        "SpecialEntrBackward0",
        formula=r"-g \odot (1 + \ln(self))",
        code="grad * -(1 + self.log())",
        en="-x ln x: what arrives times minus one plus the logarithm of the input.",
        zh="-x ln x：传来的梯度乘以（1 加上输入的对数），取负。",
    ),
    unary(
        "StandardGammaBackward0",
        formula=r"g \odot \frac{\partial result}{\partial self}",
        code="grad * torch._standard_gamma_grad(self, result)",
        en="A gamma draw moves with its shape parameter as the quantile at the same probability does: what arrives times that slope.",
        zh="伽马抽样值随形状参数的变化，等于同一概率处分位数的变化率：传来的梯度乘以它。",
    ),
    unary(
        "CeilBackward0",
        "FloorBackward0",
        "RoundBackward0",
        "RoundBackward1",
        "TruncBackward0",
        "SignBackward0",
        formula="0",
        code="0",
        en="A staircase is flat between its steps, so its slope counts as 0 everywhere: zeros are sent.",
        zh="阶梯函数在台阶之间是平的，斜率处处视为 0：传出零。",
    ),
    unary(
        "BernoulliBackward0",
        formula="0",
        code="0",
        en="A random draw does not follow its input smoothly: zeros are sent.",
        zh="随机抽样不随输入连续变化：传出零。",
    ),
    unary(
        "ZeroBackward0",
        "FillBackward0",
        formula="0",
        code="0",
        en="The old value was overwritten with a constant, so nothing depends on it any more: zeros are sent.",
        zh="原来的值被常数覆盖，输出不再依赖它：传出零。",
    ),
    unary(
        "FracBackward0",
        formula="g",
        code="grad",
        en="The fraction grows as the input does: what arrives is sent on unchanged.",
        zh="小数部分随输入同速增长：传来的梯度原样传出。",
    ),
    unary(
        "NanToNumBackward0",
        formula=r"g \odot [\,self \text{ finite}\,]",
        code="grad * (self - self == 0)",
        en="Where the input was a finite number what arrives is sent on; a replaced NaN or infinity gets 0.",
        zh="输入为有限值处，传来的梯度原样传出；被替换的 NaN 或无穷处得到 0。",
    ),
    unary(
        "FrexpBackward0",
        formula=r"g \cdot 2^{-exponent}",
        code="grad / 2.0 ** exponent",
        en="The mantissa is the input over a power of two, which counts as constant: what arrives divided by it.",
        zh="尾数是输入除以 2 的幂（视为常数）：传来的梯度除以它。",
    ),
    entry(
        "NextafterBackward0",
        en="The neighbouring number follows the first input: what arrives is sent on where the two differ, "
        "zeros to the second.",
        zh="相邻浮点数随第一个输入变化：两者不等处，传来的梯度原样传出；第二个输入得到零。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self", r"g_{self} = g \odot [self \ne other]", "torch.where(self != other, grad, 0).sum_to_size(shape)"
            ),
            Input("other", "g_{other} = 0", "0"),
        ),
    ),
    *(_normal(name, *inputs) for name, inputs in _NORMAL.items()),
)
