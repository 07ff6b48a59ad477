"""Operations whose operands do not fit: shapes and dtypes at fault, named."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import last_name
from .failures import Failure, failures
from .kind import Kind, place
from .operands import PRODUCT, described, operands
from .subjects import named_tensors
from .walk import Walk

_PRODUCTS = {"matmul", "mm", "bmm", "mv", "dot", "addmm", "addmv", "einsum"}


class Misfit(NamedTuple):
    """Torch's words for it (a regular expression), what is told, and code that shows a way out."""

    words: str
    kind: Kind
    code: str


MISFITS = (
    Misfit(
        r"The size of tensor a \(\d+\) must match the size of tensor b",
        Kind(
            name="shapes_do_not_broadcast",
            severity="error",
            title=Words(en="These shapes do not broadcast", zh="这些形状不能广播"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="Shapes are compared from the last dimension; two sizes fit if they are equal, or one of them is 1 or missing.",
                zh="从最后一维开始比较形状；两个大小相等，或者其中一个是 1 或不存在，才能广播。",
            ),
            remedy=Words(en="Bring the dimensions into line.", zh="请把维度对齐。"),
        ),
        "….unsqueeze(0)    # or .reshape(…), .T",
    ),
    Misfit(
        r"mat1 and mat2 shapes cannot be multiplied|size mismatch, got|batch1 and batch2|inconsistent tensor size",
        Kind(
            name="matmul_shapes",
            severity="error",
            title=Words(en="These matrices cannot be multiplied", zh="这两个矩阵不能相乘"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="The last dimension of the left one must be as long as the second last of the right one: [n, k] @ [k, m].",
                zh="左边的最后一维必须等于右边的倒数第二维：[n, k] @ [k, m]。",
            ),
            remedy=Words(
                en="Transpose one of them, or change the layer's sizes.", zh="请转置其中一个，或者修改层的大小。"
            ),
        ),
        "a @ b.T",
    ),
    Misfit(
        r"shape '\[.*\]' is invalid for input of size",
        Kind(
            name="view_size",
            severity="error",
            title=Words(en="The new shape holds another number of elements", zh="新形状的元素个数不一样"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="`view` and `reshape` only arrange the same elements in another way, so the product of the sizes must stay the same.",
                zh="`view` 和 `reshape` 只是换一种方式排列同样的元素，各维大小的乘积不能变。",
            ),
            remedy=Words(en="Let torch work one of the sizes out.", zh="可以让 torch 自己算出其中一维。"),
        ),
        "….view(-1, …)",
    ),
    Misfit(
        r"view size is not compatible with input tensor's size and stride",
        Kind(
            name="view_not_contiguous",
            severity="error",
            title=Words(en="`view` cannot read this memory in that order", zh="`view` 无法按这个顺序读取内存"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="A view shares the memory and may only change shape and strides; after a transpose the elements do not lie in that order.",
                zh="视图共享内存，只能改变形状和步长；转置之后，元素在内存中已经不是这个顺序了。",
            ),
            remedy=Words(en="Use `reshape`, which copies where it must.", zh="请用 `reshape`，它会在必要时复制。"),
        ),
        "….reshape(…)",
    ),
    Misfit(
        r"expected (?:m1 and m2|mat1 and mat2|scalar type|both)|must have the same dtype|Found dtype|expected dtype",
        Kind(
            name="dtypes_differ",
            severity="error",
            title=Words(en="These dtypes do not go together", zh="这些数据类型不一致"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="Adding and multiplying numbers promotes dtypes; matrix products, layers and many losses want one dtype for all.",
                zh="逐元素的加法和乘法会自动提升类型；矩阵乘法、层和许多损失函数要求类型一致。",
            ),
            remedy=Words(en="Convert one of them.", zh="请转换其中一个。"),
        ),
        "….float()    # or .double(), .to(other.dtype)",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table, with the operands that its expression names."""
    for failure in failures(walk):
        for misfit in MISFITS:
            if re.search(misfit.words, failure.error.message):
                tensors = named_tensors(walk, failure.at.span, failure.at)
                yield misfit.kind.found(
                    walk,
                    failure.at,
                    severity=failure.severity,
                    tensors=tensors,
                    places=[place(walk.born[id], Words(en="made here", zh="在这里创建")) for id in tensors],
                    operands=operands(walk, misfit.kind.name, tensors, failure.error.message),
                    code=_layer(walk, failure) if misfit.kind.name == "matmul_shapes" else misfit.code,
                    error=failure.error,
                    shapes=described(walk, tensors) or failure.error.message.partition("\n")[0],
                    expression=walk.source.short(failure.at.span) or "…",
                )
                break


def _layer(walk: Walk, failure: Failure) -> str:
    """What to write for a product: where a layer multiplies, the size that its input has."""
    product = PRODUCT.search(failure.error.message)
    call = next((node for node in walk.source.nodes(failure.at.span) if isinstance(node, ast.expr)), None)
    if product is None or not isinstance(call, ast.Call) or last_name(call.func) in _PRODUCTS:
        return "a @ b.T"
    return f"nn.Linear({product[2]}, …)    # as many inputs as the last dimension has"
