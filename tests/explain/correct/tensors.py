"""Correct programs: creation, indexing, shapes and memory, and the simplest gradients."""

TENSORS = {
    "a product": "import torch\nx = torch.tensor(3.0, requires_grad=True)\ny = x * 4\ny.backward()\nprint(x.grad)\n",
    "a polynomial": """
import torch
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = 2 * x ** 3 - x ** 2 + 4
y.sum().backward()
print(x.grad, 6 * x.detach() ** 2 - 2 * x.detach())
""",
    "a mean": "import torch\nx = torch.randn(4, 3, requires_grad=True)\nx.mean().backward()\nprint(x.grad)\n",
    "no gradients at all": "import torch\na = torch.arange(6).view(2, 3)\nb = a.t().reshape(6)\nprint(a + 1, b, a.sum(0))\n",
    "creation": """
import torch
print(torch.zeros(2), torch.ones(2, 2), torch.eye(3), torch.arange(4), torch.linspace(0, 1, 5))
print(torch.empty(2).fill_(7), torch.full((2,), 3.5), torch.rand(2), torch.randn(2, 2).shape)
""",
    "shared memory": """
import torch
a = torch.arange(6.0)
b = a[2:4]
b[0] = 100
c = a.clone()
c[0] = -1
print(a, b, c)
""",
    "view and reshape": """
import torch
a = torch.arange(12.0, requires_grad=True)
v = a.view(3, 4)
r = v.t().reshape(12)
r.sum().backward()
print(a.grad, r.is_contiguous())
""",
    "numpy both ways": """
import numpy as np
import torch
a = np.ones(3)
t = torch.from_numpy(a)
a += 1
print(t, t.numpy(), torch.tensor([1.0, 2.0], requires_grad=True).detach().numpy())
""",
    "broadcast of data": "import torch\na = torch.ones(3, 1)\nb = torch.arange(4.0)\nprint(a + b, (a * b).shape)\n",
    "an outer product": """
import torch
a = torch.arange(3.0, requires_grad=True)
b = torch.arange(1.0, 5.0)
outer = a[:, None] * b[None, :]
outer.sum().backward()
print(a.grad)
""",
    "matrix product": """
import torch
a = torch.randn(2, 3, requires_grad=True)
b = torch.randn(3, 4, requires_grad=True)
(a @ b).sum().backward()
print(a.grad.shape, b.grad.shape)
""",
    "indexing": """
import torch
x = torch.randn(5, 3, requires_grad=True)
rows = x[[0, 2]]
mask = x > 0
(rows.sum() + x[mask].sum()).backward()
print(x.grad)
""",
    "gather and scatter": """
import torch
x = torch.randn(3, 4, requires_grad=True)
index = torch.tensor([[0], [2], [1]])
picked = x.gather(1, index)
picked.sum().backward()
print(x.grad, torch.zeros(3, 4).scatter_(1, index, 1.0))
""",
    "cat and stack": """
import torch
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
(torch.cat([a, b]) * torch.stack([a, b]).view(-1)).sum().backward()
print(a.grad, b.grad)
""",
    "where inside its domain": """
import torch
x = torch.tensor([-1.0, 4.0], requires_grad=True)
safe = torch.where(x > 0, x, torch.ones_like(x))
torch.where(x > 0, safe.sqrt(), torch.zeros_like(x)).sum().backward()
print(x.grad)
""",
    "clamp off its bounds": "import torch\nx = torch.tensor([-2.0, 0.5, 3.0], requires_grad=True)\n"
    "x.clamp(-1, 1).sum().backward()\nprint(x.grad)\n",
    "norms": "import torch\nx = torch.tensor([3.0, 4.0], requires_grad=True)\nx.norm().backward()\nprint(x.grad)\n",
    "softmax and cross entropy by hand": """
import torch
scores = torch.randn(4, 3, requires_grad=True)
target = torch.tensor([0, 2, 1, 1])
loss = -scores.log_softmax(1)[torch.arange(4), target].mean()
loss.backward()
print(loss.item(), scores.grad.sum(1))
""",
    "in place on what is not saved": """
import torch
x = torch.ones(3, requires_grad=True)
y = x + 1
y += 2
y.mul_(3)
y.sum().backward()
print(x.grad)
""",
    "in place on a view of a clone": """
import torch
x = torch.ones(4, requires_grad=True)
y = x.clone()
y[0] = 5.0
y.sum().backward()
print(x.grad)
""",
    "requires_grad switched on": """
import torch
a = torch.randn(2, 2)
a = ((a * 3) / (a + 10)).detach()
print(a.requires_grad)
a.requires_grad_(True)
b = (a * a).sum()
print(b.grad_fn)
""",
    "complex numbers": """
import torch
z = torch.tensor([1 + 2j, 3 - 1j], requires_grad=True)
z.abs().sum().backward()
print(z.grad)
""",
    "half precision": "import torch\nx = torch.ones(4, dtype=torch.bfloat16, requires_grad=True)\n"
    "(x * 2).sum().backward()\nprint(x.grad)\n",
    "sorting": """
import torch
x = torch.tensor([3.0, 1.0, 2.0], requires_grad=True)
values, places = x.sort()
values[0].backward()
print(x.grad, places)
""",
    "cumulative sums": "import torch\nx = torch.ones(4, requires_grad=True)\nx.cumsum(0)[-1].backward()\nprint(x.grad)\n",
    "max along a dimension": """
import torch
x = torch.tensor([[1.0, 5.0], [7.0, 2.0]], requires_grad=True)
best, where = x.max(dim=1)
best.sum().backward()
print(x.grad, where)
""",
}
