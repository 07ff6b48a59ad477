"""Errors of indices and dimensions, with the cause and a remedy beside torch's own words."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import last_name
from .kind import Kind, filled
from .subjects import argument, bounds_of, meant, row_of
from .told import Case, Changes, Facts, Told, expression, told_of, unchanged
from .walk import Walk

# Where the index stands among the arguments of a call; elsewhere it is the last tensor that the call is given.
_PLACES = {"embedding": 0, "one_hot": 0}


def _index(case: Case) -> ast.expr | None:
    """What says which rows or elements to take: in brackets, or an argument."""
    walk, at = case.walk, case.failure.at
    outer = expression(case)
    if isinstance(outer, ast.Subscript):
        parts = outer.slice.elts if isinstance(outer.slice, ast.Tuple) else [outer.slice]
        return next((part for part in parts if _is_floating(case, part)), outer.slice)
    if not isinstance(outer, ast.Call):
        return None
    place = _PLACES.get(last_name(outer.func) or "")
    if place is not None and isinstance(outer.func, ast.Attribute):
        return argument(walk, at.span, place, "input")
    given = [*outer.args, *(keyword.value for keyword in outer.keywords)]
    tensors = [node for node in given if meant(walk, node, at) is not None]
    floating = [node for node in tensors if _is_floating(case, node)]
    return next(iter([*floating, *tensors[-1:]]), None)


def _is_floating(case: Case, node: ast.expr) -> bool:
    tensor = meant(case.walk, node, case.failure.at)
    return tensor is not None and case.walk.tensor(tensor).dtype.startswith(("float", "bfloat"))


def _whole_numbers(case: Case) -> Changes:
    return [case.walk.source.after(case.subject, ".long()")] if _can_be_called(case.subject) and case.subject else []


def _can_be_called(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call)


def _widened(case: Case) -> Changes:
    """One more dimension at the end of an index that has one less than what is gathered from."""
    outer, at = expression(case), case.failure.at
    if not isinstance(outer, ast.Call) or not isinstance(outer.func, ast.Attribute) or not _can_be_called(case.subject):
        return []
    table, index = row_of(case.walk, outer.func.value, at), row_of(case.walk, case.subject, at)
    if case.subject is None or table is None or index is None or len(table.shape) != len(index.shape) + 1:
        return []
    return [case.walk.source.after(case.subject, ".unsqueeze(-1)")]


# ---------- tables

_GOES = Words(en="`{name}` goes from {min} to {max}{rows}.", zh="`{name}` 的值从 {min} 到 {max}{rows}。")
_BEYOND = Words(en="An index in `{name}` is no row{rows}.", zh="`{name}` 里有不存在的下标{rows}。")
_ROWS = Words(en="; `{table}` has {count} rows, 0 to {last}", zh="，而 `{table}` 只有 {count} 行，编号从 0 到 {last}")


def _table_facts(case: Case) -> Facts:
    bounds = bounds_of(case.walk, case.subject, case.failure.at)
    name = (case.subject is not None and case.walk.source.short(case.walk.source.span(case.subject))) or "…"
    rows = _rows(case)
    if bounds is None:
        return {"range": filled(_BEYOND, {"name": name, "rows": rows})}
    return {"range": filled(_GOES, {"name": name, "rows": rows, "min": int(bounds[0]), "max": int(bounds[1])})}


def _rows(case: Case) -> Words:
    """How many rows the layer's weight has, where the call is that of a layer."""
    outer, walk = expression(case), case.walk
    layer = walk.source.short(walk.source.span(outer.func)) if isinstance(outer, ast.Call) else ""
    weight = walk.meaning(f"{layer}.weight", case.failure.at.index) if layer else None
    if weight is None or not walk.tensor(weight).shape:
        return Words(en="", zh="")
    count = walk.tensor(weight).shape[0]
    return filled(_ROWS, {"table": layer, "count": count, "last": count - 1})


def _table_code(case: Case) -> str:
    bounds = bounds_of(case.walk, case.subject, case.failure.at)
    if bounds is None or bounds[0] < 0:
        return "print(index.min(), index.max())"
    return f"torch.nn.Embedding({int(bounds[1]) + 1}, …)"


# ---------- dimensions

_COUNTED = Words(
    en="They are counted from 0 to {last}, or from the end from -1 to -{size}",
    zh="从前往后数是 0 到 {last}，从后往前数是 -1 到 -{size}",
)
_COUNTED_ON = Words(en="They are counted from 0 to {last}", zh="下标从 0 数到 {last}")
_EMPTY = Words(en="There is nothing to count", zh="这一维没有任何元素")
_IN_BRACKETS = Words(
    en="The last one is -1; a loop over `range(len(x))` stays within.",
    zh="最后一个是 -1；用 `range(len(x))` 循环就不会越界。",
)
_GIVEN = Words(
    en="Set the indices right: what is gathered or scattered is not counted from the end.",
    zh="请改正下标：`gather`、`scatter` 一类的函数不能从后往前数。",
)


