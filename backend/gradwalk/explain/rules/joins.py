"""Putting tensors together, and taking one apart."""

from ...recording.base import Words
from .entry import Input, entry

_JOINED = Words(
    en="What arrives has the joined shape; each input gets the piece of it that is its own.",
    zh="传来的梯度是拼接后的形状；每个输入得到属于自己的那一块。",
)
_APART = Words(
    en="One gradient arrives for each piece (zeros where none did); what is sent has the whole input's shape.",
    zh="每一块各有一个梯度传来（没有的视为零）；传出的与整个输入同形。",
)

ENTRIES = (
    entry(
        "CatBackward0",
        en="Every input gets back the stretch of what arrives that it was put into.",
        zh="每个输入取回传来的梯度中自己所占的那一段。",
        shapes=_JOINED,
        inputs=(
            Input(
                "tensors",
                r"g_{tensors_i} = g[start_i : end_i]",
                "grad.new_zeros(shape) if shape == (0,) else grad.narrow(dim, start(shapes, dim, i), shape[dim])",
                each=True,
            ),
        ),
    ),
    entry(
        "StackBackward0",
        en="Every input gets its own slice of what arrives.",
        zh="每个输入得到传来的梯度中属于自己的那一片。",
        shapes=_JOINED,
        inputs=(Input("tensors", r"g_{tensors_i} = g[i]", "grad.select(dim, i)", each=True),),
    ),
    entry(
        "BlockDiagBackward0",
        en="Every input gets back the block of what arrives that it became; the zeros between were constants.",
        zh="每个输入取回传来的梯度中自己所在的那一块；块外的零是常数。",
        shapes=_JOINED,
        inputs=(
            Input(
                "tensors",
                r"g_{tensors_i} = g[block_i]",
                "grad.narrow(0, sum(its[0] for its in blocks[:i]), blocks[i][0])"
                ".narrow(1, sum(its[1] for its in blocks[:i]), blocks[i][1]).reshape(shape)",
                each=True,
                kind="move",
            ),
        ),
        where={"blocks": "[(1,) * (2 - len(its)) + tuple(its) for its in shapes]"},
    ),
    entry(
        "UnbindBackward0",
        "UnbindBackward0_copy",
        en="What arrives at the slices is put together again.",
        zh="传到各片的梯度重新叠起来。",
        shapes=_APART,
        inputs=(Input("self", r"g_{self} = \operatorname{stack}(g_0, g_1, \ldots)", "torch.stack(grads, dim)"),),
    ),
    entry(
        "SplitBackward0",
        "SplitBackward0_copy",
        "SplitWithSizesBackward0",
        "SplitWithSizesBackward0_copy",
        "UnsafeSplitBackward0",
        "UnsafeSplitWithSizesBackward0",
        en="What arrives at the pieces is put together again.",
        zh="传到各块的梯度重新拼起来。",
        shapes=_APART,
        inputs=(Input("self", r"g_{self} = \operatorname{cat}(g_0, g_1, \ldots)", "torch.cat(grads, dim)"),),
    ),
    entry(
        "EmbeddingBagBackward0",
        en="Every row of the table gets what arrives at the bags it is in: all of it for sums, its share for means, and for maxima "
        "where it was the largest.",
        zh="嵌入表的每一行得到它所在的各袋传来的梯度：求和时得到全部，取均值时得到一份，取最大值时只在它最大处得到。",
        shapes=Words(
            en="What arrives has a row a bag; the table and the weights of the samples get their own shapes.",
            zh="传来的梯度每袋一行；嵌入表和样本权重得到的梯度与各自同形。",
        ),
        inputs=(
            Input(
                "weight",
                r"g_{weight,i} = \sum_{bags \ni i} \frac{g}{size}",
                "grad.new_zeros(shape).scatter_add(0, result3, full) if mode == 2 "
                "else grad.new_zeros(shape).index_add(0, indices, shares)",
                kind="spread",
            ),
            Input(
                "per_sample_weights",
                r"g_{weights,j} = g_{bag_j} \cdot weight_{indices_j}",
                "torch.where(indices == padding_idx, 0, "
                "(grad.index_select(0, bag) * weight.index_select(0, indices)).sum(1, keepdim=True).flatten())",
                kind="sum",
            ),
        ),
        where={
            "full": "torch.where((result2 == 0).unsqueeze(1), 0, grad) if mode == 2 else grad",
            # Where torch went a fast way, which bag an index is in is not saved.
            "bag": "result1 if result1.numel() > 0 "
            "else (torch.arange(indices.numel()).unsqueeze(1) >= offsets).sum(1, keepdim=True).flatten() - 1",
            "often": "(indices.unsqueeze(0) == indices.unsqueeze(1)).sum(0, keepdim=True).flatten()",
            "share": "(1 if per_sample_weights is None else per_sample_weights) "
            "/ (result2.index_select(0, bag) if mode == 1 else 1) / (often if scale_grad_by_freq else 1)",
            "shares": "torch.where(indices == padding_idx, 0, share).unsqueeze(1) * grad.index_select(0, bag)",
        },
    ),
)
