"""Sines, hyperbolic sines, and what undoes them."""

from .entry import Input, entry, unary
from .shapes import BROADCAST

ENTRIES = (
    unary(
        "SinBackward0",
        formula=r"g \odot \conj{\cos(self)}",
        code="grad * self.cos().conj()",
        en="The sine has the cosine as its slope: what arrives times the cosine of the input.",
        zh="正弦的导数是余弦：传来的梯度乘以输入的余弦。",
    ),
    unary(
        "CosBackward0",
        formula=r"-g \odot \conj{\sin(self)}",
        code="grad * -self.sin().conj()",
        en="The cosine has minus the sine as its slope: what arrives times minus the sine of the input.",
        zh="余弦的导数是负正弦：传来的梯度乘以输入的正弦，取负。",
    ),
    unary(
        "TanBackward0",
        formula=r"g \odot (1 + \conj{result}^2)",
        code="grad * (1 + result ** 2).conj()",
        en="The tangent has the slope 1 + tan²: what arrives times one plus the result squared.",
        zh="正切的斜率是 1 + tan²：传来的梯度乘以（1 加上结果的平方）。",
    ),
    unary(
        "AsinBackward0",
        formula=r"\frac{g}{\sqrt{1 - \conj{self}^2}}",
        code="grad * (-self * self + 1).rsqrt().conj()",
        en="What arrives divided by the root of one minus the input squared; infinite at ±1.",
        zh="传来的梯度除以（1 减去输入的平方）的平方根；在 ±1 处为无穷。",
    ),
    unary(
        "AcosBackward0",
        formula=r"-\frac{g}{\sqrt{1 - \conj{self}^2}}",
        code="grad * -(-self * self + 1).rsqrt().conj()",
        en="Minus what arrives divided by the root of one minus the input squared; infinite at ±1.",
        zh="传来的梯度除以（1 减去输入的平方）的平方根，取负；在 ±1 处为无穷。",
    ),
    unary(
        "AtanBackward0",
        formula=r"\frac{g}{1 + \conj{self}^2}",
        code="grad / (self * self + 1).conj()",
        en="What arrives divided by one plus the input squared.",
        zh="传来的梯度除以（1 加上输入的平方）。",
    ),
    unary(
        "SinhBackward0",
        formula=r"g \odot \conj{\cosh(self)}",
        code="grad * self.cosh().conj()",
        en="What arrives times the hyperbolic cosine of the input.",
        zh="传来的梯度乘以输入的双曲余弦。",
    ),
    unary(
        "CoshBackward0",
        formula=r"g \odot \conj{\sinh(self)}",
        code="grad * self.sinh().conj()",
        en="What arrives times the hyperbolic sine of the input.",
        zh="传来的梯度乘以输入的双曲正弦。",
    ),
    unary(
        "TanhBackward0",
        formula=r"g \odot (1 - \conj{result}^2)",
        code="grad * (1 - result * result).conj()",
        en="What arrives times one minus the result squared: near ±1, where it is flat, almost nothing is sent.",
        zh="传来的梯度乘以（1 减去结果的平方）：结果接近 ±1 时函数很平，几乎没有梯度传出。",
    ),
    unary(
        "AsinhBackward0",
        formula=r"\frac{g}{\sqrt{\conj{self}^2 + 1}}",
        code="grad * (self ** 2 + 1).rsqrt().conj()",
        en="What arrives divided by the root of the input squared plus one.",
        zh="传来的梯度除以（输入的平方加 1）的平方根。",
    ),
    unary(
        "AcoshBackward0",
        formula=r"\frac{g}{\sqrt{\conj{self}^2 - 1}}",
        code="grad * ((self + 1).rsqrt() * (self - 1).rsqrt()).conj() if self.is_complex() else grad * (self "
        "* self - 1).rsqrt()",
        en="What arrives divided by the root of the input squared minus one.",
        zh="传来的梯度除以（输入的平方减 1）的平方根。",
    ),
    unary(
        "AtanhBackward0",
        formula=r"\frac{g}{1 - \conj{self}^2}",
        code="grad / (1 - self ** 2).conj()",
        en="What arrives divided by one minus the input squared.",
        zh="传来的梯度除以（1 减去输入的平方）。",
    ),
    entry(
        "Atan2Backward0",
        en="The angle of the point (other, self): each coordinate gets what arrives times the other one, over "
        "the squared distance.",
        zh="点 (other, self) 的角度：每个坐标得到传来的梯度乘以另一个坐标，再除以距离的平方。",
        shapes=BROADCAST,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot \frac{other}{self^2 + other^2}",
                "torch.where((self == 0) & (other == 0), 0, grad * other / (self * self + other * "
                "other)).sum_to_size(shape)",
            ),
            Input(
                "other",
                r"g_{other} = -g \odot \frac{self}{self^2 + other^2}",
                "torch.where((self == 0) & (other == 0), 0, grad * -self / (self * self + other * "
                "other)).sum_to_size(shape)",
            ),
        ),
    ),
    entry(
        "HypotBackward0",
        en="The length √(a² + b²): each side gets what arrives times its share of the length.",
        zh="斜边长 √(a² + b²)：每条边得到传来的梯度乘以它与斜边之比。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot \frac{self}{result}", "(grad * self / result).sum_to_size(shape)"),
            Input("other", r"g_{other} = g \odot \frac{other}{result}", "(grad * other / result).sum_to_size(shape)"),
        ),
    ),
    unary(
        "SincBackward0",
        formula=r"g \odot \frac{\cos(\pi\, self) - \operatorname{sinc}(self)}{self}",
        code="grad * torch.where(self == 0, 0, "
        "((torch.pi * self).cos() * torch.pi * self - (torch.pi * self).sin()) / (torch.pi * self ** 2)).conj()",
        en="What arrives times the slope of sin(πx)/(πx), which is 0 at 0.",
        zh="传来的梯度乘以 sin(πx)/(πx) 的斜率；在 0 处斜率为 0。",
    ),
    unary(
        "Deg2RadBackward0",
        formula=r"\frac{\pi}{180}\, g",
        code="grad * (torch.pi / 180)",
        en="A constant factor: what arrives times π/180.",
        zh="常数因子：传来的梯度乘以 π/180。",
    ),
    unary(
        "Rad2DegBackward0",
        formula=r"\frac{180}{\pi}\, g",
        code="grad * (180 / torch.pi)",
        en="A constant factor: what arrives times 180/π.",
        zh="常数因子：传来的梯度乘以 180/π。",
    ),
)
