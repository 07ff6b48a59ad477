"""Errors of layers and of joining about shapes, with the cause and a remedy beside torch's own words."""

import ast
from collections.abc import Iterator

from ...recording.base import TensorId, Words
from ...recording.findings import Finding, OperandAtFault
from .kind import Kind
from .operands import described, operand
from .subjects import argument, named_tensors, row_of
from .told import Case, Changes, Facts, Told, expression, told_of, unchanged
from .walk import Walk

# A list may be as long as the program likes.
MOST_DRAWN = 8


def _groups(case: Case) -> Facts:
    return {name: text for name, text in case.found.groupdict().items() if text is not None}


# ---------- joining


def _joined(case: Case) -> list[TensorId]:
    """The tensors that are joined: by their names, or the items of a list that is named."""
    walk, at = case.walk, case.failure.at
    found = named_tensors(walk, at.span, at)
    names = [node.id for node in walk.source.nodes(at.span) if isinstance(node, ast.Name)]
    items = (walk.meaning(f"{name}[{place}]", at.index) for name in names for place in range(MOST_DRAWN))
    return found or [item for item in items if item is not None]


def _shapes(case: Case) -> list[tuple[int, ...]]:
    return [case.walk.tensor(id).shape for id in _joined(case)]


def _at_fault(case: Case) -> list[OperandAtFault]:
    """The tensors that are joined, each with the dimensions in which their sizes differ."""
    along = int(case.found["dim"]) if case.found["dim"] else None
    dims = tuple(dim for dim in _differing(_shapes(case)) if dim != along)
    return [operand(case.walk, case.walk.called(id), id, dims) for id in _joined(case)]


def _named(case: Case) -> Facts:
    return {"shapes": text} if (text := described(case.walk, _joined(case))) else {}


def _differing(shapes: list[tuple[int, ...]]) -> list[int]:
    """The dimensions in which shapes of as many dimensions have other sizes; none if they have not as many."""
    if len({len(shape) for shape in shapes}) != 1:
        return []
    return [dim for dim, sizes in enumerate(zip(*shapes, strict=True)) if len(set(sizes)) > 1]


def _along(case: Case) -> Changes:
    """The one dimension in which the sizes differ, for a `cat` that says none."""
    differing = _differing(_shapes(case))
    calls = case.walk.source.calls(case.failure.at.span, "cat")
    if case.found["dim"] is None or len(differing) != 1 or not calls or len(calls[0].args) != 1 or calls[0].keywords:
        return []
    return [case.walk.source.argument(calls[0], f"dim={differing[0]}")]


# ---------- layers


def _given(case: Case) -> ast.expr | None:
    return argument(case.walk, case.failure.at.span, 0, "input")


def _rearranged(case: Case) -> Changes:
    """Channels that stand last, or are not there, brought to where the layer looks for them."""
    row, wanted = row_of(case.walk, case.subject, case.failure.at), int(case.found["wanted"])
    if row is None or case.subject is None or not isinstance(case.subject, ast.Name | ast.Call | ast.Attribute):
        return []
    after = case.walk.source.after
    sizes, dims = list(row.shape), str(case.found["input"] or "").count(",") + 1
    if len(sizes) == dims and sizes[-1] == wanted and sizes[1] != wanted and dims in (3, 4):
        return [after(case.subject, ".permute(0, 3, 1, 2)" if dims == 4 else ".transpose(1, 2)")]
    if len(sizes) == dims - 1 and wanted == 1:
        return [after(case.subject, ".unsqueeze(1)")]
    return []


def _last(case: Case) -> Facts:
    """What the layer wants of the last dimensions, and what they are."""
    groups = case.found.groupdict()
    if groups["wanted"] is not None:
        return _groups(case)
    wanted = str(groups["normalized"]).split(", ")
    return {"wanted": ", ".join(wanted), "got": ", ".join(str(groups["size"]).split(", ")[-len(wanted) :])}


