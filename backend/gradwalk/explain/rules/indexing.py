"""Taking elements out, and putting some in."""

from .entry import Input, entry
from .shapes import MOVED, PICKED

ENTRIES = (
    entry(
        "SelectBackward0",
        "SelectBackward0_copy",
        en="What arrives goes back to the slice that was taken; the other elements get 0.",
        zh="传来的梯度放回被取出的那一片，其余元素得到 0。",
        shapes=PICKED,
        inputs=(Input("self", r"g_{self}[index] = g", "grad.new_zeros(shape).select_scatter(grad, dim, index)"),),
    ),
    entry(
        "SliceBackward0",
        "SliceBackward0_copy",
        en="What arrives goes back to the stretch that was taken; the other elements get 0.",
        zh="传来的梯度放回被取出的那一段，其余元素得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self}[start : end : step] = g",
                "grad.new_zeros(shape).slice_scatter(grad, dim, start, end, step)",
            ),
        ),
    ),
    entry(
        "NarrowCopyBackward0",
        en="What arrives goes back to the stretch that was taken; the other elements get 0.",
        zh="传来的梯度放回被取出的那一段，其余元素得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self}[start : start + length] = g",
                "grad.new_zeros(shape).slice_scatter(grad, dim, first, first + length, 1)",
                kind="move",
            ),
        ),
        where={"first": "start if start >= 0 else start + shape[dim]"},
    ),
    entry(
        "DiagonalBackward0",
        "DiagonalBackward0_copy",
        en="What arrives goes back to the diagonal; the other elements get 0.",
        zh="传来的梯度放回对角线，其余元素得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{diag}(g)",
                "grad.new_zeros(shape).diagonal_scatter(grad, offset, dim1, dim2)",
            ),
        ),
    ),
    entry(
        "DiagEmbedBackward0",
        en="The diagonal of what arrives is sent on; the zeros around it were constants.",
        zh="传出的是传来的梯度的对角线；周围的零是常数。",
        shapes=MOVED,
        inputs=(Input("self", r"g_{self} = \operatorname{diag}(g)", "grad.diagonal(offset, dim1, dim2)"),),
    ),
    entry(
        "IndexBackward0",
        en="What arrives is added at the places that were read; one read twice gets the sum, one not read gets 0.",
        zh="传来的梯度加到被读取的位置；读取两次的得到其和，没有读取的得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{j:\, index_j = i} g_j",
                "grad.new_zeros(shape.numel()).index_add(0, places(shape, indices).flatten(), grad.flatten()).reshape(shape)",
            ),
        ),
    ),
    entry(
        "IndexSelectBackward0",
        en="What arrives is added at the places that were read; one read twice gets the sum, one not read gets 0.",
        zh="传来的梯度加到被读取的位置；读取两次的得到其和，没有读取的得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self", r"g_{self,i} = \sum_{j:\, index_j = i} g_j", "grad.new_zeros(shape).index_add(dim, index, grad)"
            ),
        ),
    ),
    entry(
        "GatherBackward0",
        en="What arrives is added at the places that were read; one read twice gets the sum, one not read gets 0.",
        zh="传来的梯度加到被读取的位置；读取两次的得到其和，没有读取的得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{j:\, index_j = i} g_j",
                "grad.new_zeros(shape).scatter_add(dim, index, grad)",
            ),
        ),
    ),
    entry(
        "TakeBackward0",
        en="What arrives is added at the places that were read; one read twice gets the sum, one not read gets 0.",
        zh="传来的梯度加到被读取的位置；读取两次的得到其和，没有读取的得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self,i} = \sum_{j:\, index_j = i} g_j",
                "grad.new_zeros(shape.numel()).index_add(0, at.flatten(), grad.flatten()).reshape(shape)",
            ),
        ),
        where={"at": "torch.where(index < 0, index + shape.numel(), index)"},
    ),
    entry(
        "MaskedSelectBackward0",
        en="What arrives goes back, in order, to the elements that the mask chose; the others get 0.",
        zh="传来的梯度依次放回掩码选中的元素，其余得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self}[mask] = g",
                "grad.new_zeros(whole.numel()).index_add(0, at, grad).reshape(whole).sum_to_size(shape)",
            ),
        ),
        where={"whole": "(grad.new_zeros(shape) + mask).shape", "at": "places(whole, [mask.expand(whole)])"},
    ),
    entry(
        "EmbeddingBackward0",
        en="Every row of the table gets the sum of what arrives where it was looked up; a row that was not "
        "gets 0, as does padding.",
        zh="嵌入表的每一行得到它被查到的各处传来的梯度之和；没有查到的行和填充行得到 0。",
        shapes=PICKED,
        inputs=(
            Input(
                "weight",
                r"g_{weight,i} = \sum_{j:\, indices_j = i} g_j",
                "grad.new_zeros(shape).index_add(0, rows, torch.where((rows == padding_idx).unsqueeze(1), 0, "
                "grad.reshape([-1, shape[1]]) / (uses if scale_grad_by_freq else 1)))",
                kind="move",
            ),
        ),
        where={"rows": "indices.flatten()", "uses": "(rows.unsqueeze(1) == rows).sum(1, keepdim=True)"},
    ),
    entry(
        "MaskedFillBackward0",
        en="What was overwritten gets 0; the rest gets what arrives.",
        zh="被覆盖的位置得到 0，其余得到传来的梯度。",
        shapes=PICKED,
        inputs=(Input("self", r"g_{self} = g \odot [\lnot mask]", "torch.where(mask, 0, grad).sum_to_size(shape)"),),
    ),
    entry(
        "MaskedFillBackward1",
        en="What was overwritten gets 0, and the number that was put there the sum of what arrives there; the "
        "rest gets what arrives.",
        zh="被覆盖的位置得到 0，填入的数得到传到这些位置的梯度之和；其余得到传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input("self", r"g_{self} = g \odot [\lnot mask]", "torch.where(mask, 0, grad).sum_to_size(shape)"),
            Input("value", r"g_{value} = \sum_{mask} g", "torch.where(mask, grad, 0).sum()"),
        ),
    ),
    entry(
        "MaskedScatterBackward0",
        en="What was overwritten gets 0; the source gets, in order, what arrives where its elements were put, "
        "and 0 for those left over.",
        zh="被覆盖的位置得到 0；来源依次得到各元素放入处传来的梯度，没有用到的元素得到 0。",
        shapes=PICKED,
        inputs=(
            Input("self", r"g_{self} = g \odot [\lnot mask]", "torch.where(mask, 0, grad).sum_to_size(shape)"),
            Input(
                "source",
                r"g_{source} = g[mask]",
                "torch.cat([grad.flatten().gather(0, at), grad.new_zeros(shape.numel())]).narrow(0, 0, shape.numel()).reshape(shape)",
            ),
        ),
        where={"at": "places(grad.shape, [mask.expand(grad.shape)])"},
    ),
    entry(
        "FillBackward1",
        en="Every old value was overwritten and gets 0; the number that was put there gets the sum of all that arrives.",
        zh="原来的值全被覆盖，得到 0；填入的数得到传来的全部梯度之和。",
        shapes=PICKED,
        inputs=(Input("self", "g_{self} = 0", "0"), Input("value", r"g_{value} = \sum g", "grad.sum()")),
    ),
    entry(
        "IndexPutBackward0",
        en="What was overwritten gets 0 (or, when adding, all that arrives); the values get what arrives "
        "where they were put.",
        zh="被覆盖的位置得到 0（累加时得到全部梯度）；放入的值得到放入处传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot [\lnot indices]",
                "grad if accumulate else grad.flatten().scatter(0, at.flatten(), 0).reshape(shape)",
                kind="move",
            ),
            Input(
                "values",
                r"g_{values} = g[indices]",
                "grad.flatten().gather(0, at.flatten()).reshape(at.shape).sum_to_size(shape)",
            ),
        ),
        where={"at": "places(grad.shape, indices)"},
    ),
    entry(
        "PutBackward0",
        en="What was overwritten gets 0 (or, when adding, all that arrives); the source gets what arrives "
        "where it was put.",
        zh="被覆盖的位置得到 0（累加时得到全部梯度）；来源得到放入处传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self} = g \odot [\lnot index]",
                "grad if accumulate else grad.flatten().scatter(0, at.flatten(), 0).reshape(shape)",
                kind="move",
            ),
            Input("source", r"g_{source} = g[index]", "grad.flatten().gather(0, at.flatten()).reshape(shape)"),
        ),
        where={"at": "torch.where(index < 0, index + grad.numel(), index)"},
    ),
    entry(
        "IndexFillBackward0",
        en="What was overwritten gets 0; the rest gets what arrives.",
        zh="被覆盖的位置得到 0，其余得到传来的梯度。",
        shapes=PICKED,
        inputs=(Input("self", r"g_{self} = g \odot [\lnot index]", "grad.index_fill(dim, index, 0)", kind="move"),),
    ),
    entry(
        "IndexFillBackward1",
        en="What was overwritten gets 0, and the number that was put there the sum of what arrives there; the "
        "rest gets what arrives.",
        zh="被覆盖的位置得到 0，填入的数得到传到这些位置的梯度之和；其余得到传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input("self", r"g_{self} = g \odot [\lnot index]", "grad.index_fill(dim, index, 0)", kind="move"),
            Input(
                "value",
                r"g_{value} = \sum_{index} g",
                "(grad - grad.index_fill(dim, index, 0)).sum()",
            ),
        ),
    ),
    entry(
        "IndexCopyBackward0",
        en="What was overwritten gets 0; the source gets what arrives where it was put.",
        zh="被覆盖的位置得到 0；来源得到放入处传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input("self", r"g_{self} = g \odot [\lnot index]", "grad.index_fill(dim, index, 0)", kind="move"),
            Input("source", r"g_{source} = g[index]", "grad.index_select(dim, index.flatten()).reshape(shape)"),
        ),
    ),
    entry(
        "IndexAddBackward0",
        en="A sum: the input gets all that arrives, the source what arrives where it was added, times `alpha`.",
        zh="这是加法：输入得到传来的全部梯度，来源得到加入处的梯度乘以 `alpha`。",
        shapes=PICKED,
        inputs=(
            Input("self", "g_{self} = g", "grad"),
            Input(
                "source",
                r"g_{source} = alpha\, g[index]",
                "grad.index_select(dim, index.flatten()).reshape(shape) * alpha",
            ),
        ),
    ),
    entry(
        "ScatterBackward0",
        en="What was overwritten gets 0; the source gets what arrives where it was put.",
        zh="被覆盖的位置得到 0；来源得到放入处传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input("self", r"g_{self} = g \odot [\lnot index]", "grad.scatter(dim, index, 0)"),
            Input("src", r"g_{src} = g[index]", "grad.gather(dim, index)"),
        ),
    ),
    entry(
        "ScatterBackward1",
        en="What was overwritten gets 0; the rest gets what arrives.",
        zh="被覆盖的位置得到 0，其余得到传来的梯度。",
        shapes=PICKED,
        inputs=(Input("self", r"g_{self} = g \odot [\lnot index]", "grad.scatter(dim, index, 0)"),),
    ),
    entry(
        "ScatterAddBackward0",
        en="A sum: the input gets all that arrives, the source what arrives where it was added.",
        zh="这是加法：输入得到传来的全部梯度，来源得到加入处的梯度。",
        shapes=PICKED,
        inputs=(
            Input("self", "g_{self} = g", "grad"),
            Input("src", r"g_{src} = g[index]", "grad.gather(dim, index)"),
        ),
    ),
    entry(
        "SelectScatterBackward0",
        en="The slice that was overwritten gets 0; the source gets what arrives there.",
        zh="被覆盖的那一片得到 0；来源得到那里传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self}[index] = 0",
                "grad.select_scatter(torch.zeros_like(grad.select(dim, index)), dim, index)",
                kind="move",
            ),
            Input("src", r"g_{src} = g[index]", "grad.select(dim, index)"),
        ),
    ),
    entry(
        "SliceScatterBackward0",
        en="The stretch that was overwritten gets 0; the source gets what arrives there.",
        zh="被覆盖的那一段得到 0；来源得到那里传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"g_{self}[start : end : step] = 0",
                "grad.slice_scatter(torch.zeros_like(part), dim, start, end, step)",
                kind="move",
            ),
            Input("src", r"g_{src} = g[start : end : step]", "part"),
        ),
        where={"part": "torch.ops.aten.slice(grad, dim, start, end, step)"},
    ),
    entry(
        "DiagonalScatterBackward0",
        en="The diagonal that was overwritten gets 0; the source gets what arrives there.",
        zh="被覆盖的对角线得到 0；来源得到那里传来的梯度。",
        shapes=PICKED,
        inputs=(
            Input(
                "self",
                r"\operatorname{diag}(g_{self}) = 0",
                "grad.diagonal_scatter(torch.zeros_like(grad.diagonal(offset, dim1, dim2)), offset, dim1, dim2)",
                kind="move",
            ),
            Input("src", r"g_{src} = \operatorname{diag}(g)", "grad.diagonal(offset, dim1, dim2)"),
        ),
    ),
)
