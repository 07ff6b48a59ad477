"""Sums, products, quotients and powers."""

from .entry import Input, entry
from .shapes import BROADCAST

ENTRIES = (
    entry(
        "MulBackward0",
        en="Each factor gets what arrives times the other factor.",
        zh="每个因子得到：传来的梯度乘以另一个因子。",
        shapes=BROADCAST,
        inputs=(
            Input("self", r"g_{self} = g \odot \conj{other}", "(grad * other.conj()).sum_to_size(shape)"),
            Input("other", r"g_{other} = g \odot \conj{self}", "(grad * self.conj()).sum_to_size(shape)"),
        ),
    ),
)
