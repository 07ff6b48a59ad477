"""Between dense and sparse tensors."""

from ...recording.base import Words
from .entry import Input, entry
from .shapes import MOVED

ENTRIES = (
    entry(
        "ToSparseBackward0",
        "ToSparseBackward1",
        en="The same numbers in another layout: what arrives is made dense again.",
        zh="同样的数换了一种存储方式：传来的梯度转回稠密张量。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = \operatorname{dense}(g)", "grad.to_dense()", kind="move"),),
    ),
    entry(
        "ToDenseBackward0",
        en="Only what was stored has a gradient: what arrives, at the places that the sparse input has.",
        zh="只有存储的元素有梯度：传出的是稀疏输入所存位置上传来的梯度。",
        shapes=MOVED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot [self\, stored]",
                "grad.sparse_mask(self.coalesce()).to_dense()",
                kind="move",
            ),
        ),
    ),
    entry(
        "SparseMmReduceImplBackward0",
        en="Of each row's products the sum, the mean, or the largest or smallest is kept. Both factors of a product get what arrives "
        "times the other one and the product's share in it; of the matrix only what is stored has a gradient.",
        zh="每行的乘积取和、均值、最大或最小。乘积的两个因子各得到：传来的梯度乘以另一个因子，再乘以该乘积所占的份额；矩阵中只有存储的元素有梯度。",
        shapes=Words(
            en="A matrix (n, m) in rows (CSR) times one of (m, k); what is sent to the first is stored as it is.",
            zh="按行存储（CSR）的矩阵 (n, m) 乘以矩阵 (m, k)；传给前者的梯度按同样方式存储。",
        ),
        inputs=(
            Input(
                "self",
                r"g_{self, i j} = \sum_k share_{i j k}\, g_{i k}\, other_{j k}",
                "torch.sparse_csr_tensor(self.crow_indices(), columns, (sent * other.index_select(0, columns)).sum(1), shape)",
                kind="matmul",
            ),
            Input(
                "other",
                r"g_{other, j k} = \sum_i share_{i j k}\, g_{i k}\, self_{i j}",
                "other.new_zeros(shape).index_add(0, columns, sent * self.values().unsqueeze(1))",
                kind="matmul",
            ),
        ),
        where={
            "columns": "self.col_indices()",
            "many": "self.crow_indices().diff()",
            "rows": "torch.repeat_interleave(many)",
            "number": "torch.arange(len(columns)).unsqueeze(1)",
            "share": 'torch.ones_like(number) if reduce == "sum" else 1 / many[rows].unsqueeze(1) if reduce == "mean" '
            "else result1.index_select(0, rows) == number",
            "sent": "share * grad.index_select(0, rows)",
        },
    ),
)
