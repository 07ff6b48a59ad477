"""Between dense and sparse tensors."""

from .entry import Input, entry
from .shapes import MOVED

ENTRIES = (
    entry(
        "ToSparseBackward0",
        "ToSparseBackward1",
        en="The same numbers in another layout: what arrives is made dense again.",
        zh="同样的数换了存储方式：传来的梯度转回稠密张量。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = \operatorname{dense}(g)", "grad.to_dense()", kind="move"),),
    ),
    entry(
        "ToDenseBackward0",
        en="Only what was stored has a gradient: what arrives, at the places that the sparse input has.",
        zh="只有存储的元素有梯度：取稀疏输入所存位置上传来的梯度。",
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
)
