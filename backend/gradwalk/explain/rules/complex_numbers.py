"""Real and imaginary parts, lengths and angles of complex numbers."""

from .entry import Input, entry, unary
from .shapes import MOVED

ENTRIES = (
    unary(
        "ConjBackward0",
        "ConjPhysicalBackward0",
        formula=r"\conj{g}",
        code="torch.conj(grad)",
        en="The conjugate of what arrives is sent on.",
        zh="传出的是传来的梯度的共轭。",
    ),
    entry(
        "ViewAsRealBackward0",
        en="Real and imaginary parts that arrive are put together again as complex numbers.",
        zh="传来的实部与虚部重新合成复数。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = g_0 + i\, g_1", "torch.view_as_complex(grad.contiguous())", kind="move"),),
    ),
    entry(
        "ViewAsComplexBackward0",
        en="The complex numbers that arrive are taken apart again into real and imaginary parts.",
        zh="传来的复数重新拆成实部与虚部。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = (\operatorname{Re}(g), \operatorname{Im}(g))",
                "torch.view_as_real(grad.resolve_conj().contiguous())",
                kind="move",
            ),
        ),
    ),
    entry(
        "ComplexBackward0",
        en="The real part of what arrives goes to the real input, the imaginary part to the imaginary one.",
        zh="传来的梯度的实部传给实部输入，虚部传给虚部输入。",
        shapes=MOVED,
        inputs=(
            Input("real", r"g_{real} = \operatorname{Re}(g)", "torch.real(grad).sum_to_size(shape)"),
            Input("imag", r"g_{imag} = \operatorname{Im}(g)", "torch.imag(grad).sum_to_size(shape)"),
        ),
    ),
    entry(
        "PolarBackward0",
        en="A complex number of given length and angle: each gets the part of what arrives that points its way.",
        zh="由长度和角度给出的复数：各得到传来的梯度在自己方向上的分量。",
        shapes=MOVED,
        inputs=(
            Input(
                "abs",
                r"g_{abs} = \operatorname{Re}(g^{*} \odot \operatorname{sgn}(result))",
                "torch.real(grad.conj() * torch.sgn(result)).sum_to_size(shape)",
            ),
            Input(
                "angle",
                r"g_{angle} = \operatorname{Re}(g^{*} \odot i\, result)",
                "torch.real(grad.conj() * (result * 1j)).sum_to_size(shape)",
            ),
        ),
    ),
    unary(
        "AngleBackward0",
        formula=r"\frac{i\, self}{\left|self\right|^2}\, g",
        code="torch.where(self == 0, 0, grad * 1j * self / (self.abs() ** 2)) if self.is_complex() else 0",
        en="The angle turns with the number: what arrives times i z/|z|²; a real number's angle does not move.",
        zh="角度随复数转动：传来的梯度乘以 i z/|z|²；实数的角度不变，得到 0。",
    ),
    unary(
        "SgnBackward0",
        formula=r"\frac{g - result \operatorname{Re}(result^{*} \odot g)}{|self|}",
        code="torch.where(self == 0, 0, (grad - result * torch.real(grad * result.conj())) / self.abs()) "
        "if self.is_complex() else 0",
        en="The direction of a complex number: the part of what arrives across it, over its length; a real "
        "sign does not move.",
        zh="复数的方向：取传来的梯度中与它垂直的分量，除以它的长度；实数的符号不变，得到 0。",
    ),
)