TOLD = (
    Told(
        r"Sizes of tensors must match except in dimension (?P<dim>\d+)"
        r"|Tensors must have same number of dimensions|stack expects each tensor to be equal size",
        Kind(
            name="shapes_do_not_join",
            severity="error",
            title=Words(en="These tensors cannot be joined", zh="这些张量不能拼接"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="`cat` puts tensors one after another along one dimension (0 unless `dim` says another): all other sizes must be "
                "equal. `stack` puts them side by side in a new dimension: all sizes must be equal.",
                zh="`cat` 沿着一维（默认第 0 维，由 `dim` 指定）把张量首尾相接，其他各维的大小必须相同；"
                "`stack` 在新的一维里把它们并排，所有大小都必须相同。",
            ),
            remedy=Words(
                en="Join them along the dimension in which they differ, or bring the shapes into line first.",
                zh="请沿着大小不同的那一维拼接，或者先把形状对齐。",
            ),
        ),
        expression,
        _along,
        "torch.cat([a, b], dim=…)",
        _named,
        _at_fault,
    ),
    Told(
        r"expected input(?P<input>\[.*?\]) to have (?P<wanted>\d+) channels, but got (?P<got>\d+) channels instead",
        Kind(
            name="channels_differ",
            severity="error",
            title=Words(
                en="The layer wants another number of channels: {wanted}, not {got}",
                zh="这一层要求 {wanted} 个通道，输入却有 {got} 个",
            ),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="A batch of images is [N, C, H, W], and one of signals [N, C, L]: torch looks for the channels in dimension 1. "
                "With a dimension less, the input is taken for a single sample [C, …].",
                zh="一批图像的形状是 [N, C, H, W]，一批信号是 [N, C, L]：torch 把第 1 维当作通道。如果少一维，输入会被当作单个样本 [C, …]。",
            ),
            remedy=Words(
                en="Bring the channels into dimension 1, or make the layer for as many.",
                zh="请把通道放到第 1 维，或者让这一层的通道数与输入一致。",
            ),
        ),
        _given,
        _rearranged,
        lambda case: f"nn.Conv2d({case.found['got']}, …)",
        _groups,
    ),
    Told(
        r"running_mean should contain (?P<got>\d+) elements not (?P<wanted>\d+)",
        Kind(
            name="features_differ",
            severity="error",
            title=Words(
                en="The layer keeps statistics of {wanted} features and is given {got}",
                zh="这一层统计 {wanted} 个特征，输入却有 {got} 个",
            ),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="batch_norm keeps a mean and a variance for each feature or channel, which is dimension 1 of its input.",
                zh="batch_norm 为每个特征或通道各保存一个均值和方差，特征或通道是输入的第 1 维。",
            ),
            remedy=Words(en="Make the layer for as many.", zh="请让这一层的特征数与输入一致。"),
        ),
        _given,
        unchanged,
        lambda case: f"nn.BatchNorm1d({case.found['got']})",
        _groups,
    ),
    Told(
        r"input\.size\(-1\) must be equal to input_size\. Expected (?P<wanted>\d+), got (?P<got>\d+)"
        r"|Given normalized_shape=\[(?P<normalized>[\d, ]+)\], expected input with shape .* but got input of size\[(?P<size>[\d, ]+)\]",
        Kind(
            name="last_dimension",
            severity="error",
            title=Words(
                en="The layer wants another last dimension: {wanted}, not {got}",
                zh="这一层要求最后一维是 {wanted}，而不是 {got}",
            ),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="A recurrent layer takes [batch, steps, features] with `batch_first=True`, else [steps, batch, features]; a layer norm "
                "takes any shape that ends as it was told. The features stand last.",
                zh="循环层在 `batch_first=True` 时接收 [batch, steps, features]，否则是 [steps, batch, features]；"
                "layer norm 要求形状以指定的大小结尾。特征总在最后。",
            ),
            remedy=Words(
                en="Bring the features into the last dimension, or make the layer for as many.",
                zh="请把特征放到最后一维，或者让这一层的大小与输入一致。",
            ),
        ),
        _given,
        unchanged,
        "x.transpose(1, 2)",
        _last,
    ),
    Told(
        r"Expected \dD \(unbatched\) or \dD \(batched\) input to \w+, but got input of size"
        r"|expected \dD(?: or \dD)? input \(got \dD input\)"
        r"|(?:RNN|GRU|LSTM): Expected input to be 2D or 3D, got \dD",
        Kind(
            name="input_dimensions",
            severity="error",
            title=Words(en="The layer wants another number of dimensions", zh="这一层要求的维数不同"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="Images come as [N, C, H, W], signals as [N, C, L], rows as [N, features]: N samples, each with C channels. "
                "One sample, or one channel, is a dimension of size 1.",
                zh="图像的形状是 [N, C, H, W]，信号是 [N, C, L]，特征是 [N, features]：N 个样本，每个有 C 个通道。只有一个样本或一个通道时，那一维的大小是 1。",
            ),
            remedy=Words(en="Add the dimension that is missing.", zh="请补上缺少的那一维。"),
        ),
        _given,
        unchanged,
        "x.unsqueeze(0)    # a batch of one; .unsqueeze(1): one channel",
    ),
    Told(
        r"Expected more than 1 value per channel when training",
        Kind(
            name="batch_of_one",
            severity="error",
            title=Words(en="One value has no spread to be normalised by", zh="只有一个值，无法按方差归一化"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="While training, batch_norm subtracts the mean of the batch and divides by its spread, channel by channel: of a single "
                "value nothing would be left.",
                zh="训练时，batch_norm 逐个通道减去这一批的均值，再除以标准差：只有一个值的话，结果总是 0。",
            ),
            remedy=Words(
                en="Give it a larger batch; where nothing is trained, switch to `eval()`.",
                zh="请使用更大的批次；如果不是在训练，请切换到 `eval()`。",
            ),
        ),
        _given,
        unchanged,
        "model.eval()    # or DataLoader(…, drop_last=True)",
    ),
    Told(
        r"Kernel size can't be greater than actual input size|Calculated output size: .* Output size is too small",
        Kind(
            name="kernel_too_large",
            severity="error",
            title=Words(en="The kernel is larger than its input", zh="卷积核或池化窗口比输入还大"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="A window of k moves over n elements and gives n - k + 1, and every layer before made the image smaller: there is no "
                "place left for the window.",
                zh="大小为 k 的窗口在 n 个元素上滑动，得到 n - k + 1 个结果，前面的每一层都让图像变小：现在已经放不下这个窗口了。",
            ),
            remedy=Words(
                en="Pad the input, take a smaller kernel, or one layer less.",
                zh="请填充输入，换更小的窗口，或者减少一层。",
            ),
        ),
        _given,
        unchanged,
        "nn.Conv2d(…, padding=1)",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table."""
    yield from told_of(walk, TOLD)