def _is_in_brackets(case: Case) -> bool:
    """Whether the index may be counted from the end: torch tells the two apart by the exception."""
    return case.failure.error.exception == "IndexError"


def _place_facts(case: Case) -> Facts:
    size = int(case.found["size"])
    counted = _COUNTED if _is_in_brackets(case) else _COUNTED_ON
    said = filled(counted, {"size": size, "last": size - 1}) if size else _EMPTY
    return {**case.found.groupdict(), "counted": said, "how": _IN_BRACKETS if _is_in_brackets(case) else _GIVEN}


TOLD = (
    Told(
        r"argument #1 'indices' to have one of the following scalar types: Long, Int"
        r"|tensors used as indices must be long|Expected dtype int\w*(?: or |/)int64 for index"
        r"|Expected a long tensor for index|one_hot is only applicable to index tensor",
        Kind(
            name="index_dtype",
            severity="error",
            title=Words(en="Indices are whole numbers", zh="下标应是整数"),
            what=Words(
                en="`{name}` says which rows or elements to take, and holds other numbers than int64.",
                zh="`{name}` 说明要取哪些行或元素，但它的类型不是 int64。",
            ),
            why=Words(
                en="An index counts places, and torch rounds nothing on its own. `torch.tensor([1., 2.])` and `rand` make float32.",
                zh="下标是位置的编号，torch 不会自动取整。`torch.tensor([1., 2.])` 和 `rand` 得到的是 float32。",
            ),
            remedy=Words(en="Make them int64 (long).", zh="请改成 int64（long）。"),
        ),
        _index,
        _whole_numbers,
        "index.long()",
    ),
    Told(
        r"Index tensor must have the same number of dimensions as input tensor",
        Kind(
            name="index_dimensions",
            severity="error",
            title=Words(en="The index needs as many dimensions as the tensor", zh="下标的维数应与张量相同"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="`gather` and `scatter` take the element that the index names at every place of the index itself, so the result has the "
                "index's shape: one per row is [N, 1].",
                zh="`gather` 和 `scatter` 在下标张量的每个位置取出它指明的元素，结果与下标同形：每行取一个就是 [N, 1]。",
            ),
            remedy=Words(
                en="Add a dimension to the index, and take it away from the result.",
                zh="请给下标增加一维，再从结果中去掉。",
            ),
        ),
        _index,
        _widened,
        "q.gather(1, actions.unsqueeze(1)).squeeze(1)",
    ),
    Told(
        r"^index out of range in self",
        Kind(
            name="row_out_of_range",
            severity="error",
            title=Words(en="An index is beyond the rows that there are", zh="下标超出了已有的行"),
            what=Words(en="`{expression}` looks up rows. {range}", zh="`{expression}` 按下标取行。{range}"),
            why=Words(
                en="Rows are counted from 0, and a table cannot be asked for what it does not have; -1 means nothing to it.",
                zh="行从 0 开始编号，不能取不存在的行；这里的 -1 也没有“最后一行”的意思。",
            ),
            remedy=Words(
                en="Make the table as large as the largest index + 1, or set the indices right.",
                zh="请让行数等于最大下标 + 1，或者改正下标。",
            ),
        ),
        _index,
        unchanged,
        _table_code,
        _table_facts,
    ),
    Told(
        r"index (?P<index>-?\d+) is out of bounds for dimension (?P<dim>\d+) with size (?P<size>\d+)",
        Kind(
            name="index_out_of_range",
            severity="error",
            title=Words(en="There is no element {index} there", zh="没有下标为 {index} 的元素"),
            what=Words(
                en="`{expression}` asks for {index} in dimension {dim}, which has the size {size}.",
                zh="`{expression}` 要取第 {dim} 维中下标为 {index} 的元素，而这一维的大小是 {size}。",
            ),
            why=Words(en="{counted}.", zh="{counted}。"),
            remedy=Words(en="{how}", zh="{how}"),
        ),
        expression,
        unchanged,
        lambda case: "x[-1]" if _is_in_brackets(case) else "print(index.min(), index.max())",
        _place_facts,
    ),
    Told(
        r"too many indices for tensor of dimension|^Dimension out of range \(expected to be in range of",
        Kind(
            name="no_such_dimension",
            severity="error",
            title=Words(en="The tensor has no such dimension", zh="张量没有这一维"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="Of n dimensions the first is 0 and the last n - 1, or -1 from the end; and there are at most n indices.",
                zh="n 维张量的第一维是 0，最后一维是 n - 1，也可以写成 -1；下标最多有 n 个。",
            ),
            remedy=Words(
                en="Use a dimension that it has, or add one with `unsqueeze`.",
                zh="请使用已有的维，或者用 `unsqueeze` 增加一维。",
            ),
        ),
        expression,
        unchanged,
        "x.sum(dim=-1)",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table."""
    yield from told_of(walk, TOLD)
