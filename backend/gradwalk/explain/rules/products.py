"""Products of matrices and vectors."""

from ...recording.base import Words
from .entry import Input, entry

_MATRICES = Words(
    en="(n, k) times (k, m) gives (n, m): what arrives is (n, m), what is sent has each matrix's own shape.",
    zh="(n, k) 乘 (k, m) 得 (n, m)：传来的梯度是 (n, m)，传出的梯度与各矩阵自身同形。",
)
_BATCHES = Words(
    en="A batch of (n, k) times (k, m) gives a batch of (n, m); what is sent has each operand's own shape.",
    zh="一批 (n, k) 乘 (k, m) 得一批 (n, m)；传出的梯度与各操作数自身同形。",
)
_VECTOR = Words(
    en="(n, k) times (k) gives (n): what arrives is (n), what is sent has each operand's own shape.",
    zh="(n, k) 乘 (k) 得 (n)：传来的梯度是 (n)，传出的梯度与各操作数自身同形。",
)
_EN = "Each factor gets what arrives times the other factor transposed, on the side where that stood."
_ZH = "每个因子得到传来的梯度与另一个因子的转置之积，乘在另一个因子原来的那一侧。"

ENTRIES = (
    entry(
        "MmBackward0",
        en=_EN,
        zh=_ZH,
        shapes=_MATRICES,
        inputs=(
            Input("self", r"g_{self} = g\; \conj{mat2}^\top", "grad @ mat2.mH"),
            Input("mat2", r"g_{mat2} = \conj{self}^\top g", "self.mH @ grad"),
        ),
    ),
    entry(
        "BmmBackward0",
        en=_EN,
        zh=_ZH,
        shapes=_BATCHES,
        inputs=(
            Input("self", r"g_{self} = g\; \conj{mat2}^\top", "grad @ mat2.mH"),
            Input("mat2", r"g_{mat2} = \conj{self}^\top g", "self.mH @ grad"),
        ),
    ),
    entry(
        "AddmmBackward0",
        en="`beta * self + alpha * mat1 @ mat2`: the bias gets what arrives, summed over what it was "
        "stretched to; each matrix gets "
        "it times the other one transposed.",
        zh="`beta * self + alpha * mat1 @ mat2`：偏置得到传来的梯度（沿被广播的维度求和）；"
        "每个矩阵得到传来的梯度与另一个矩阵转置之积。",
        shapes=_MATRICES,
        inputs=(
            Input("self", r"g_{self} = \conj{beta}\, g", "(grad * beta.conjugate()).sum_to_size(shape)"),
            Input("mat1", r"g_{mat1} = \conj{alpha}\, g\; \conj{mat2}^\top", "grad @ mat2.mH * alpha.conjugate()"),
            Input("mat2", r"g_{mat2} = \conj{alpha}\, \conj{mat1}^\top g", "mat1.mH @ grad * alpha.conjugate()"),
        ),
    ),
    entry(
        "BaddbmmBackward0",
        en="`beta * self + alpha * batch1 @ batch2`, matrix by matrix: the sum's rule, and the product's.",
        zh="逐矩阵计算 `beta * self + alpha * batch1 @ batch2`：用加法的法则和乘积的法则。",
        shapes=_BATCHES,
        inputs=(
            Input("self", r"g_{self} = \conj{beta}\, g", "(grad * beta.conjugate()).sum_to_size(shape)"),
            Input(
                "batch1", r"g_{batch1} = \conj{alpha}\, g\; \conj{batch2}^\top", "grad @ batch2.mH * alpha.conjugate()"
            ),
            Input(
                "batch2", r"g_{batch2} = \conj{alpha}\, \conj{batch1}^\top g", "batch1.mH @ grad * alpha.conjugate()"
            ),
        ),
    ),
    entry(
        "AddbmmBackward0",
        en="`beta * self` plus the sum of all products of the batch: every product gets what arrives, and its "
        "factors their part.",
        zh="`beta * self` 加上一批中所有乘积之和：每个乘积都得到传来的梯度，再按乘积的法则传给各因子。",
        shapes=_BATCHES,
        inputs=(
            Input("self", r"g_{self} = \conj{beta}\, g", "(grad * beta.conjugate()).sum_to_size(shape)"),
            Input(
                "batch1", r"g_{batch1} = \conj{alpha}\, g\; \conj{batch2}^\top", "grad @ batch2.mH * alpha.conjugate()"
            ),
            Input(
                "batch2", r"g_{batch2} = \conj{alpha}\, \conj{batch1}^\top g", "batch1.mH @ grad * alpha.conjugate()"
            ),
        ),
    ),
    entry(
        "MvBackward0",
        en="The matrix gets every element of what arrives times every element of the vector; the vector gets "
        "the transposed matrix "
        "times what arrives.",
        zh="矩阵得到传来的梯度与向量的外积；向量得到矩阵的转置乘以传来的梯度。",
        shapes=_VECTOR,
        inputs=(
            Input("self", r"g_{self} = g\; \conj{vec}^\top", "grad.unsqueeze(1) * vec.conj()"),
            Input("vec", r"g_{vec} = \conj{self}^\top g", "self.mH @ grad"),
        ),
    ),
    entry(
        "AddmvBackward0",
        en="`beta * self + alpha * mat @ vec`: the sum's rule, and the product's.",
        zh="`beta * self + alpha * mat @ vec`：用加法的法则和乘积的法则。",
        shapes=_VECTOR,
        inputs=(
            Input("self", r"g_{self} = \conj{beta}\, g", "(grad * beta.conjugate()).sum_to_size(shape)"),
            Input(
                "mat",
                r"g_{mat} = \conj{alpha}\, g\; \conj{vec}^\top",
                "grad.unsqueeze(1) * vec.conj() * alpha.conjugate()",
            ),
            Input("vec", r"g_{vec} = \conj{alpha}\, \conj{mat}^\top g", "mat.mH @ grad * alpha.conjugate()"),
        ),
    ),
    entry(
        "AddrBackward0",
        en="`beta * self` plus the outer product: each vector gets what arrives times the other one.",
        zh="`beta * self` 加上外积：每个向量得到传来的梯度乘以另一个向量。",
        shapes=Words(
            en="(n) and (m) give (n, m): what arrives is (n, m), each vector gets its own shape.",
            zh="(n) 与 (m) 得 (n, m)：传来的梯度是 (n, m)，每个向量得到的梯度与自身同形。",
        ),
        inputs=(
            Input("self", r"g_{self} = \conj{beta}\, g", "(grad * beta.conjugate()).sum_to_size(shape)"),
            Input("vec1", r"g_{vec1} = \conj{alpha}\, g\; \conj{vec2}", "grad @ vec2.conj() * alpha.conjugate()"),
            Input("vec2", r"g_{vec2} = \conj{alpha}\, g^\top \conj{vec1}", "grad.mT @ vec1.conj() * alpha.conjugate()"),
        ),
    ),
    entry(
        "DotBackward0",
        en="Each vector gets the one number that arrives times the other vector.",
        zh="每个向量得到传来的那个数乘以另一个向量。",
        shapes=Words(
            en="A number arrives, a vector of length n goes to each side.", zh="传来一个数，两边各得到长度为 n 的向量。"
        ),
        inputs=(
            Input("self", r"g_{self} = g\; \conj{tensor}", "grad * tensor.conj()"),
            Input("tensor", r"g_{tensor} = g\; \conj{self}", "grad * self.conj()"),
        ),
    ),
    entry(
        "VdotBackward0",
        en="Each vector gets the one number that arrives times the other vector; the first, which was "
        "conjugated, its conjugate.",
        zh="每个向量得到传来的那个数乘以另一个向量；第一个向量取过共轭，得到的也取共轭。",
        shapes=Words(
            en="A number arrives, a vector of length n goes to each side.", zh="传来一个数，两边各得到长度为 n 的向量。"
        ),
        inputs=(
            Input("self", r"g_{self} = \conj{g}\; other", "grad.conj() * other"),
            Input("other", r"g_{other} = g\; self", "grad * self"),
        ),
    ),
    entry(
        "LinalgCrossBackward0",
        en="Each vector gets the cross product of what arrives with the other one.",
        zh="每个向量得到传来的梯度与另一个向量的叉积。",
        shapes=Words(
            en="All have length 3 in `dim`; stretched ones get the sum.",
            zh="在 `dim` 维上长度均为 3；被广播的输入得到求和后的梯度。",
        ),
        inputs=(
            Input(
                "self",
                r"g_{self} = \conj{other} \times g",
                "(other1 * grad.roll((-2,), (dim,)) - other2 * grad.roll((-1,), (dim,))).sum_to_size(shape)",
                kind="sum",
            ),
            Input(
                "other",
                r"g_{other} = g \times \conj{self}",
                "(grad.roll((-1,), (dim,)) * self2 - grad.roll((-2,), (dim,)) * self1).sum_to_size(shape)",
                kind="sum",
            ),
        ),
        # The next two components, in a circle.
        where={
            "self1": "self.conj().roll((-1,), (dim,))",
            "self2": "self.conj().roll((-2,), (dim,))",
            "other1": "other.conj().roll((-1,), (dim,))",
            "other2": "other.conj().roll((-2,), (dim,))",
        },
    ),
    entry(
        "TrilinearBackward0",
        en="A product of three, summed: each gets what arrives times the other two, summed over the dimensions that it has not.",
        zh="三者相乘再求和：每个因子得到传来的梯度乘以另外两个因子，沿它自己没有的维度求和。",
        shapes=Words(
            en="Each is stretched to the dimensions of all three; what is sent has its own.",
            zh="三者都广播到共同的维度；传出的梯度与各自同形。",
        ),
        inputs=(
            Input(
                "i1", r"g_{i1} = \sum g\, i2\, i3", "down(G * up(i2, expand2) * up(i3, expand3), expand1)", kind="sum"
            ),
            Input(
                "i2", r"g_{i2} = \sum g\, i1\, i3", "down(G * up(i1, expand1) * up(i3, expand3), expand2)", kind="sum"
            ),
            Input(
                "i3", r"g_{i3} = \sum g\, i1\, i2", "down(G * up(i1, expand1) * up(i2, expand2), expand3)", kind="sum"
            ),
        ),
        where={
            "up": "lambda x, dims: up(x.unsqueeze(dims[0]), dims[1:]) if dims else x",
            "down": "lambda x, dims: x.sum(dims) if dims else x",
            "G": "up(grad, sumdim)",
        },
    ),
)
