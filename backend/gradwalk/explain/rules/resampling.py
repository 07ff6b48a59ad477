"""Resizing: every output element is a mix of input elements along each dimension."""

from ...recording.base import Words
from .entry import Entry, Input, entry

_SHAPES = Words(
    en="What arrives has the new size, what is sent the old one.",
    zh="传来的梯度是新的大小，传出的是原来的大小。",
)
_EN = (
    "Every element gets what arrives at the places it was used for, times its weight in each: the transposed resizing."
)
_ZH = "每个元素得到传到用到它的各处的梯度，乘以它在其中的权重：即转置的缩放。"
_EQUATIONS = ("...x,ux->...u", "...xy,ux,vy->...uv", "...xyz,ux,vy,wz->...uvw")


def _resize(name: str, operation: str, aligned: bool, scales: tuple[str, ...]) -> Entry:
    """Of a resizing that goes a dimension at a time; `operation` resizes one dimension."""
    corners = "align_corners, " if aligned else ""
    return entry(
        name,
        en=_EN,
        zh=_ZH,
        shapes=_SHAPES,
        inputs=(
            Input(
                "self",
                r"g_{self} = M^\top g",
                f'torch.einsum("{_EQUATIONS[len(scales) - 1]}", grad, *maps)',
                kind="spread",
            ),
        ),
        where={
            "resize": f"lambda n, m, scale: torch.ops.aten.{operation}(torch.eye(n).to(grad)[None], [m], {corners}scale)[0]",
            "maps": f"[resize(*its) for its in zip(shape[2:], output_size, ({', '.join(scales)},))]",
        },
    )


_ONE, _TWO, _THREE = ("scales",), ("scales_h", "scales_w"), ("scales_d", "scales_h", "scales_w")
ENTRIES = (
    _resize("UpsampleLinear1DBackward0", "upsample_linear1d", True, _ONE),
    _resize("UpsampleBilinear2DBackward0", "upsample_linear1d", True, _TWO),
    _resize("UpsampleTrilinear3DBackward0", "upsample_linear1d", True, _THREE),
    _resize("UpsampleNearest1DBackward0", "upsample_nearest1d", False, _ONE),
    _resize("UpsampleNearest2DBackward0", "upsample_nearest1d", False, _TWO),
    _resize("UpsampleNearest3DBackward0", "upsample_nearest1d", False, _THREE),
    _resize("UpsampleNearestExact1DBackward0", "_upsample_nearest_exact1d", False, _ONE),
    _resize("UpsampleNearestExact2DBackward0", "_upsample_nearest_exact1d", False, _TWO),
    _resize("UpsampleNearestExact3DBackward0", "_upsample_nearest_exact1d", False, _THREE),
)
