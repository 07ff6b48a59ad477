"""Custom functions with everything that their context allows, and checkpoints."""

FUNCTIONS = {
    "a custom function writes in place": """
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)

    @staticmethod
    def backward(ctx, g):
        return g * 2

x = torch.ones(2, requires_grad=True)
y = x * 3
z = Double.apply(y)
print(z is y, y, y.grad_fn.name(), y._version)
z.sum().backward()
print(x.grad)
""",
    "a custom function writes into a view": """
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)

    @staticmethod
    def backward(ctx, g):
        return g * 2

x = torch.ones(4, requires_grad=True)
y = x * 3
v = y[:2]
Double.apply(v)
y.sum().backward()
print(x.grad, y.grad_fn.name(), v.grad_fn.name())
""",
    "outputs that are not differentiable": """
class Sort(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        values, places = x.sort()
        ctx.mark_non_differentiable(places)
        ctx.save_for_backward(places)
        return values, places

    @staticmethod
    def backward(ctx, g, unused):
        (places,) = ctx.saved_tensors
        return torch.zeros_like(g).scatter(0, places, g)

x = torch.tensor([3.0, 1.0, 2.0], requires_grad=True)
values, places = Sort.apply(x)
(values * torch.arange(3)).sum().backward()
print(places.requires_grad, x.grad)
""",
    "undefined gradients are not made into zeros": """
class Pair(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.set_materialize_grads(False)
        return x * 2, y * 3

    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return None if g is None else g * 2, None if h is None else h * 3

x = torch.ones(2, requires_grad=True)
y = torch.ones(2, requires_grad=True)
a, b = Pair.apply(x, y)
b.sum().backward()
print(x.grad, y.grad)
""",
    "undefined gradients are made into zeros": """
class Pair(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x * 2, y * 3

    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return g * 2, h * 3

x = torch.ones(2, requires_grad=True)
y = torch.ones(2, requires_grad=True)
a, b = Pair.apply(x, y)
b.sum().backward()
print(x.grad, y.grad)
""",
    "once differentiable": """
from torch.autograd.function import once_differentiable
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    @once_differentiable
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * x * g

x = torch.ones(2, requires_grad=True)
(g,) = torch.autograd.grad((Square.apply(x) ** 2).sum(), x, create_graph=True)
try:
    g.sum().backward()
except RuntimeError as error:
    print(error)
Square.apply(x).sum().backward()
print(g, x.grad)
""",
    "twice differentiable": """
class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 3

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * 3 * x ** 2

x = torch.tensor([2.0], requires_grad=True)
y = Cube.apply(x)
(g,) = torch.autograd.grad(y.sum(), x, create_graph=True)
(h,) = torch.autograd.grad(g.sum(), x)
print(g, h)
""",
    "several inputs, some of them no tensors": """
class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor, names, w):
        ctx.factor = factor
        ctx.save_for_backward(x, w)
        return x * factor * w

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        return (
            g * ctx.factor * w if ctx.needs_input_grad[0] else None,
            None,
            None,
            g * ctx.factor * x if ctx.needs_input_grad[3] else None,
        )

x = torch.ones(2)
w = torch.ones(2, requires_grad=True)
y = Scale.apply(x, 3, ["a"], w)
y.sum().backward()
print(x.grad, w.grad)
""",
    "a context set up apart": """
class Linear(torch.autograd.Function):
    @staticmethod
    def forward(x, w):
        return x @ w

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        return g @ w.t(), x.t() @ g

    @staticmethod
    def jvp(ctx, x, w):
        return x

    generate_vmap_rule = False

x = torch.ones(2, 3, requires_grad=True)
w = torch.ones(3, 2, requires_grad=True)
y = Linear.apply(x, w)
y.sum().backward()
print(x.grad, w.grad)
""",
    "an input returned as it is": """
class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x, y.view(-1)

    @staticmethod
    def backward(ctx, g, h):
        return g * 2, h.view(2, 2) * 3

x = torch.ones(2, requires_grad=True)
y = torch.ones(2, 2, requires_grad=True)
a, b = Same.apply(x, y)
print(a is x, a.grad_fn.name(), b.grad_fn.name())
(a.sum() + b.sum()).backward()
print(x.grad, y.grad)
""",
    "a custom function without gradients": """
class Two(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2, [x * 3], "text"

    @staticmethod
    def backward(ctx, *grads):
        return grads[0] * 2

x = torch.ones(2)
y, others, text = Two.apply(x)
with torch.no_grad():
    z, more, _ = Two.apply(torch.ones(2, requires_grad=True))
w = torch.ones(2, requires_grad=True)
u, rest, _ = Two.apply(w)
rest_item = rest[0]
u.sum().backward()
print(y.requires_grad, z.requires_grad, rest_item.requires_grad, w.grad)
""",
    "a custom function inside a custom function": """
class Inner(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2

class Outer(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        with torch.enable_grad():
            ctx.x = x.detach().requires_grad_()
            ctx.y = Inner.apply(ctx.x) * 3
        return ctx.y.detach()

    @staticmethod
    def backward(ctx, g):
        (sent,) = torch.autograd.grad(ctx.y, ctx.x, g)
        return sent

x = torch.ones(2, requires_grad=True)
Outer.apply(x).sum().backward()
print(x.grad)
""",
    "a checkpoint that runs again": """
from torch.utils.checkpoint import checkpoint
w = torch.ones(2, requires_grad=True)
x = torch.ones(2, requires_grad=True)
runs = []
def f(t):
    runs.append(torch.is_grad_enabled())
    return (t * w).sin().exp()
y = checkpoint(f, x, use_reentrant=False)
y.sum().backward()
print(runs, x.grad, w.grad)
""",
    "a reentrant checkpoint": """
from torch.utils.checkpoint import checkpoint
w = torch.ones(2, requires_grad=True)
x = torch.ones(2, requires_grad=True)
runs = []
def f(t):
    runs.append(torch.is_grad_enabled())
    return (t * w).sin().exp()
y = checkpoint(f, x, use_reentrant=True)
y.sum().backward()
print(runs, x.grad, w.grad)
""",
    "checkpoints in a row with dropout": """
from torch.utils.checkpoint import checkpoint_sequential
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Dropout(0.5), torch.nn.ReLU(), torch.nn.Linear(4, 1))
x = torch.ones(3, 2, requires_grad=True)
for reentrant in (True, False):
    checkpoint_sequential(model, 2, x, use_reentrant=reentrant).sum().backward()
weight = model[0].weight
print(x.grad, weight.grad, torch.rand(1))
""",
    "a checkpoint inside a checkpoint": """
from torch.utils.checkpoint import checkpoint
x = torch.ones(2, requires_grad=True)
def inner(t):
    return t.sin()
def outer(t):
    return checkpoint(inner, t * 2, use_reentrant=False).exp()
checkpoint(outer, x, use_reentrant=False).sum().backward()
print(x.grad)
""",
}
