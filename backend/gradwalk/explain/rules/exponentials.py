"""Exponentials, logarithms and roots."""

from .entry import Input, entry, unary
from .shapes import BROADCAST

ENTRIES = (
    unary(
        "ExpBackward0",
        formula=r"g \odot \conj{result}",
        code="grad * result.conj()",
        en="The exponential is its own slope: what arrives times the result.",
        zh="指数函数的导数就是它自己：传来的梯度乘以结果。",
    ),
    unary(
        "Exp2Backward0",
        formula=r"g \odot \conj{result}\, \ln(2)",
        code="grad * result.conj() * 0.6931471805599453",
        en="What arrives times the result times the logarithm of 2.",
        zh="传来的梯度乘以结果再乘以 ln 2。",
    ),
    unary(
        "Expm1Backward0",
        formula=r"g \odot (\conj{result} + 1)",
        code="grad * (result.conj() + 1)",
        en="eˣ - 1 has the slope eˣ, which is the result plus one.",
        zh="eˣ - 1 的斜率是 eˣ，即结果加 1：传来的梯度乘以它。",
    ),
    unary(
        "LogBackward0",
        formula=r"\frac{g}{\conj{self}}",
        code="grad / self.conj()",
        en="The logarithm has the slope 1/x: what arrives divided by the input.",
        zh="对数的斜率是 1/x：传来的梯度除以输入。",
    ),
    unary(
        "Log2Backward0",
        formula=r"\frac{g}{\conj{self}\, \ln(2)}",
        code="grad / (self.conj() * 0.6931471805599453)",
        en="What arrives divided by the input times the logarithm of 2.",
        zh="传来的梯度除以（输入乘以 ln 2）。",
    ),
    unary(
        "Log10Backward0",
        formula=r"\frac{g}{\conj{self}\, \ln(10)}",
        code="grad / (self.conj() * 2.302585092994046)",
        en="What arrives divided by the input times the logarithm of 10.",
        zh="传来的梯度除以（输入乘以 ln 10）。",
    ),
    unary(
        "Log1PBackward0",
        formula=r"\frac{g}{1 + \conj{self}}",
        code="grad / (self + 1).conj()",
        en="ln(1 + x) has the slope 1/(1 + x): what arrives divided by one plus the input.",
        zh="ln(1 + x) 的斜率是 1/(1 + x)：传来的梯度除以（输入加 1）。",
    ),
    unary(
        "SqrtBackward0",
        formula=r"\frac{g}{2\, \conj{result}}",
        code="grad / (2 * result.conj())",
        en="The root has the slope 1/(2√x): what arrives divided by twice the result. At 0 the slope is infinite.",
        zh="平方根的斜率是 1/(2√x)：传来的梯度除以结果的两倍。在 0 处斜率为无穷。",
    ),
    unary(
        "RsqrtBackward0",
        formula=r"-\tfrac{1}{2}\, g \odot \conj{result}^3",
        code="-0.5 * grad * (result ** 3).conj()",
        en="1/√x has the slope -1/2 times its cube: what arrives times minus half the result cubed.",
        zh="1/√x 的斜率是 -1/2 乘以它的立方：传来的梯度乘以结果立方的一半，取负。",
    ),
    entry(
        "LogaddexpBackward0",
        en="ln(eᵃ + eᵇ) gives each its share: what arrives times the part of the sum that is its own.",
        zh="ln(eᵃ + eᵇ) 按份额分配：传来的梯度乘以各自在和中所占的比例。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{g}{1 + e^{other - self}}",
                "(grad / (1 + torch.exp(other - self)).conj()).sum_to_size(shape)",
            ),
            Input(
                "other",
                r"g_{other} = \frac{g}{1 + e^{self - other}}",
                "(grad / (1 + torch.exp(self - other)).conj()).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "Logaddexp2Backward0",
        en="log₂(2ᵃ + 2ᵇ) gives each its share: what arrives times the part of the sum that is its own.",
        zh="log₂(2ᵃ + 2ᵇ) 按份额分配：传来的梯度乘以各自在和中所占的比例。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{g}{1 + 2^{other - self}}",
                "(grad / (1 + 2 ** (other - self))).sum_to_size(shape)",
            ),
            Input(
                "other",
                r"g_{other} = \frac{g}{1 + 2^{self - other}}",
                "(grad / (1 + 2 ** (self - other))).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "XlogyBackward0",
        en="x ln y is a product: x gets what arrives times ln y, y gets it times x/y. Where x is 0, 0 ln 0 counts as 0.",
        zh="x ln y 是乘积：x 得到传来的梯度乘以 ln y，y 得到传来的梯度乘以 x/y。x 为 0 处，0 ln 0 视为 0。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \ln(other)",
                "torch.where((grad == 0) | ((self == 0) & (other <= 0)), 0, grad * other.log()).sum_to_size(shape)",
                kind="elementwise",
            ),
            Input("other", r"g_{other} = g \odot \frac{self}{other}", "(grad * self / other).sum_to_size(shape)"),
        ),
    ),
    entry(
        "XlogyBackward1",
        en="x ln y with a constant x: y gets what arrives times x/y.",
        zh="x 为常数的 x ln y：y 得到传来的梯度乘以 x/y。",
        shapes=BROADCAST,
        inputs=(Input("other", r"g_{other} = g \odot \frac{self}{other}", "grad * self / other"),),
    ),
    entry(
        "XlogyBackward2",
        en="x ln y with a constant y: x gets what arrives times ln y.",
        zh="y 为常数的 x ln y：x 得到传来的梯度乘以 ln y。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \ln(other)",
                "torch.where((grad == 0) | ((self == 0) & (other <= 0)), 0, grad * torch.tensor(other, dtype=grad.dtype).log())",
                kind="elementwise",
            ),
        ),
    ),
    entry(
        "SpecialXlog1PyBackward0",
        en="x ln(1 + y) is a product: x gets what arrives times ln(1 + y), y gets it times x/(1 + y).",
        zh="x ln(1 + y) 是乘积：x 得到传来的梯度乘以 ln(1 + y)，y 得到传来的梯度乘以 x/(1 + y)。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \ln(1 + other)",
                "torch.where((grad == 0) | ((self == 0) & (other <= -1)), 0, grad * (1 + other).log()).sum_to_size(shape)",
                kind="elementwise",
            ),
            Input(
                "other", r"g_{other} = g \odot \frac{self}{1 + other}", "(grad * self / (other + 1)).sum_to_size(shape)"
            ),
        ),
    ),
)
