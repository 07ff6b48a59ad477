"""Backward without a graph, by the cause: texts only."""

from ...recording.base import Words
from .kind import Kind

_TITLE = Words(en="`{name}` has no graph to go back through", zh="`{name}` 没有可以反向传播的计算图")

NO_GRAD = Kind(
    name="no_grad_cut",
    severity="error",
    title=_TITLE,
    what=Words(
        en="`{what}` on line {line} ran under `no_grad`, so nothing was recorded and the result has no `grad_fn`.",
        zh="第 {line} 行的 `{what}` 在 `no_grad` 中运行，没有被记录，所以结果没有 `grad_fn`。",
    ),
    why=Words(
        en="Backward follows `grad_fn` from the result to the leaves. Under `no_grad` and `inference_mode` no function is made.",
        zh="backward 从结果出发沿着 `grad_fn` 走到叶子张量；而在 `no_grad` 和 `inference_mode` 中不会生成任何函数。",
    ),
    remedy=Words(en="Compute what is to be differentiated outside of it.", zh="把需要求导的计算放到它外面。"),
)
NOT_DIFFERENTIABLE = Kind(
    name="not_differentiable",
    severity="error",
    title=_TITLE,
    what=Words(
        en="`{what}` on line {line} gives no gradient: its results are positions or truth values, not numbers that change smoothly.",
        zh="第 {line} 行的 `{what}` 没有梯度：它的结果是位置或真假值，而不是可以平滑变化的数。",
    ),
    why=Words(
        en="A small change of the input does not move the result, until it jumps: the derivative is zero or does not exist.",
        zh="输入的微小变化不会改变结果，只会在某处突然跳变：导数要么为零，要么不存在。",
    ),
    remedy=Words(
        en="Use a smooth stand-in, such as `softmax` for `argmax` or the loss of the scores themselves.",
        zh="请换用平滑的函数，例如用 `softmax` 代替 `argmax`，或者直接对得分计算损失。",
    ),
)
CUT = Kind(
    name="detached_root",
    severity="error",
    title=_TITLE,
    what=Words(
        en="`{what}` on line {line} cut the result off from its graph.",
        zh="第 {line} 行的 `{what}` 把结果从计算图中分离了出来。",
    ),
    why=Words(
        en="What `detach()` and `.data` give is a leaf without a `grad_fn`: for autograd it is a constant.",
        zh="`detach()` 和 `.data` 得到的是没有 `grad_fn` 的叶子张量，对 autograd 来说就是常数。",
    ),
    remedy=Words(en="Leave the cut out where gradients are to pass.", zh="在需要梯度经过的地方请不要分离。"),
)
REBUILT = Kind(
    name="tensor_rebuilt",
    severity="error",
    title=Words(en="A new tensor was built from the numbers of others", zh="用别的张量里的数值新建了一个张量"),
    what=Words(
        en="`{what}` on line {line} copies numbers into a new leaf; how they were computed is forgotten.",
        zh="第 {line} 行的 `{what}` 只把数值复制到一个新的叶子张量，它们是怎么算出来的就丢失了。",
    ),
    why=Words(
        en="`torch.tensor(…)` always makes a leaf. `torch.stack` and `torch.cat` are operations, and autograd follows them.",
        zh="`torch.tensor(…)` 总是生成叶子张量；而 `torch.stack` 和 `torch.cat` 是运算，autograd 会追踪它们。",
    ),
    remedy=Words(en="Put the tensors together with an operation.", zh="请用运算把这些张量拼起来。"),
)
LEFT = Kind(
    name="left_torch",
    severity="error",
    title=Words(en="The numbers left torch, and the graph stayed behind", zh="数值离开了 torch，计算图没有跟过去"),
    what=Words(
        en="`{what}` on line {line} starts from a plain number; the tensor that it was taken from has the graph.",
        zh="第 {line} 行的 `{what}` 从一个普通数值开始；计算图留在取出它的那个张量上。",
    ),
    why=Words(
        en="`.item()`, `.tolist()` and `.numpy()` give numbers of Python or numpy, which remember nothing.",
        zh="`.item()`、`.tolist()` 和 `.numpy()` 给出的是 Python 或 numpy 的数值，不带任何计算过程。",
    ),
    remedy=Words(
        en="Keep the tensor itself until after backward; take the number out for printing only.",
        zh="请在 backward 之前一直使用张量本身，只在打印时取出数值。",
    ),
)
SAMPLED = Kind(
    name="sample_has_no_graph",
    severity="error",
    title=Words(en="A sample has no graph", zh="抽样结果没有计算图"),
    what=Words(
        en="`{what}` on line {line} draws numbers at random under a `no_grad` of its own, so the result has no `grad_fn`.",
        zh="第 {line} 行的 `{what}` 在它自己的 `no_grad` 中随机抽样，所以结果没有 `grad_fn`。",
    ),
    why=Words(
        en="`sample()` only draws. `rsample()` draws from a fixed distribution and computes the sample from that and the parameters, "
        "which autograd follows; choices (`Categorical`, `Bernoulli`) have no such way.",
        zh="`sample()` 只是抽样。`rsample()` 先从固定的分布抽样，再由它和参数计算出结果，autograd 可以追踪；"
        "离散的分布（`Categorical`、`Bernoulli`）没有这种办法。",
    ),
    remedy=Words(
        en="Use `rsample()`; for choices, use the loss to weigh their `log_prob`.",
        zh="请使用 `rsample()`；对离散的分布，请用损失给 `log_prob` 加权。",
    ),
)
DOUBLE = Kind(
    name="double_backward",
    severity="error",
    title=Words(en="The gradient has no graph of its own", zh="梯度本身没有计算图"),
    what=Words(
        en="`{name}` comes from what `{what}` gave, a backward call without `create_graph`, so it is a constant.",
        zh="`{name}` 来自 `{what}`，这次反向传播没有设置 `create_graph`，所以它只是常数。",
    ),
    why=Words(
        en="A second derivative needs the graph of the first: backward records its own operations only when it is asked to.",
        zh="求二阶导数需要一阶导数的计算图；只有明确要求时，backward 才会记录它自己的运算。",
    ),
    remedy=Words(en="Ask for the graph of the gradient.", zh="请要求生成梯度的计算图。"),
)
LINEAR = Kind(
    name="gradient_is_constant",
    severity="error",
    title=DOUBLE.title,
    what=Words(
        en="`{what}` on line {line} asked for a graph of the gradient, but the gradient is a constant: nothing in it depends on a leaf.",
        zh="第 {line} 行的 `{what}` 要求生成梯度的计算图，但这个梯度是常数：它不依赖任何叶子张量。",
    ),
    why=Words(
        en="The slope of what is linear is the same everywhere, so there is nothing to record: its own derivative is 0.",
        zh="线性函数的斜率处处相同，没有可以记录的运算：它自己的导数就是 0。",
    ),
    remedy=Words(
        en="Take the second derivative to be 0; `torch.autograd.functional.hessian` does so by itself.",
        zh="把二阶导数当作 0；`torch.autograd.functional.hessian` 会自动这样做。",
    ),
)
ONCE = Kind(
    name="backward_not_recorded",
    severity="error",
    title=DOUBLE.title,
    what=Words(
        en="`{what}` on line {line} asked for a graph of the gradient, but nothing that ran on the way back could be recorded.",
        zh="第 {line} 行的 `{what}` 要求生成梯度的计算图，但反向传播中运行的计算都没有被记录。",
    ),
    why=Words(
        en="A `backward` of one's own that is `once_differentiable`, or computes with numbers or detached tensors, leaves no graph.",
        zh="自定义的 `backward` 如果标了 `once_differentiable`，或者用普通数值、分离的张量来计算，就不会留下计算图。",
    ),
    remedy=Words(
        en="Let it compute with the tensors that were saved and received, and leave `once_differentiable` out.",
        zh="请让它用保存的和收到的张量来计算，并去掉 `once_differentiable`。",
    ),
)
NOTHING = Kind(
    name="nothing_requires_grad",
    severity="error",
    title=_TITLE,
    what=Words(
        en="Nothing that `{name}` was computed from requires a gradient; `{what}` is where it starts.",
        zh="计算 `{name}` 所用的张量都不需要梯度；一切从 `{what}` 开始。",
    ),
    why=Words(
        en="Autograd records an operation only if an input requires a gradient. Tensors made from data do not, unless told.",
        zh="只有当某个输入需要梯度时，autograd 才会记录运算；由数据创建的张量默认不需要梯度。",
    ),
    remedy=Words(en="Say which leaf is to get a gradient.", zh="请声明要对哪个叶子张量求梯度。"),
)
LATE = Kind(
    name=NOTHING.name,
    severity="error",
    title=_TITLE,
    what=Words(
        en="`{what}` did not require a gradient yet when `{name}` was computed from it.",
        zh="由 `{what}` 计算 `{name}` 的时候，它还不需要梯度。",
    ),
    why=Words(
        en="Autograd records an operation when it runs, and only if an input requires a gradient at that time.",
        zh="autograd 在运算执行的那一刻记录它，而且只有当时某个输入需要梯度才会记录。",
    ),
    remedy=Words(en="Say so before anything is computed from it.", zh="请在用它计算之前就声明。"),
)
