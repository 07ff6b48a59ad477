"""Loss functions. `reduction` is 0 for none, 1 for the mean, 2 for the sum, as torch saves it."""

from ...recording.base import Words
from .entry import Input, entry

_SHAPES = Words(
    en="With a reduction one number arrives and goes to every element (divided by their number for the mean); "
    "without, one each.",
    zh="有归约时传来一个数，传给每个元素（取均值时除以元素个数）；没有归约时每个元素各传来一个数。",
)
# What arrives at each element, before its own slope.
_EACH = {"g": "grad / self.numel() if reduction == 1 else grad"}
_BCE_WEIGHT = {"w": "1 if weight is None else weight"} | _EACH

ENTRIES = (
    entry(
        "MseLossBackward0",
        en="The squared error: each prediction gets what arrives times twice its distance from the target, "
        "over n for the mean.",
        zh="平方误差：每个预测得到传来的梯度乘以它与目标之差的两倍（取均值时再除以 n）。",
        shapes=_SHAPES,
        inputs=(
            Input("self", r"g_{self} = \frac{2}{n}\, g \odot (self - target)", "g * 2 * (self - target)"),
            Input("target", r"g_{target} = \frac{2}{n}\, g \odot (target - self)", "g * 2 * (target - self)"),
        ),
        where=_EACH,
    ),
    entry(
        "SmoothL1LossBackward0",
        en="Near the target the slope grows with the distance, further than `beta` away it is its sign alone.",
        zh="离目标近处，斜率与距离成正比；距离超过 `beta` 后，斜率只剩符号。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{g}{n} \odot \begin{cases} d / beta & |d| < beta \\ \operatorname{sign}(d) "
                r"& |d| \ge beta"
                r" \end{cases},\; d = self - target",
                "g * torch.where(d.abs() < beta, d / beta, d.sgn())",
            ),
            Input(
                "target",
                r"g_{target} = -g_{self}",
                "-g * torch.where(d.abs() < beta, d / beta, d.sgn())",
            ),
        ),
        where=_EACH | {"d": "self - target"},
    ),
    entry(
        "HuberLossBackward0",
        en="Near the target the slope is the distance, further than `delta` away it stays at delta.",
        zh="离目标近处，斜率就是距离；距离超过 `delta` 后，斜率保持为 delta。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{g}{n} \odot \begin{cases} d & |d| \le delta \\ delta "
                r"\operatorname{sign}(d) & |d| > delta"
                r" \end{cases},\; d = self - target",
                "g * torch.where(d.abs() <= delta, d, delta * d.sgn())",
            ),
            Input(
                "target",
                r"g_{target} = -g_{self}",
                "-g * torch.where(d.abs() <= delta, d, delta * d.sgn())",
            ),
        ),
        where=_EACH | {"d": "self - target"},
    ),
    entry(
        "SoftMarginLossBackward0",
        en="Each prediction gets what arrives times minus the target times the probability of being wrong.",
        zh="每个预测得到传来的梯度乘以目标再乘以出错的概率，取负。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self} = -\frac{g}{n} \odot target \odot \sigma(-target\, self)",
                "-g * target * torch.sigmoid(-target * self)",
            ),
        ),
        where=_EACH,
    ),
    entry(
        "BinaryCrossEntropyBackward0",
        en="Each probability gets what arrives times its distance from the target, over p(1 - p).",
        zh="每个概率得到传来的梯度乘以它与目标之差，除以 p(1 - p)。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{g}{n} \odot \frac{self - target}{self\,(1 - self)}",
                "g * w * (self - target) / ((1 - self) * self).clamp(1e-12)",
            ),
            Input(
                "target",
                r"g_{target} = \frac{g}{n} \odot (\ln(1 - self) - \ln(self))",
                "g * w * ((1 - self).log() - self.log())",
            ),
        ),
        where=_BCE_WEIGHT,
    ),
    entry(
        "BinaryCrossEntropyWithLogitsBackward0",
        en="Each score gets what arrives times its probability less the target: sigmoid and logarithm cancel "
        "to a plain difference.",
        zh="每个得分得到传来的梯度乘以（概率减去目标）：sigmoid 与对数相消，只剩一个差。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{g}{n} \odot (\sigma(self) - target)",
                "g * w * ((1 - target) * torch.sigmoid(self) - p * target * torch.sigmoid(-self))",
            ),
            Input(
                "target",
                r"g_{target} = -\frac{g}{n} \odot self",
                "-g * w * (soft + p * (self - soft))",
                kind="elementwise",
            ),
        ),
        where={
            "p": "1 if pos_weight is None else pos_weight",
            "soft": "(1 + (-self.abs()).exp()).log() + self.clamp(0)",
        }
        | _BCE_WEIGHT,
    ),
    entry(
        "NllLossBackward0",
        "NllLoss2DBackward0",
        en="Only the score of the right class is in the loss: it gets minus what arrives times its weight, "
        "over the sum of the "
        "weights for the mean.",
        zh="损失中只有正确类别的得分：它得到传来的梯度乘以权重，取负（取均值时再除以权重之和）。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self,i,c} = -\frac{w_c}{\sum w}\, g\, [\,c = target_i\,]",
                "grad.new_zeros(shape).scatter(classes, rows.unsqueeze(classes), torch.where(counts, -each, 0)"
                ".unsqueeze(classes))",
                kind="spread",
            ),
        ),
        where={
            "classes": "1 if len(shape) > 1 else 0",
            "counts": "target != ignore_index",
            "rows": "torch.where(counts, target, 0)",
            "g": "(grad / total_weight if reduction == 1 else grad).expand(target.shape)",
            "each": "g if weight is None else g * weight.index_select(0, rows.flatten()).reshape(rows.shape)",
        },
    ),
    entry(
        "MultiMarginLossBackward0",
        en="Every class within the margin gets its share of what arrives, and the right class minus their sum.",
        zh="间隔内的每个类别得到一份梯度，正确类别得到它们之和的负值。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self,c} = \frac{g}{n\, C}\, p\, m_c^{p-1} w_{target} [m_c > 0],\; m_c = margin - "
                r"self_{target} + self_c",
                "(push - right * push.sum(-1, keepdim=True)).reshape(shape)",
            ),
        ),
        where={
            "rows": "target.numel()",
            "x": "self.reshape([rows, self.numel() // rows])",
            "right": "(target.reshape([rows, 1]) == torch.arange(x.shape[1])).to(x.dtype)",
            "m": "margin - (x * right).sum(-1, keepdim=True) + x",
            "w": "(right if weight is None else right * weight).sum(-1, keepdim=True)",
            "g": "(grad / rows if reduction == 1 else grad).reshape([grad.numel(), 1]) / x.shape[1]",
            "push": "torch.where((m > 0) & (right == 0), g * w * p * m.clamp(0) ** (p - 1), 0)",
        },
    ),
    entry(
        "MultilabelMarginLossBackward0",
        en="Every pair of a right and a wrong class within the margin: the right one gets minus its share of "
        "what arrives, the wrong "
        "one its share.",
        zh="间隔内的每一对正确与错误类别：错误类别得到一份梯度，正确类别得到它的负值。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self} = \frac{g}{n\, C} \sum_{t,\, c} [1 - self_t + self_c > 0]\, (e_c - e_t)",
                "(g * (pairs.sum(1) - torch.zeros_like(x).scatter_add(1, t, pairs.sum(2)))).reshape(shape)",
            ),
        ),
        where={
            "x": "self.reshape(-1, shape[-1]) if shape else self.reshape(1, 1)",
            "listed": "(target.reshape(x.shape) >= 0).cumprod(1) > 0",
            "t": "torch.where(listed, target.reshape(x.shape), 0)",
            "wrong": "is_target.reshape(x.shape) == 0",
            "pairs": "((1 - x.gather(1, t).unsqueeze(2) + x.unsqueeze(1) > 0) & listed.unsqueeze(2) & wrong.unsqueeze(1))"
            ".to(x.dtype)",
            "g": "(grad / len(x) if reduction == 1 else grad).reshape(-1, 1) / x.shape[1]",
        },
    ),
    entry(
        "PdistBackward0",
        en="Every row gets, for each other row, what arrives at their distance times the direction between them.",
        zh="对其他每一行，每一行都得到传到两者距离的梯度乘以两者之间的方向。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_j g_{i j}\, \frac{d_{i j}\, |d_{i j}|^{p-2}}{result_{i j}^{p-1}},\; d_{i j} = "
                r"self_i - self_j",
                "grad.new_zeros(shape).index_add(0, a, pull).index_add(0, b, -pull)",
            ),
        ),
        where={
            "a": "torch.triu_indices(shape[0], shape[0], 1)[0]",
            "b": "torch.triu_indices(shape[0], shape[0], 1)[1]",
            "d": "self[a] - self[b]",
            "r": "result.unsqueeze(1)",
            "pull": "grad.unsqueeze(1) * (0 * d if p == 0 else d.sgn() * (d.abs() == r) if p - p != 0 "
            "else d.sgn() * torch.where(r == 0, 0, d.abs() ** (p - 1) / r ** (p - 1)))",
        },
    ),
    entry(
        "CdistBackward0",
        en="Every row gets, for each row of the other side, what arrives at their distance times the "
        "direction between them.",
        zh="对另一侧的每一行，每一行都得到传到两者距离的梯度乘以两者之间的方向。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "x1",
                r"g_{x1,i} = \sum_j g_{i j}\, \frac{d_{i j}\, |d_{i j}|^{p-2}}{result_{i j}^{p-1}},\; d_{i j} "
                r"= x1_i - x2_j",
                "pull.sum(-2, keepdim=True).select(-2, 0).sum_to_size(shape)",
            ),
            Input("x2", r"g_{x2,j} = -\sum_i \ldots", "(-pull.sum(-3, keepdim=True).select(-3, 0)).sum_to_size(shape)"),
        ),
        where={
            "d": "x1.unsqueeze(-2) - x2.unsqueeze(-3)",
            "r": "result.unsqueeze(-1)",
            "pull": "grad.unsqueeze(-1) * (0 * d if p == 0 else d.sgn() * (d.abs() == r) if p - p != 0 "
            "else d.sgn() * torch.where(r == 0, 0, d.abs() ** (p - 1) / r ** (p - 1)))",
        },
    ),
    entry(
        "EuclideanDistBackward0",
        en="Every row gets, for each row of the other side, what arrives at their distance times the "
        "direction between them.",
        zh="对另一侧的每一行，每一行都得到传到两者距离的梯度乘以两者之间的方向。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "x1",
                r"g_{x1,i} = \sum_j g_{i j}\, \frac{x1_i - x2_j}{result_{i j}}",
                "x1 * ratio.sum(-1, keepdim=True) - ratio @ x2",
            ),
            Input(
                "x2",
                r"g_{x2,j} = \sum_i g_{i j}\, \frac{x2_j - x1_i}{result_{i j}}",
                "x2 * ratio.sum(-2, keepdim=True).mT - ratio.mT @ x1",
            ),
        ),
        where={"ratio": "torch.where(result == 0, 0, grad / result)"},
    ),
    entry(
        "CtcLossBackward0",
        en="Every symbol at every time gets what arrives times its probability less its share of all ways to spell the target: forward "
        "sums (saved) times backward sums. torch takes the scores to come from `log_softmax`, whose derivative is in the difference.",
        zh="每个时刻的每个符号得到传来的梯度乘以（它的概率减去它在所有能拼出目标的路径中所占的份额）：前向和（已保存）乘以后向和。"
        "torch 认定这些得分来自 `log_softmax`，其导数已包含在这个差中。",
        shapes=_SHAPES,
        inputs=(
            Input(
                "log_probs",
                r"g_{t,k} = g \left(e^{log\_probs_{t,k}} - \frac{\sum_{s:\, target_s = k} \alpha_{t,s} \beta_{t,s}}"
                r"{e^{log\_probs_{t,k} - result}}\right)",
                "torch.stack([torch.nn.functional.pad(torch.where(result0[b].isinf() & zero_infinity, 0, grad[b] * (p - share)), "
                "(0, 0, 0, len(log_probs) - len(p))) for b, (p, share) in enumerate(zip(probabilities, shares))], 1)",
                kind="sum",
            ),
        ),
        where={
            "words": "targets.split(target_lengths) if targets.dim() == 1 else [its[:n] for its, n in zip(targets, target_lengths)]",
            "spelled": "[torch.cat([torch.stack([torch.full_like(its, blank), its], 1).flatten(), its.new_full((1,), blank)]) "
            "for its in words]",
            "beta": "[torch._ctc_loss(log_probs[:t, b:b + 1].flip(0), its.flip(0)[None], [t], [len(its)], blank)[1][0].flip(0, 1) "
            "for b, (t, its) in enumerate(zip(input_lengths, words))]",
            "probabilities": "[log_probs[:t, b].exp() for b, t in enumerate(input_lengths)]",
            "shares": "[torch.zeros_like(p).index_add(1, its, (result1[b, :len(p), :len(its)] + beta[b] + result0[b]).exp()) / p "
            "for b, (p, its) in enumerate(zip(probabilities, spelled))]",
        },
    ),
)
