"""Activation functions."""

from ...recording.base import Words
from .entry import Input, entry, unary
from .shapes import SAME

ENTRIES = (
    unary(
        "ReluBackward0",
        formula=r"g \odot [result > 0]",
        code="torch.where(result > 0, grad, 0)",
        en="What arrives is sent on where the output is positive; elsewhere, at 0 too, nothing is.",
        zh="输出为正处，传来的梯度原样传出；其余处（包括 0）传出 0。",
    ),
    unary(
        "LeakyReluBackward0",
        formula=r"\begin{cases} g & self > 0 \\ slope\, g & self \le 0 \end{cases}",
        code="torch.where(self > 0, grad, grad * negative_slope)",
        en="What arrives is sent on where the input is positive, and times the small slope elsewhere.",
        zh="输入为正处，传来的梯度原样传出；其余处乘以小斜率后传出。",
    ),
    unary(
        "LeakyReluBackward1",
        formula=r"\begin{cases} g & result > 0 \\ slope\, g & result \le 0 \end{cases}",
        code="torch.where(result > 0, grad, grad * negative_slope)",
        en="What arrives is sent on where the output is positive, and times the small slope elsewhere.",
        zh="输出为正处，传来的梯度原样传出；其余处乘以小斜率后传出。",
    ),
    entry(
        "PreluKernelBackward0",
        en="What arrives is sent on where the input is positive, and times the learned slope elsewhere; the "
        "slope gets it times "
        "the input there.",
        zh="输入为正处，传来的梯度原样传出，其余处乘以学到的斜率；斜率得到这些位置上传来的梯度乘以输入。",
        shapes=Words(
            en="What arrives has the input's shape; the slope gets the sum over the dimensions it was stretched over.",
            zh="传来的梯度与输入同形；斜率得到沿被广播的维度求和后的梯度。",
        ),
        inputs=(
            Input(
                "self",
                r"g_{self} = \begin{cases} g & self > 0 \\ weight \odot g & self \le 0 \end{cases}",
                "torch.where(self > 0, grad, grad * weight)",
            ),
            Input(
                "weight",
                r"g_{weight} = \begin{cases} 0 & self > 0 \\ self \odot g & self \le 0 \end{cases}",
                "torch.where(self > 0, 0, grad * self).sum_to_size(shape)",
            ),
        ),
    ),
    unary(
        "RreluWithNoiseBackward0",
        formula=r"\begin{cases} g & self > 0 \\ slope\, g & self \le 0 \end{cases}",
        code="grad * noise if training and upper - lower > 1e-6 else torch.where(self > 0, grad, grad * "
        "((lower + upper) / 2))",
        en="What arrives is sent on where the input is positive, and times the slope drawn at random (its "
        "mean in eval) elsewhere.",
        zh="输入为正处，传来的梯度原样传出；其余处乘以随机抽取的斜率（eval 模式下为其均值）。",
    ),
    unary(
        "SigmoidBackward0",
        formula=r"g \odot result \odot (1 - result)",
        code="grad * (result * (1 - result)).conj()",
        en="What arrives times result times one minus result: at most a quarter, and almost nothing near 0 and 1.",
        zh="传来的梯度乘以结果，再乘以（1 减去结果）：最多缩小到四分之一，结果接近 0 或 1 时几乎为零。",
    ),
    unary(
        "LogSigmoidBackward0",
        formula=r"g \odot (1 - \sigma(self))",
        code="grad * torch.sigmoid(-self)",
        en="What arrives times one minus the sigmoid of the input.",
        zh="传来的梯度乘以（1 减去输入的 sigmoid）。",
    ),
    unary(
        "SoftplusBackward0",
        formula=r"g \odot \sigma(beta\, self)",
        code="torch.where(self * beta > threshold, grad, grad * torch.sigmoid(self * beta))",
        en="A smooth ReLU: what arrives times the sigmoid; above the threshold it is sent on unchanged.",
        zh="光滑的 ReLU：传来的梯度乘以 sigmoid；超过阈值处原样传出。",
    ),
    unary(
        "SiluBackward0",
        formula=r"g \odot \sigma(self) \odot (1 + self \odot (1 - \sigma(self)))",
        code="grad * sigma * (1 + self * (1 - sigma))",
        where={"sigma": "torch.sigmoid(self)"},
        en="x σ(x) is a product: σ(x), plus x times the slope of σ.",
        zh="x σ(x) 是乘积：σ(x) 加上 x 乘以 σ 的斜率。",
    ),
    unary(
        "MishBackward0",
        formula=r"g \odot (t + self \odot \sigma(self) \odot (1 - t^2)),\; t = \tanh(\operatorname{softplus}(self))",
        code="grad * (t + self * torch.sigmoid(self) * (1 - t * t))",
        where={"t": "torch.tanh((1 + self.exp()).log())"},
        en="x tanh(softplus(x)) is a product: the tanh, plus x times its slope.",
        zh="x tanh(softplus(x)) 是乘积：tanh 加上 x 乘以它的斜率。",
    ),
    unary(
        "GeluBackward0",
        formula=r"g \odot (\Phi(self) + self \odot \varphi(self))",
        code='grad * (cdf + self * pdf) if approximate == "none" else grad * (0.5 * (1 + t) + 0.5 * self * (1 - t * t) * slope)',
        where={
            "cdf": "0.5 * (1 + torch.erf(self / 2 ** 0.5))",
            "pdf": "(-0.5 * self * self).exp() / (2 * torch.pi) ** 0.5",
            "t": "torch.tanh((2 / torch.pi) ** 0.5 * (self + 0.044715 * self ** 3))",
            "slope": "(2 / torch.pi) ** 0.5 * (1 + 3 * 0.044715 * self ** 2)",
        },
        en="x Φ(x) is a product: the normal distribution, plus x times its density. With `approximate='tanh'` "
        "a tanh stands for Φ.",
        zh="x Φ(x) 是乘积：正态分布函数加上 x 乘以其密度。`approximate='tanh'` 时用 tanh 近似 Φ。",
    ),
    unary(
        "EluBackward0",
        formula=r"\begin{cases} g & self > 0 \\ g \odot alpha\, e^{self} & self \le 0 \end{cases}",
        code="torch.where(self <= 0, grad * (input_scale * alpha * scale) * torch.exp(self * input_scale), grad * scale)",
        en="What arrives is sent on where the input is positive, and times alpha eˣ elsewhere.",
        zh="输入为正处，传来的梯度原样传出；其余处乘以 alpha eˣ。",
    ),
    unary(
        "EluBackward1",
        formula=r"\begin{cases} g & result > 0 \\ g \odot (result + alpha) & result \le 0 \end{cases}",
        code="torch.where(result <= 0, grad * input_scale * (result + alpha * scale), grad * scale)",
        en="What arrives is sent on where the output is positive, and times the output plus alpha elsewhere.",
        zh="输出为正处，传来的梯度原样传出；其余处乘以（输出加上 alpha）。",
    ),
    unary(
        "CeluBackward0",
        formula=r"\begin{cases} g & self > 0 \\ g \odot e^{self/alpha} & self \le 0 \end{cases}",
        code="torch.where(self <= 0, grad * torch.exp(self / alpha), grad)",
        en="What arrives is sent on where the input is positive, and times e^(x/alpha) elsewhere.",
        zh="输入为正处，传来的梯度原样传出；其余处乘以 e^(x/alpha)。",
    ),
    unary(
        "CeluBackward1",
        formula=r"\begin{cases} g & result > 0 \\ g \odot (result / alpha + 1) & result \le 0 \end{cases}",
        code="torch.where(result <= 0, grad * (result / alpha + 1), grad)",
        en="What arrives is sent on where the output is positive, and times the output over alpha plus one elsewhere.",
        zh="输出为正处，传来的梯度原样传出；其余处乘以（输出除以 alpha，再加 1）。",
    ),
    unary(
        "HardtanhBackward0",
        formula=r"g \odot [min < self < max]",
        code="torch.where((self > min_val) & (self < max_val), grad, 0)",
        en="What arrives is sent on between the bounds; at a bound and beyond it, nothing is.",
        zh="输入在两个界限之间处，传来的梯度原样传出；恰在界限上或超出处传出 0。",
    ),
    unary(
        "HardsigmoidBackward0",
        formula=r"\tfrac{1}{6}\, g \odot [-3 < self < 3]",
        code="torch.where((self > -3) & (self < 3), grad / 6, 0)",
        en="A ramp of slope 1/6 between -3 and 3, flat elsewhere.",
        zh="在 -3 与 3 之间是斜率 1/6 的斜坡，其余处是平的。",
    ),
    unary(
        "HardswishBackward0",
        formula=r"\begin{cases} 0 & self \le -3 \\ g \odot (\frac{self}{3} + \frac{1}{2}) & -3 < self < 3 \\ "
        r"g & self \ge 3 \end{cases}",
        code="torch.where(self <= -3, 0, torch.where(self < 3, grad * (self / 3 + 0.5), grad))",
        en="Nothing is sent below -3, everything above 3; between them what arrives times x/3 + 1/2.",
        zh="输入小于 -3 处传出 0，大于 3 处原样传出，两者之间乘以 x/3 + 1/2。",
    ),
    unary(
        "HardshrinkBackward0",
        "SoftshrinkBackward0",
        formula=r"g \odot [\,|self| > lambd\,]",
        code="torch.where((self > lambd) | (self < -lambd), grad, 0)",
        en="What arrives is sent on where the input is further from 0 than lambd; what was set to 0 gets nothing.",
        zh="输入与 0 的距离大于 lambd 处，传来的梯度原样传出；被置零处传出 0。",
    ),
    unary(
        "ThresholdBackward0",
        formula=r"g \odot [self > threshold]",
        code="torch.where(self > threshold, grad, 0)",
        en="What arrives is sent on above the threshold; what was replaced gets nothing.",
        zh="超过阈值处，传来的梯度原样传出；被替换处传出 0。",
    ),
    unary(
        "ThresholdBackward1",
        formula=r"g \odot [self > threshold]",
        code="torch.where(self > threshold, grad, 0)",
        en="What arrives is sent on above the threshold; what was replaced gets nothing.",
        zh="超过阈值处，传来的梯度原样传出；被替换处传出 0。",
    ),
    unary(
        "LogitBackward0",
        formula=r"\frac{g}{self \odot (1 - self)}",
        code="torch.where((self < low) | (self > 1 - low), outside, grad / (self * (1 - self)).abs())",
        where={"low": "0 if eps is None else eps", "outside": 'float("nan") if eps is None else 0.0'},
        en="What arrives divided by x(1 - x); where `eps` clamped the input, nothing.",
        zh="传来的梯度除以 x(1 - x)；被 `eps` 截断处传出 0。",
    ),
    unary(
        "AbsBackward0",
        formula=r"g \odot \operatorname{sign}(self)",
        code="grad * self.sgn()",
        en="What arrives times the sign of the input; at the kink, 0, nothing.",
        zh="传来的梯度乘以输入的符号；在折点 0 处传出 0。",
    ),
    entry(
        "GluBackward0",
        en="a σ(b), the halves of the input: a gets what arrives times σ(b), b gets it times a times the slope of σ.",
        zh="a σ(b)，a、b 为输入的两半：a 得到传来的梯度乘以 σ(b)，b 得到传来的梯度乘以 a，再乘以 σ 的斜率。",
        shapes=Words(
            en="What arrives has half of the input's length in `dim`; what is sent has its whole shape.",
            zh="传来的梯度在 `dim` 维上只有输入的一半；传出的梯度与输入同形。",
        ),
        inputs=(
            Input(
                "self",
                r"g_a = g \odot \sigma(b),\; g_b = g \odot a \odot \sigma(b) \odot (1 - \sigma(b))",
                "torch.cat([grad * sigma, grad * a * sigma * (1 - sigma)], dim)",
            ),
        ),
        where={
            "half": "shape[dim] // 2",
            "a": "self.narrow(dim, 0, half)",
            "sigma": "torch.sigmoid(self.narrow(dim, half, half))",
        },
    ),
    entry(
        "SoftmaxBackward0",
        "SafeSoftmaxBackward0",
        en="Every output depends on every input of its row: the result times what arrives less its mean "
        "weighted by the result.",
        zh="每个输出都依赖同一行的所有输入：结果乘以（传来的梯度减去它以结果为权重的加权平均）。",
        shapes=SAME,
        inputs=(
            Input(
                "self",
                r"g_{self} = result \odot (g - \sum_{dim} g \odot result)",
                "result * (grad - (grad * result).sum(dim, keepdim=True))",
            ),
        ),
    ),
    entry(
        "LogSoftmaxBackward0",
        en="What arrives less the probabilities times the sum of what arrives in the row.",
        zh="传来的梯度减去（概率乘以这一行传来的梯度之和）。",
        shapes=SAME,
        inputs=(
            Input(
                "self",
                r"g_{self} = g - e^{result} \odot \sum_{dim} g",
                "grad - result.exp() * grad.sum(dim, keepdim=True)",
            ),
        ),
    ),
)
