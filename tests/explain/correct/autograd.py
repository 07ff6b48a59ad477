"""Correct programs: backward calls of every kind, cuts that are meant, hooks, higher order."""

AUTOGRAD = {
    "two backward calls, cleared": """
import torch
x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward()
x.grad.zero_()
(x * 3).sum().backward()
print(x.grad)
""",
    "retain_graph": """
import torch
x = torch.tensor(2.0, requires_grad=True)
y = x ** 2
y.backward(retain_graph=True)
x.grad = None
y.backward()
print(x.grad)
""",
    "two losses in one": """
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = x.sum() + (x ** 2).sum()
loss.backward()
print(x.grad)
""",
    "grad of several": """
import torch
a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
print(torch.autograd.grad(a * b + a, [a, b]))
""",
    "second derivative": """
import torch
x = torch.tensor(2.0, requires_grad=True)
(first,) = torch.autograd.grad(x ** 3, x, create_graph=True)
(second,) = torch.autograd.grad(first, x)
print(first, second)
""",
    "gradient penalty": """
import torch
w = torch.randn(3, requires_grad=True)
x = torch.randn(5, 3, requires_grad=True)
out = torch.tanh(x @ w)
(grads,) = torch.autograd.grad(out.sum(), x, create_graph=True)
(out.mean() + grads.pow(2).sum()).backward()
print(w.grad)
""",
    "jacobian": "import torch\nprint(torch.autograd.functional.jacobian(lambda x: x ** 2, torch.tensor([1.0, 2.0])))\n",
    "hessian": "import torch\n"
    "print(torch.autograd.functional.hessian(lambda x: (x ** 3).sum(), torch.tensor([1.0, 2.0])))\n",
    "retain_grad": """
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.retain_grad()
(y ** 2).sum().backward()
print(y.grad, x.grad)
""",
    "a hook that looks": """
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.register_hook(lambda grad: print("arrived", grad))
y.sum().backward()
""",
    "a hook that clips": """
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 100
y.register_hook(lambda grad: grad.clamp(-0.5, 0.5))
y.sum().backward()
print(x.grad)
""",
    "evaluation without a graph": """
import torch
w = torch.randn(3, requires_grad=True)
with torch.no_grad():
    print((w * 2).sum())
(w * 2).sum().backward()
print(w.grad)
""",
    "an update by hand": """
import torch
w = torch.tensor([1.0, -1.0], requires_grad=True)
for _ in range(3):
    loss = ((w - 3) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
print(w)
""",
    "an update through data": """
import torch
w = torch.tensor([1.0, -1.0], requires_grad=True)
for _ in range(3):
    loss = ((w - 3) ** 2).sum()
    loss.backward()
    w.data -= 0.1 * w.grad
    w.grad.zero_()
print(w)
""",
    "a detached target": """
import torch
w = torch.randn(3, requires_grad=True)
v = torch.randn(3, requires_grad=True)
target = (v * 2).detach()
((w - target) ** 2).sum().backward()
print(w.grad)
""",
    "a detached copy for printing": """
import torch
x = torch.ones(2, requires_grad=True)
y = (x * 2).sum()
print(y.detach(), y.item())
y.backward()
""",
    "a custom function": """
import torch
class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 3
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 3 * x ** 2 * grad
x = torch.tensor(2.0, requires_grad=True)
Cube.apply(x).backward()
print(x.grad)
""",
    "straight-through rounding": """
import torch
class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()
    @staticmethod
    def backward(ctx, grad):
        return grad
x = torch.tensor([0.4, 1.6], requires_grad=True)
Round.apply(x).sum().backward()
print(x.grad)
""",
    "checkpointing": """
import torch
from torch.utils.checkpoint import checkpoint
x = torch.randn(3, requires_grad=True)
checkpoint(lambda t: torch.sin(t) * 2, x, use_reentrant=False).sum().backward()
print(x.grad)
""",
    "finite differences": """
import torch
def f(x):
    return (x ** 2).sin().sum()
x = torch.tensor([0.5, 1.0], dtype=torch.float64, requires_grad=True)
f(x).backward()
with torch.no_grad():
    eps = 1e-6
    for i in range(2):
        step = torch.zeros_like(x)
        step[i] = eps
        print((f(x + step) - f(x - step)) / (2 * eps), x.grad[i])
""",
    "a frozen part": """
import torch
a = torch.randn(3, requires_grad=True)
b = torch.randn(3)
(a * b).sum().backward()
print(a.grad, b.grad)
""",
    "inputs of backward": """
import torch
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
(a * b).sum().backward(inputs=[a])
print(a.grad)
""",
    "unused allowed": """
import torch
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
print(torch.autograd.grad(a.sum(), [a, b], allow_unused=True))
""",
    "torch.func": "import torch\nfrom torch.func import grad, vmap\n"
    "print(grad(lambda x: x ** 2)(torch.tensor(3.0)), vmap(torch.sin)(torch.arange(3.0)))\n",
    "Newton's method": """
import torch
x = torch.tensor(2.0, requires_grad=True)
for _ in range(4):
    y = x ** 3 - 2
    (slope,) = torch.autograd.grad(y, x)
    with torch.no_grad():
        x -= y / slope
print(x)
""",
    "an error that is expected": """
import torch
x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
y.backward()
try:
    y.backward()
except RuntimeError:
    print("as expected")
""",
    "at the very minimum": """
import torch
x = torch.tensor([2.0, 3.0], requires_grad=True)
loss = ((x - torch.tensor([2.0, 3.0])) ** 2).sum()
loss.backward()
print(x.grad)
""",
    "a hook that lets nothing through": """
import torch
x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: g * 0)
(y * y).sum().backward()
print(x.grad)
""",
    "frozen for a while": """
import torch
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
a.requires_grad_(False)
loss = (a * b).sum()
a.requires_grad_(True)
loss.backward()
print(b.grad)
""",
}
