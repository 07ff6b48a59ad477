"""Attention."""

from ...recording.base import Words
from .entry import Input, entry

ENTRIES = (
    entry(
        "ScaledDotProductFlashAttentionForCpuBackward0",
        en="Two products with a softmax P between them: the values get Pᵀg; the scores get what the softmax sends, and hand it to "
        "query and key by the product's rule.",
        zh="两个矩阵乘积中间夹着 softmax P：value 得到 Pᵀg；得分得到 softmax 传出的梯度，再按矩阵乘积的法则传给 query 和 key。",
        shapes=Words(
            en="(…, queries, features) and (…, keys, features): what is sent has each input's own shape.",
            zh="（…，查询数，特征数）与（…，键数，特征数）：传出的梯度与各输入自身同形。",
        ),
        inputs=(
            Input("query", r"g_{query} = scale\; S\, key", "S @ key * factor"),
            Input("key", r"g_{key} = scale\; S^\top query", "S.mT @ query * factor"),
            Input("value", r"g_{value} = P^\top g", "P.mT @ grad"),
        ),
        where={
            "factor": "query.shape[-1] ** -0.5 if scale is None else scale",
            "ahead": "(query.new_zeros([query.shape[-2], key.shape[-2]]) + (1 if is_causal else 0)).triu(1)",
            "mask": "0 if attn_mask is None else attn_mask",
            "P": "torch.where(ahead > 0, 0, (query @ key.mT * factor + mask - logsumexp.unsqueeze(-1)).exp())",
            "S": "P * (grad @ value.mT - (grad * output).sum(-1, keepdim=True))",
        },
    ),
)
