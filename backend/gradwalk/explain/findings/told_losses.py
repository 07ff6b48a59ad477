"""Errors of losses about scores and targets, with the cause and a remedy beside torch's own words."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding, OperandAtFault
from .kind import Kind, filled, shape
from .operands import drawn
from .subjects import argument, bounds_of, row_of, summary_of
from .told import Case, Changes, Facts, Told, expression, told_of, unchanged
from .walk import Walk


def _input(case: Case) -> ast.expr | None:
    return argument(case.walk, case.failure.at.span, 0, "input")


def _target(case: Case) -> ast.expr | None:
    return argument(case.walk, case.failure.at.span, 1, "target")


def _both(case: Case) -> list[OperandAtFault]:
    return drawn(case.walk, [(_input(case), ()), (_target(case), ())], case.failure.at)


# ---------- classes

_SCORES = Words(
    en="`{scores}` {shape} has scores for {count} classes, 0 to {last}",
    zh=" `{scores}` {shape} 里有 {count} 个类别的得分，编号从 0 到 {last}",
)
_EACH = Words(en="there is one score for each class, counted from 0", zh="每个类别各有一个得分，编号从 0 开始")
_LEFT_OUT = Words(
    en="If such a target is to be left out, name it with `ignore_index`.",
    zh="如果这样的目标本来就应该忽略，请用 `ignore_index` 指明。",
)
_FROM_0 = Words(en="Count the classes from 0.", zh="请让类别从 0 开始编号。")
_MORE = Words(
    en="Count the classes from 0, and give the last layer one output for each of them.",
    zh="请让类别从 0 开始编号，并让最后一层为每个类别各输出一个得分。",
)


def _classes(case: Case) -> int | None:
    row = row_of(case.walk, _input(case), case.failure.at)
    return row.shape[min(1, len(row.shape) - 1)] if row and row.shape else None


def _is_from_1(case: Case) -> bool:
    """Whether the targets are the classes counted from 1."""
    return bounds_of(case.walk, case.subject, case.failure.at) == (1, _classes(case))


def _class_facts(case: Case) -> Facts:
    count, scores, source = _classes(case), _input(case), case.walk.source
    row = row_of(case.walk, scores, case.failure.at)
    called = source.short(source.span(scores)) if scores is not None else ""
    said = _EACH
    if count is not None and row is not None and called:
        said = filled(_SCORES, {"scores": called, "shape": shape(row.shape), "count": count, "last": count - 1})
    how = _LEFT_OUT if case.found["class"].startswith("-") else _FROM_0 if _is_from_1(case) else _MORE
    return {"target": case.found["class"], "classes": said, "how": how}


def _from_0(case: Case) -> Changes:
    if _is_from_1(case) and isinstance(case.subject, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
        return [case.walk.source.after(case.subject, " - 1")]
    return []


def _class_code(case: Case) -> str:
    if case.found["class"].startswith("-"):
        return f"F.cross_entropy(scores, target, ignore_index={case.found['class']})"
    return f"nn.Linear(…, {int(case.found['class']) + 1})    # a score for each class"


# ---------- shapes


def _floating(case: Case) -> Changes:
    return [case.walk.source.after(case.subject, ".float()")] if case.subject is not None else []


def _squeezed(case: Case) -> Changes:
    row = row_of(case.walk, case.subject, case.failure.at)
    if case.subject is None or row is None or len(row.shape) != 2 or row.shape[1] != 1:
        return []
    return [case.walk.source.after(case.subject, ".squeeze(1)")]


def _same_shape(case: Case) -> Changes:
    given = row_of(case.walk, _input(case), case.failure.at)
    wanted = row_of(case.walk, case.subject, case.failure.at)
    if case.subject is None or given is None or wanted is None:
        return []
    if given.shape == (*wanted.shape, 1):
        return [case.walk.source.after(case.subject, ".unsqueeze(-1)")]
    if wanted.shape == (*given.shape, 1):
        return [case.walk.source.after(case.subject, ".squeeze(-1)")]
    return []


# ---------- probabilities

_NAN = Words(en="`{name}` holds NaN, which is no number at all.", zh="`{name}` 里有 NaN，它根本不是数值。")
_FROM_TO = Words(en="`{name}` goes from {min} to {max}.", zh="`{name}` 的元素从 {min} 到 {max}。")
_SOMEWHERE = Words(en="`{name}` goes beyond.", zh="`{name}` 超出了这个范围。")
_FIND_NAN = Words(en="Find out where the NaN came from.", zh="请先查明 NaN 是从哪里来的。")
_RAW = Words(
    en="Squash the scores with `sigmoid`, or better give the scores themselves to the loss that does it.",
    zh="请用 `sigmoid` 压缩得分；更好的做法是把得分直接交给会自己压缩的损失函数。",
)
_ZERO_ONE = Words(en="Bring the targets to 0 and 1.", zh="请把目标换算到 0 和 1。")


def _probability(case: Case) -> ast.expr | None:
    return _input(case) if case.found["which"] == "input" else _target(case)


def _is_nan(case: Case) -> bool:
    summary = summary_of(case.walk, case.subject, case.failure.at)
    return summary is not None and summary.nan > 0


def _probability_facts(case: Case) -> Facts:
    bounds = bounds_of(case.walk, case.subject, case.failure.at)
    source = case.walk.source
    name = (case.subject is not None and source.short(source.span(case.subject))) or case.found["which"]
    said = filled(_SOMEWHERE, {"name": name})
    if _is_nan(case):
        said = filled(_NAN, {"name": name})
    elif bounds is not None:
        said = filled(_FROM_TO, {"name": name, "min": f"{bounds[0]:.4g}", "max": f"{bounds[1]:.4g}"})
    how = _FIND_NAN if _is_nan(case) else _RAW if case.found["which"] == "input" else _ZERO_ONE
    return {"name": name, "range": said, "how": how}


def _raw_scores(case: Case) -> Changes:
    """The loss of raw scores in the place of the other; targets of -1 and 1 as 0 and 1."""
    source, subject = case.walk.source, case.subject
    bounds = bounds_of(case.walk, subject, case.failure.at)
    if subject is None or bounds is None or _is_nan(case):
        return []
    if case.found["which"] == "target":
        whole = source.text(source.span(subject))
        return [source.replace(subject, f"({whole} + 1) / 2")] if bounds == (-1, 1) else []
    return [source.replace(subject, f"torch.sigmoid({source.text(source.span(subject))})")]


def _probability_code(case: Case) -> str:
    if _is_nan(case):
        return "print(torch.isnan(…).any())"
    return (
        "F.binary_cross_entropy_with_logits(scores, target)" if case.found["which"] == "input" else "(target + 1) / 2"
    )


TOLD = (
    Told(
        r"^Target (?P<class>-?\d+) is out of bounds",
        Kind(
            name="class_out_of_range",
            severity="error",
            title=Words(en="There is no class {target}", zh="没有第 {target} 类"),
            what=Words(
                en="`{name}` says that class {target} is right; {classes}.",
                zh="`{name}` 说正确的类别是 {target}；而{classes}。",
            ),
            why=Words(
                en="A target is an index into its row of scores: of C scores the first is 0 and the last C - 1.",
                zh="目标是得分那一行里的下标：有 C 个得分时，第一个是 0，最后一个是 C - 1。",
            ),
            remedy=Words(en="{how}", zh="{how}"),
        ),
        _target,
        _from_0,
        _class_code,
        _class_facts,
        _both,
    ),
    Told(
        r"Expected input batch_size \((?P<rows>\d+)\) to match target batch_size \((?P<targets>\d+)\)",
        Kind(
            name="batch_sizes_differ",
            severity="error",
            title=Words(en="{rows} rows of scores, and {targets} targets", zh="{rows} 行得分，{targets} 个目标"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="The loss compares each row of scores with the target in its place, so there must be as many.",
                zh="损失函数把每一行得分与对应位置的目标比较，所以两者的个数必须相同。",
            ),
            remedy=Words(
                en="Look for the `view`, `reshape` or index that changed one of them: dimension 0 is the batch.",
                zh="请检查是哪个 `view`、`reshape` 或索引改变了其中一个：第 0 维是批次。",
            ),
        ),
        expression,
        unchanged,
        "scores.reshape(len(target), -1)",
        lambda case: case.found.groupdict(),
        _both,
    ),
    Told(
        r"Expected floating point type for target with class probabilities, got (?P<dtype>\w+)",
        Kind(
            name="class_probabilities",
            severity="error",
            title=Words(en="Probabilities of classes are floating point", zh="类别的概率应是浮点数"),
            what=Words(
                en="`{name}` has the shape of the scores, and holds whole numbers.",
                zh="`{name}` 与得分同形，里面却是整数。",
            ),
            why=Words(
                en="A target is either one index for each row, or a probability for every score; rows of one-hot are the latter.",
                zh="目标要么是每行一个下标，要么是每个得分各有一个概率；one-hot 的行属于后者。",
            ),
            remedy=Words(en="Make it floating point, or give the indices.", zh="请改成浮点数，或者直接给出下标。"),
        ),
        _target,
        _floating,
        "target.float()    # or target.argmax(1)",
        at_fault=_both,
    ),
    Told(
        r"0D or 1D target tensor expected, multi-target not supported",
        Kind(
            name="one_target_a_row",
            severity="error",
            title=Words(en="There is one target for each row", zh="每一行只有一个目标"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="For scores [N, C] the targets are N indices in one dimension: [N], not [N, 1] and not one-hot.",
                zh="得分的形状是 [N, C] 时，目标是一维的 N 个下标：[N]，不是 [N, 1]，也不是 one-hot。",
            ),
            remedy=Words(en="Make `{name}` one-dimensional.", zh="请把 `{name}` 变成一维。"),
        ),
        _target,
        _squeezed,
        "target.squeeze(1)    # of one-hot rows: target.argmax(1)",
        at_fault=_both,
    ),
    Told(
        r"[Tt]arget size \(torch\.Size\(.*\)\) (?:that is different to the|must be the same as) input size",
        Kind(
            name="loss_sizes_differ",
            severity="error",
            title=Words(en="Input and target have different shapes", zh="输入与目标的形状不同"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="This loss compares element with element. Broadcasting [N, 1] with [N] would compare every one with all others.",
                zh="这个损失函数逐个元素地比较。如果把 [N, 1] 与 [N] 广播，每个元素就会与所有元素比较。",
            ),
            remedy=Words(en="Give both the same shape.", zh="请让两者的形状相同。"),
        ),
        _target,
        _same_shape,
        "target.view_as(input)",
        at_fault=_both,
    ),
    Told(
        r"all elements of (?P<which>input|target) should be between 0 and 1",
        Kind(
            name="not_a_probability",
            severity="error",
            title=Words(en="`{name}` holds what is no probability", zh="`{name}` 里有不是概率的数"),
            what=Words(
                en="Every element should lie between 0 and 1. {range}", zh="每个元素都应在 0 和 1 之间。{range}"
            ),
            why=Words(
                en="`binary_cross_entropy` takes the logarithms of p and of 1 - p and weighs them with the target: both are probabilities.",
                zh="`binary_cross_entropy` 计算 p 和 1 - p 的对数，再用目标加权：两者都是概率。",
            ),
            remedy=Words(en="{how}", zh="{how}"),
        ),
        _probability,
        _raw_scores,
        _probability_code,
        _probability_facts,
        _both,
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table."""
    yield from told_of(walk, TOLD)
