"""Grad mode, inference mode and torch's own transforms."""

MODES = {
    "grad mode in every way": """
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    a = x * 2
    with torch.enable_grad():
        b = x * 3
    c = x * 4
torch.set_grad_enabled(False)
d = x * 5
torch.set_grad_enabled(True)
with torch.set_grad_enabled(False):
    e = x * 6
with torch.set_grad_enabled(True):
    f = x * 7
@torch.no_grad()
def g():
    return x * 8
@torch.enable_grad()
def h():
    return x * 9
i, j = g(), h()
with torch.no_grad():
    k = h()
print([t.requires_grad for t in (a, b, c, d, e, f, i, j, k)])
(b + f + j + k).sum().backward()
print(x.grad)
""",
    "inference mode in every way": """
x = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    a = x * 2
    b = torch.ones(2)
    b.add_(1)
    v = b[:1]
    v.zero_()
    with torch.inference_mode(False):
        c = x * 3
@torch.inference_mode()
def f(t):
    return t.sin()
d = f(x)
e = b * 2
g = b.clone() * x
print(a.requires_grad, a.is_inference(), c.requires_grad, d, e.is_inference())
try:
    b.mul_(2)
except RuntimeError as error:
    print(str(error)[:60])
g.sum().backward()
print(x.grad)
""",
    "a view made without grad mode": """
x = torch.ones(3, requires_grad=True)
y = x * 2
with torch.no_grad():
    v = y[:2]
    u = y.view(3)
v.requires_grad
try:
    v.mul_(2)
except RuntimeError as error:
    print(str(error)[:60])
with torch.no_grad():
    u.add_(1)
print(y, u.grad_fn, y.grad_fn.name())
""",
    "transforms": """
from torch.func import functional_call, grad, grad_and_value, hessian, jacfwd, jacrev, jvp, vjp, vmap
def f(t):
    return (t ** 3).sum()
x = torch.tensor([1.0, 2.0])
print(grad(f)(x), grad_and_value(f)(x), grad(lambda t: grad(f)(t).sum())(x))
print(vmap(torch.sin)(x), vmap(grad(f))(torch.ones(3, 2)), vmap(lambda a, b: a @ b, (0, None))(torch.ones(3, 2), x))
print(jvp(f, (x,), (x,)), jacrev(torch.sin)(x), jacfwd(torch.sin)(x), hessian(f)(x))
value, pull = vjp(f, x)
print(value, pull(torch.tensor(1.0)))
model = torch.nn.Linear(2, 1)
weights = {name: torch.full_like(p, 0.5) for name, p in model.named_parameters()}
def loss(weights, given):
    return functional_call(model, weights, (given,)).sum()
each = vmap(grad(loss), (None, 0))(weights, torch.ones(3, 2))
print(each["weight"].shape, each["bias"])
""",
    "transforms with names inside": """
from torch.func import grad, vmap
def f(t):
    a = t * 2
    b = a.sin()
    for i in range(2):
        b = b + a
    total = b.sum()
    return total
def row(r):
    m = r.mean()
    d = r - m
    return d / d.norm()
x = torch.arange(6.0).view(3, 2) + 1
g = grad(f)(x)
n = vmap(row)(x)
print(g, n)
""",
    "transforms inside a graph": """
from torch.func import grad, vmap
x = torch.ones(3, requires_grad=True)
w = torch.ones(3, requires_grad=True)
y = vmap(lambda t, u: t * u)(x, w)
z = grad(lambda t: (t ** 3).sum())(x)
(y.sum() + z.sum()).backward()
print(x.grad, w.grad)
""",
    "forward mode": """
import torch.autograd.forward_ad as forward
x = torch.tensor([1.0, 2.0])
with forward.dual_level():
    dual = forward.make_dual(x, torch.ones(2))
    result = dual.sin() * 2
    primal, tangent = forward.unpack_dual(result)
    print(primal, tangent)
    w = torch.ones(2, requires_grad=True)
    both = dual * w
    forward.unpack_dual(both).tangent.sum().backward()
print(w.grad)
""",
    "autocast": """
x = torch.ones(2, 2, requires_grad=True)
w = torch.ones(2, 2, requires_grad=True)
with torch.autocast("cpu", dtype=torch.bfloat16):
    y = x @ w
    z = torch.nn.functional.linear(y, w)
print(y.dtype, z.dtype)
z.float().sum().backward()
print(x.grad, w.grad)
""",
    "a mode of the program's own": """
from torch.overrides import TorchFunctionMode
class Counts(TorchFunctionMode):
    def __init__(self):
        super().__init__()
        self.names = []
    def __torch_function__(self, func, types, args=(), kwargs=None):
        self.names.append(getattr(func, "__name__", str(func)))
        return func(*args, **(kwargs or {}))
x = torch.ones(2, requires_grad=True)
with Counts() as counts:
    y = (x * 2).sum()
    y.backward()
print(counts.names, x.grad)
""",
}
