"""The examples: the programs of the book's chapter on tensors and autograd, one a file in `examples/`, with their titles."""

from functools import cache
from importlib import resources

from ..recording.base import Model, Name, Text, Words


class Example(Model):
    """A program to start from. `name` is its file's name without `.py` and does not change."""

    name: Name
    title: Words
    source: Text


_TITLES = {
    "01_create": ("Create tensors", "创建张量"),
    "02_index_shares_memory": ("An index shares memory", "索引得到的张量共享内存"),
    "03_view_reshape_clone": ("view, reshape and clone", "view、reshape 与 clone"),
    "04_broadcast": ("Broadcasting, and its gradient", "广播机制及其梯度"),
    "05_grad_fn": ("grad_fn and the first backward pass", "grad_fn 与第一次反向传播"),
    "06_requires_grad_in_place": ("requires_grad_() in place", "用 requires_grad_() 就地开启追踪"),
    "07_accumulate_and_zero": ("Gradients accumulate until they are zeroed", "梯度会累加，直到清零"),
    "08_vector_jacobian_product": ("The vector-Jacobian product", "向量-雅可比积"),
    "09_no_grad_and_detach": ("no_grad and detach", "no_grad 与 detach"),
    "10_data": (".data changes a value unseen", "用 .data 修改数值而不被记录"),
    "11_leaf_rules": ("Which tensors are leaves", "哪些张量是叶子张量"),
    "12_backward_needs_a_graph": ("backward needs a graph", "反向传播需要计算图"),
    "13_cuda": ("To the GPU and back, where there is one", "在 CPU 与 GPU 之间移动张量"),
    "14_data_parallel": ("Data parallelism by hand", "手写数据并行"),
}


@cache
def examples() -> tuple[Example, ...]:
    """All examples in the order of the chapter."""
    folder = resources.files(__package__) / "examples"
    return tuple(
        Example(name=name, title=Words(en=en, zh=zh), source=(folder / f"{name}.py").read_text(encoding="utf-8"))
        for name, (en, zh) in _TITLES.items()
    )
