"""What rules say of shapes, where many say the same."""

from ...recording.base import Words

SAME = Words(
    en="What arrives, the input and what is sent all have one shape.",
    zh="传来的梯度、输入和传出的梯度形状相同。",
)
BROADCAST = Words(
    en="What arrives has the output's shape. An input that was broadcast gets the sum over its stretched dimensions.",
    zh="传来的梯度与输出形状相同。被广播的输入，得到的是沿被广播的维度求和后的梯度。",
)
REDUCED = Words(
    en="What arrives has the output's shape, without the reduced dimensions; what is sent has the input's.",
    zh="传来的梯度与输出形状相同（没有被归约的维度）；传出的梯度与输入形状相同。",
)
MOVED = Words(
    en="What arrives has the output's shape, what is sent the input's: the elements only go back to their places.",
    zh="传来的梯度与输出同形，传出的与输入同形：元素只是回到原来的位置。",
)
PICKED = Words(
    en="What arrives has the output's shape, what is sent the input's, with zeros where nothing was taken.",
    zh="传来的梯度与输出同形，传出的与输入同形，没有被取出的位置为零。",
)
