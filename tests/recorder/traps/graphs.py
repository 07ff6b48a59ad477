"""Programs that look at the graph itself, or walk it in ways of their own."""

GRAPHS = {
    "in-place operations and sequence numbers": """
x = torch.ones(4, requires_grad=True)
start = torch.autograd._get_sequence_nr()
b = x * 1
v = b[:2]
w = b[2:]
v.mul_(2)
s = x.exp()
print(s.grad_fn._sequence_nr() - start, v.grad_fn.name(), v.grad_fn._sequence_nr() - start, b.grad_fn.name())
print(torch.autograd._get_sequence_nr() - start, w.grad_fn.name(), torch.autograd._get_sequence_nr() - start)
(b.sum() + v.sum() + s.sum()).backward()
print(x.grad)
""",
    "backward inside backward": """
class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        with torch.enable_grad():
            t = x.detach().requires_grad_()
            y = t * 2
            y.backward(g)
        return t.grad

x = torch.ones(2, requires_grad=True)
Twice.apply(x * 3).sum().backward()
print(x.grad)
""",
    "torch.func and forward mode": """
import torch.autograd.forward_ad as forward
from torch.func import vmap, grad, jvp, hessian
print(vmap(grad(lambda t: (t ** 2).sum()))(torch.ones(3, 2)))
print(jvp(torch.sin, (torch.ones(2),), (torch.ones(2),)), hessian(lambda t: (t ** 3).sum())(torch.ones(2)))
with forward.dual_level():
    print(forward.unpack_dual(forward.make_dual(torch.ones(2), torch.ones(2)).sin()))
functional = torch.autograd.functional
print(functional.jacobian(lambda t: t ** 2, torch.ones(2), vectorize=True))
print(functional.hvp(lambda t: (t ** 3).sum(), torch.ones(2), torch.ones(2)))
""",
    "anomaly detection": """
x = torch.tensor([-1.0], requires_grad=True)
with torch.autograd.detect_anomaly(check_nan=True):
    y = x.sqrt()
try:
    y.sum().backward()
except RuntimeError as error:
    print(error)
print(x.grad)
""",
    "anomaly detection around everything": """
x = torch.tensor([-1.0], requires_grad=True)
def root(t):
    return t.sqrt()
try:
    with torch.autograd.detect_anomaly():
        y = root(x)
        y.sum().backward()
except RuntimeError as error:
    print(error)
""",
    "in-place operations replace grad_fn": """
x = torch.ones(2, requires_grad=True)
y = x * 2
f = y.grad_fn
y.mul_(3)
print(f is y.grad_fn, y.grad_fn.next_functions[0][0] is f)
y.sum().backward()
print(x.grad)
""",
    "outputs without gradients": """
x = torch.arange(6.0, requires_grad=True)
a, b, c = x.split(2)
m, i = x.max(0)
(a.sum() + m).backward()
print(x.grad)
u, s, v = torch.linalg.svd(torch.eye(3).mul(2).requires_grad_())
s.sum().backward()
""",
    "third order": """
x = torch.tensor(2.0, requires_grad=True)
(g,) = torch.autograd.grad(x ** 3, x, create_graph=True)
(h,) = torch.autograd.grad(g, x, create_graph=True)
print(g, h, torch.autograd.grad(h, x))
""",
    "vmap with a graph outside": """
from torch.func import functional_call, vmap
x = torch.ones(3, requires_grad=True)
vmap(lambda t: t * 2)(x).sum().backward()
print(x.grad)
model = torch.nn.Linear(2, 1)
weights = {name: torch.ones_like(p).requires_grad_() for name, p in model.named_parameters()}
functional_call(model, weights, (torch.ones(1, 2),)).sum().backward()
print(weights["weight"].grad, model.weight.grad)
""",
    "autograd.functional": """
functional = torch.autograd.functional
x = torch.ones(2)
print(functional.jacobian(lambda t: t ** 2, x), functional.hvp(lambda t: (t ** 3).sum(), x, x))
print(functional.vjp(lambda t: t ** 2, x, x), functional.jvp(lambda t: t ** 2, x, x))
""",
    "gradcheck of second derivatives": """
x = torch.ones(2, dtype=torch.float64, requires_grad=True)
print(torch.autograd.gradcheck(lambda t: t.sin(), x), torch.autograd.gradgradcheck(lambda t: t.sin(), x))
""",
    "gradient edges": """
x = torch.ones(2, requires_grad=True)
y = (x * 2).sum()
edge = torch.autograd.graph.get_gradient_edge
print(torch.autograd.grad(edge(y), [edge(x)]))
""",
    "functions without a derivative": """
x = torch.tensor([5.0], requires_grad=True)
w = torch.tensor([7.0], requires_grad=True)
a = x // 2
b = w // 2
c = (w * 3) // 2
d = b.cos() + c
try:
    d.sum().backward()
except RuntimeError as error:
    print(error)
""",
    "a traced function": """
f = torch.jit.trace(lambda t: t * 2 + 1, torch.ones(2))
x = torch.ones(2, requires_grad=True)
f(x).sum().backward()
print(x.grad)
""",
    "parametrized and lazy modules": """
m = torch.nn.utils.parametrizations.weight_norm(torch.nn.Linear(2, 2))
lazy = torch.nn.LazyLinear(2)
torch.manual_seed(0)
lazy(m(torch.ones(1, 2))).sum().backward()
print(m.parametrizations.weight.original0.grad.shape, lazy.weight.grad)
""",
}
