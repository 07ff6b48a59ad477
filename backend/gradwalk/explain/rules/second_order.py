"""Functions that a backward pass makes itself (`create_graph=True`): derivatives of derivatives."""

from .entry import Input, entry
from .shapes import MOVED, PICKED, SAME

_ARRIVED = "the derivative's rule is a product: its gradient gets the slope again, and the saved output what the slope changes by"
_EN = f"A derivative, differentiated once more: {_ARRIVED}."
_ZH = "对导数再求导：导数的法则是乘积，其中的梯度再乘一次斜率，保存的输出得到斜率随它的变化。"

ENTRIES = (
    entry(
        "TanhBackwardBackward0",
        en=_EN,
        zh=_ZH,
        shapes=SAME,
        inputs=(
            Input("grad_output", r"g_{grad} = g \odot (1 - \conj{output}^2)", "grad * (1 - output * output)"),
            Input(
                "output",
                r"g_{output} = -2\, g \odot grad \odot output",
                "grad.conj() * (-2 * output.conj() * grad_output)",
            ),
        ),
    ),
    entry(
        "SigmoidBackwardBackward0",
        en=_EN,
        zh=_ZH,
        shapes=SAME,
        inputs=(
            Input("grad_output", r"g_{grad} = g \odot output \odot (1 - output)", "grad * output * (1 - output)"),
            Input(
                "output",
                r"g_{output} = g \odot grad \odot (1 - 2\, output)",
                "grad.conj() * grad_output * (1 - 2 * output.conj())",
            ),
        ),
    ),
    entry(
        "ThresholdBackwardBackward0",
        en="The derivative of ReLU, differentiated once more: what arrives goes on where the gate is open; the gate itself is flat.",
        zh="对 ReLU 的导数再求导：门打开处原样传出；门本身是平的，得到 0。",
        shapes=SAME,
        inputs=(
            Input("grad_output", r"g_{grad} = g \odot [self > threshold]", "torch.where(self > threshold, grad, 0)"),
            Input("self", "g_{self} = 0", "0"),
        ),
    ),
    entry(
        "LeakyReluBackwardBackward0",
        en="The derivative of a leaky ReLU, differentiated once more: what arrives times the slope again; the slope itself is flat.",
        zh="对 LeakyReLU 的导数再求导：传来的梯度再乘一次斜率；斜率本身是平的，得到 0。",
        shapes=SAME,
        inputs=(
            Input(
                "grad_output",
                r"g_{grad} = \begin{cases} g & self > 0 \\ slope\, g & self \le 0 \end{cases}",
                "torch.where(self > 0, grad, grad * negative_slope)",
            ),
            Input("self", "g_{self} = 0", "0"),
        ),
    ),
    entry(
        "SelectBackwardBackward0",
        en="Putting a slice back among zeros, differentiated: the slice is taken out again.",
        zh="把一片放回零中，对它求导：再把这一片取出来。",
        shapes=MOVED,
        inputs=(Input("grad_output", r"g_{grad} = g[index]", "grad.select(dim, index)"),),
    ),
    entry(
        "SliceBackwardBackward0",
        en="Putting a stretch back among zeros, differentiated: the stretch is taken out again.",
        zh="把一段放回零中，对它求导：再把这一段取出来。",
        shapes=MOVED,
        inputs=(
            Input(
                "grad_output",
                r"g_{grad} = g[start : end : step]",
                "torch.ops.aten.slice(grad, dim, start, end, step)",
            ),
        ),
    ),
    entry(
        "DiagonalBackwardBackward0",
        en="Putting a diagonal back among zeros, differentiated: the diagonal is taken out again.",
        zh="把对角线放回零中，对它求导：再把对角线取出来。",
        shapes=MOVED,
        inputs=(Input("grad_output", r"g_{grad} = \operatorname{diag}(g)", "grad.diagonal(offset, dim1, dim2)"),),
    ),
    entry(
        "SoftmaxBackwardDataBackward0",
        en=_EN,
        zh=_ZH,
        shapes=SAME,
        inputs=(
            Input(
                "grad_output",
                r"g_{grad} = output \odot (g - \sum_{dim} g \odot output)",
                "output * (grad - (grad * output).sum(dim, keepdim=True))",
            ),
            Input(
                "output",
                r"g_{output} = g \odot (grad - \sum_{dim} grad \odot output) - grad \odot \sum_{dim} g \odot output",
                "grad * (grad_output - (grad_output * output).sum(dim, keepdim=True)) "
                "- grad_output * (grad * output).sum(dim, keepdim=True)",
            ),
        ),
    ),
    entry(
        "LogSoftmaxBackwardDataBackward0",
        en=_EN,
        zh=_ZH,
        shapes=SAME,
        inputs=(
            Input(
                "grad_output",
                r"g_{grad} = g - \sum_{dim} g \odot e^{output}",
                "grad - (grad * output.exp()).sum(dim, keepdim=True)",
            ),
            Input(
                "output",
                r"g_{output} = -g \odot e^{output} \odot \sum_{dim} grad",
                "-grad_output.sum(dim, keepdim=True) * output.exp() * grad",
            ),
        ),
    ),
    entry(
        "MseLossBackwardBackward0",
        en="The squared error's derivative is linear: what arrives times the distance goes to the gradient, and times 2 to each side.",
        zh="平方误差的导数是线性的：传来的梯度乘以差传给其中的梯度，乘以 2 传给两侧。",
        shapes=SAME,
        inputs=(
            Input(
                "grad_output",
                r"g_{grad} = \frac{2}{n} \sum g \odot (self - target)",
                "(2 * each * (self - target)).sum_to_size(shape)",
            ),
            Input("self", r"g_{self} = \frac{2}{n}\, g \odot grad", "2 * each * grad_output"),
            Input("target", r"g_{target} = -\frac{2}{n}\, g \odot grad", "-2 * each * grad_output"),
        ),
        where={"each": "grad / self.numel() if reduction == 1 else grad"},
    ),
    entry(
        "UnfoldBackwardBackward0",
        en="Adding windows up, differentiated: the windows are read again.",
        zh="把各窗口加起来，对它求导：再读出各窗口。",
        shapes=MOVED,
        inputs=(Input("grad_in", r"g_{grad} = \operatorname{unfold}(g)", "grad.unfold(dim, size, step)"),),
    ),
    entry(
        "MaxPool2DWithIndicesBackwardBackward0",
        en="The derivative of a maximum, differentiated once more: what arrives at the largest element goes on; which is the largest "
        "does not move.",
        zh="对最大值的导数再求导：取出最大元素处传来的梯度；谁最大并不随之变化，得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "grad_output",
                r"g_{grad} = g[indices]",
                "grad.flatten(-2).gather(-1, indices.flatten(-2)).reshape(shape)",
            ),
            Input("self", "g_{self} = 0", "0"),
        ),
    ),
)
