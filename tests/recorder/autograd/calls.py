"""Backward calls of every kind: several, nested, with a graph, of some inputs, of many gradients at once."""

CALLS = {
    "several calls, one graph": """
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * x
z = y.sum()
z.backward(retain_graph=True)
z.backward(torch.tensor(3.0), retain_graph=True)
y.backward(torch.tensor([1.0, 10.0]), retain_graph=True)
torch.autograd.backward([y, z], [torch.ones(2), None])
try:
    z.backward()
except RuntimeError as error:
    print(str(error)[:40])
print(x.grad)
""",
    "backward of some inputs": """
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
c = a * b
d = c.exp()
d.sum().backward(inputs=[a], retain_graph=True)
d.sum().backward(inputs=(a, c), retain_graph=True)
d.sum().backward(inputs=b)
print(a.grad, b.grad)
""",
    "a graph of the backward": """
x = torch.tensor([2.0, 3.0], requires_grad=True)
y = (x ** 3).sum()
y.backward(create_graph=True)
g = x.grad
z = (g * g).sum()
x.grad = None
z.backward(create_graph=True)
h = x.grad
x.grad = None
h.sum().backward()
print(g, h, x.grad)
""",
    "third and fourth order": """
x = torch.tensor(2.0, requires_grad=True)
y = x ** 5 + x.sin()
orders = [y]
for order in range(4):
    (g,) = torch.autograd.grad(orders[-1], x, create_graph=True)
    orders.append(g)
first, second, third, fourth = orders[1:]
fourth.backward()
print(orders, x.grad)
""",
    "a penalty on a gradient": """
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
given = torch.randn(3, 2, requires_grad=True)
(g,) = torch.autograd.grad(model(given).sum(), given, create_graph=True)
penalty = ((g.norm(2, dim=1) - 1) ** 2).mean()
penalty.backward()
weight, bias = model[0].weight, model[2].bias
print(weight.grad, bias.grad)
""",
    "inputs that are not used": """
x = torch.ones(2, requires_grad=True)
u = torch.ones(3, requires_grad=True)
y = (x * 2).sum()
try:
    torch.autograd.grad(y, [x, u], retain_graph=True)
except RuntimeError as error:
    print(error)
g, nothing = torch.autograd.grad(y, [x, u], allow_unused=True, retain_graph=True)
h, zeros = torch.autograd.grad(y, [x, u], materialize_grads=True)
print(g, nothing, h, zeros)
""",
    "many gradients at once": """
x = torch.arange(3.0, requires_grad=True)
y = x ** 2
(rows,) = torch.autograd.grad(y, x, torch.eye(3), is_grads_batched=True)
z = (x.sin() * 2).sum()
(g,) = torch.autograd.grad(z, x)
print(rows, g)
""",
    "many gradients at once, with a graph": """
x = torch.arange(3.0, requires_grad=True)
y = x ** 3
(rows,) = torch.autograd.grad(y, x, torch.eye(3), is_grads_batched=True, create_graph=True)
rows.sum().backward()
print(rows, x.grad)
""",
    "gradients of results on the way": """
x = torch.ones(2, requires_grad=True)
y = x * 3
z = y ** 2
gy, gx = torch.autograd.grad(z.sum(), [y, x])
print(gy, gx)
""",
    "derivatives of functions": """
functional = torch.autograd.functional
def f(t):
    return t ** 3
def total(t):
    return (t ** 3).sum()
x = torch.tensor([1.0, 2.0])
v = torch.ones(2)
jacobian = functional.jacobian(f, x)
hessian = functional.hessian(total, x)
value, pulled = functional.vjp(f, x, v)
value, pushed = functional.jvp(f, x, v)
value, hv = functional.hvp(total, x, v)
value, vh = functional.vhp(total, x, v)
print(jacobian, hessian, pulled, pushed, hv, vh)
""",
    "derivatives of functions, with a graph and vectorized": """
functional = torch.autograd.functional
x = torch.tensor([1.0, 2.0], requires_grad=True)
jacobian = functional.jacobian(lambda t: t ** 3, x, create_graph=True)
jacobian.sum().backward()
hessian = functional.hessian(lambda t: (t ** 3).sum(), x, vectorize=True)
forward = functional.jacobian(lambda t: t.exp(), x, vectorize=True, strategy="forward-mode")
two = functional.jacobian(lambda a, b: (a * b, a + b), (torch.ones(2), torch.ones(2)))
print(x.grad, hessian, forward, two)
""",
    "backward of nothing that asks": """
x = torch.ones(2)
try:
    x.sum().backward()
except RuntimeError as error:
    print(error)
y = torch.ones(2, requires_grad=True)
try:
    (y * 2).backward()
except RuntimeError as error:
    print(error)
y.sum().backward()
y.backward(torch.ones(2))
print(y.grad)
""",
    "backward inside a custom backward": """
class Solve(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        with torch.enable_grad():
            t = x.detach().requires_grad_()
            y = (t ** 2).sum()
            (g,) = torch.autograd.grad(y, t)
        ctx.save_for_backward(x)
        return g.detach()

    @staticmethod
    def backward(ctx, incoming):
        (x,) = ctx.saved_tensors
        with torch.enable_grad():
            t = x.detach().requires_grad_()
            z = (t ** 2 * incoming).sum()
        z.backward()
        return t.grad

x = torch.ones(2, requires_grad=True)
Solve.apply(x * 3).sum().backward()
print(x.grad)
""",
    "backward inside a hook": """
w = torch.ones(2, requires_grad=True)
x = torch.ones(2, requires_grad=True)
seen = []
def again(g):
    with torch.enable_grad():
        (w * g.detach()).sum().backward()
        (inner,) = torch.autograd.grad((w * 2).sum(), w)
    seen.append(inner)
y = x * 2
y.register_hook(again)
(y * 5).sum().backward()
print(w.grad, x.grad, seen)
""",
    "backward inside a hook, to the same leaf": """
x = torch.ones(2, requires_grad=True)
y = x * 2
def again(g):
    with torch.enable_grad():
        (x * 3).sum().backward()
y.register_hook(again)
(y * 5).sum().backward()
print(x.grad)
""",
    "a backward call that fails": """
class Fails(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        raise ValueError("no way back")

x = torch.ones(2, requires_grad=True)
a = x * 3
b = Fails.apply(a)
c = b.exp()
try:
    c.sum().backward()
except ValueError as error:
    print(error, error.__traceback__.tb_lineno)
(x * 5).sum().backward()
print(x.grad)
""",
    "a backward call that fails inside another": """
class Fails(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        raise ValueError("no way back")

class Tries(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 3

    @staticmethod
    def backward(ctx, g):
        with torch.enable_grad():
            t = torch.ones(2, requires_grad=True)
            try:
                Fails.apply(t).sum().backward()
            except ValueError as error:
                print("caught", error)
        return g * 3

x = torch.ones(2, requires_grad=True)
Tries.apply(x).sum().backward()
print(x.grad)
""",
}
