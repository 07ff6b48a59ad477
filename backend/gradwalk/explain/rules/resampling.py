"""Resizing: every output element is a mix of input elements along each dimension."""

from ...recording.base import Words
from .entry import Entry, Input, entry

_SHAPES = Words(
    en="What arrives has the new size, what is sent the old one.",
    zh="传来的梯度是新的大小，传出的梯度是原来的大小。",
)
_EN = (
    "Every element gets what arrives at the places it was used for, times its weight in each: the transposed resizing."
)
_ZH = "每个元素得到用到它的各处传来的梯度，各乘以它在该处的权重：即缩放的转置。"
_EQUATIONS = ("...x,ux->...u", "...xy,ux,vy->...uv", "...xyz,ux,vy,wz->...uvw")


def _resize(name: str, operation: str, aligned: bool, scales: tuple[str, ...], lone: bool = True) -> Entry:
    """Of a resizing that goes a dimension at a time; `operation` resizes one dimension, or, if not `lone`, two."""
    corners = "align_corners, " if aligned else ""
    rows = "torch.eye(n, dtype=grad.dtype)[None]"
    one = f"torch.ops.aten.{operation}({rows}, [m], {corners}scale)[0]"
    two = f"torch.ops.aten.{operation}({rows}.unsqueeze(-2), [1, m], {corners}None, scale)[0, :, 0]"
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
            "resize": f"lambda n, m, scale: {one if lone else two}",
            "maps": f"[resize(*its) for its in zip(shape[2:], output_size, ({', '.join(scales)},))]",
        },
    )


_ONE, _TWO, _THREE = ("scales",), ("scales_h", "scales_w"), ("scales_d", "scales_h", "scales_w")

_SAMPLES = Words(
    en="What arrives has the grid's places; the input and the grid get their own shapes.",
    zh="传来的梯度与网格的位置对应；输入和网格得到的梯度与各自同形。",
)


def _grid(name: str, operation: str) -> Entry:
    """Of sampling at the places of a grid. `interpolation_mode` is 0 for linear, 1 for nearest, 2 for cubic, as torch saves it."""
    return entry(
        name,
        en="Each sample is a mix of the input elements around its place: they get what arrives times their weights in it, and the "
        "place gets what arrives times the slope of the mix there, as the weights move with it.",
        zh="每个采样是采样位置周围若干输入元素的加权和：它们得到传来的梯度乘以各自的权重；位置得到传来的梯度乘以加权和在该处的斜率，"
        "因为权重随位置变化。",
        shapes=_SAMPLES,
        inputs=(
            Input(
                "input",
                r"g_{input,i} = \sum_{x} g_x \prod_k w(x_k - i_k)",
                "sum(blank.scatter_add(2, read(p), grad.flatten(2) * near(x - p).prod(-1).flatten(1).unsqueeze(1)) for p in taps)"
                ".narrow(2, 1, n).reshape(shape)",
                kind="spread",
            ),
            Input(
                "grid",
                r"g_{grid,k} = \frac{\partial x_k}{\partial grid_k} \sum_i \left(\sum_c g\, input_i\right) w'(x_k - i_k) "
                r"\prod_{j \ne k} w(x_j - i_j)",
                "sum(met(p).unsqueeze(-1) * slopes(x - p) for p in taps) * stretch",
                kind="sum",
            ),
        ),
        # Elements are numbered from 1; 0 is read outside of an input that is padded with zeros.
        where={
            "n": "input.shape[2:].numel()",
            "k": "grid.shape[-1]",
            "sizes": "torch.tensor(input.shape[2:][::-1], dtype=grid.dtype)",
            "stretch": "(sizes - 1) / 2 if align_corners else sizes / 2",
            "edge": "0 if align_corners else 0.5",
            "x": "(grid + 1) * stretch - edge",
            "reach": "[(0, 1), (0,), (-1, 0, 1, 2)][interpolation_mode]",
            "base": "x.round() if interpolation_mode == 1 else x.floor()",
            "taps": "[base + by for by in torch.cartesian_prod(*[torch.tensor(reach)] * k)]",
            "order": "torch.arange(1, n + 1, dtype=grid.dtype).reshape(1, 1, *input.shape[2:]).expand(len(input), 1, *input.shape[2:])",
            "numbers": f"lambda p: torch.ops.aten.{operation}(order, (p + edge) / stretch - 1, 1, padding_mode, align_corners)",
            "read": "lambda p: numbers(p).long().flatten(2).expand(-1, input.shape[1], -1)",
            "near": "lambda d: torch.ones_like(d) if interpolation_mode == 1 else 1 - d.abs() if interpolation_mode == 0 else "
            "torch.where(d.abs() <= 1, 1.25 * d.abs() ** 3 - 2.25 * d ** 2 + 1, -0.75 * d.abs() ** 3 + 3.75 * d ** 2 - 6 * d.abs() + 3)",
            "bend": "lambda d: 0 * d if interpolation_mode == 1 else torch.where(d < 0, 1, -1) if interpolation_mode == 0 else "
            "d.sign() * torch.where(d.abs() <= 1, 3.75 * d ** 2 - 4.5 * d.abs(), -2.25 * d ** 2 + 7.5 * d.abs() - 6)",
            "slopes": "lambda d: torch.stack([torch.where(torch.arange(k) == j, bend(d), near(d)).prod(-1) for j in range(k)], -1)",
            "blank": "grad.new_zeros(*input.shape[:2], n + 1)",
            "known": "torch.cat([blank[..., :1], input.flatten(2)], 2)",
            "met": "lambda p: (grad.flatten(2) * known.gather(2, read(p))).sum(1).reshape(x.shape[:-1])",
        },
    )


ENTRIES = (
    _resize("UpsampleBicubic2DBackward0", "upsample_bicubic2d", True, _TWO, lone=False),
    _resize("UpsampleBilinear2DAaBackward0", "_upsample_bilinear2d_aa", True, _TWO, lone=False),
    _grid("GridSampler2DBackward0", "grid_sampler_2d"),
    _grid("GridSampler3DBackward0", "grid_sampler_3d"),
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
