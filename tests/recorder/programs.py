"""Small programs, each about one thing that PyTorch does."""

PROGRAMS = {
    "in place on a view": """
x = torch.ones(3, 2, requires_grad=True)
b = x * 2
v = b[0]
w = b[1]
v.mul_(3)
s = w.sum()
b.sum().backward()
""",
    "in place makes a leaf a result": """
w = torch.ones(3, requires_grad=True)
a = torch.zeros(3)
v = a[:2]
a.add_(w)
s = v.sum()
a.sum().backward()
""",
    "no_grad and data updates": """
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
with torch.no_grad():
    x -= 0.1 * x.grad
x.data.mul_(2)
x.data = torch.arange(3.0)
d = x.detach()
d[0] = 7
""",
    "gradients changed by the program": """
x = torch.ones(2, requires_grad=True)
y = torch.ones(2, requires_grad=True)
(x * 3 * y).sum().backward()
g = x.grad
x.grad.zero_()
x.grad.add_(1)
torch.nn.utils.clip_grad_norm_([x, y], 0.5)
y.grad = None
(x * 2 + y).sum().backward()
x.grad *= 2
y.grad = torch.ones(2)
del x.grad
""",
    "second order": """
x = torch.tensor(2.0, requires_grad=True)
y = x ** 3
(g,) = torch.autograd.grad(y, x, create_graph=True)
(h,) = torch.autograd.grad(g, x, create_graph=True)
h.backward()
""",
    "backward with a graph": """
x = torch.tensor([2.0, 3.0], requires_grad=True)
(x ** 3).sum().backward(create_graph=True)
g = x.grad
z = (g * g).sum()
x.grad = None
z.backward()
""",
    "several calls": """
x = torch.ones(2, 2, requires_grad=True)
y = (x * x).sum()
y.backward(retain_graph=True)
y.backward(gradient=torch.tensor(2.0))
z = x.exp()
z.backward(torch.ones(2, 2))
torch.autograd.backward([x.sum(), (x * 2).sum()])
""",
    "retain_grad": """
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.register_hook(lambda g: g * 2)
z = y * y
z.retain_grad()
z.sum().backward()
u = x * 3
u.retain_grad()
u.mul_(2)
u.sum().backward()
""",
    "an optimizer's loop": """
torch.manual_seed(3)
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
first, second = model[0].weight, model[2].bias
data = torch.randn(5, 3)
for optimizer in (torch.optim.SGD(model.parameters(), 0.1, momentum=0.9), torch.optim.Adam(model.parameters(), 0.01)):
    for step in range(2):
        optimizer.zero_grad(set_to_none=step == 0)
        loss = (model(data) ** 2).mean()
        loss.backward()
        optimizer.step()
        del loss
""",
    "a module of one's own": """
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = torch.nn.Linear(2, 3)
        self.scale = torch.nn.Parameter(torch.full((3,), 2.0))
        self.norm = torch.nn.BatchNorm1d(3)

    def forward(self, given):
        return (self.norm(torch.tanh(self.hidden(given))) * self.scale).sum()

net = Net()
loss = net(torch.arange(8.0).reshape(4, 2))
loss.backward()
weight, scale, mean = net.hidden.weight, net.scale, net.norm.running_mean
""",
    "a custom function": """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * x * g

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = Square.apply(x)
y.sum().backward()
""",
    "all kinds of numbers": """
a = torch.tensor([2 ** 53 + 1, -5, 0])
b = torch.tensor([1 + 2j, complex("nan")])
c = torch.tensor([float("nan"), float("inf"), -float("inf"), -0.0])
d = torch.tensor([True, False])
e = torch.ones(2, dtype=torch.bfloat16) / 3
f = torch.ones(2, dtype=torch.float16) / 3
g = torch.empty(0)
h = torch.arange(6.0).reshape(2, 3).t()
i = b.conj()
j = torch.arange(3.0).expand(2, 3)
k = torch.zeros((), dtype=torch.uint8)
""",
    "several outputs": """
x = torch.arange(6.0, requires_grad=True)
a, b, c = x.split(2)
m, i = x.max(0)
u, v = torch.stack([a, b]).unbind()
rows = [row * 2 for row in x.view(2, 3)]
((a * c).sum() + m + rows[1].sum() + u.sum()).backward()
""",
    "memory filled piece by piece": """
e = torch.empty(3)
e[0] = 1
e[1:] = 2
f = torch.empty(2).fill_(4)
g = torch.empty(2, 2)
torch.add(torch.ones(2, 2), 1, out=g)
h = torch.empty(2, 3)
for row in h:
    row.copy_(torch.arange(3))
""",
    "a gradient that is held while another is added to it": """
x = torch.ones(2, requires_grad=True)
(x * 3).sum().backward()
g, part = x.grad, x.grad[0]
(x * 2).sum().backward()
y = x * 1
y.retain_grad()
y.sum().backward(retain_graph=True)
h = y.grad
y.sum().backward()
print(g, part, h)
""",
    "a gradient with a graph that is held and added to": """
x = torch.ones(2, requires_grad=True)
(x ** 3).sum().backward(create_graph=True)
g = x.grad
(g * x).sum().backward()
print(g, x.grad)
""",
    "memory shared with numpy": """
import numpy as np
n = np.zeros(3)
x = torch.from_numpy(n)
y = x * 2
n[0] = 5
z = x + 1
m = y.numpy()
m += 1
print(y)
""",
    "swapped": """
y = torch.ones(2)
z = torch.zeros(3)
torch.utils.swap_tensors(y, z)
""",
    "detached in place": """
x = torch.ones(2, requires_grad=True)
y = x * 2
y.detach_()
z = torch.ones(2)
z.requires_grad = True
z.requires_grad_(False)
""",
    "a view of what is tracked later": """
c = torch.ones(2, 3)
v = c[0]
turned = v.unsqueeze(0).t()
c.requires_grad_()
(v * 2).sum().backward()
""",
    "data made in inference mode": """
a = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    a.data = a.detach() + 1
""",
    "a flag on a stale view": """
a = torch.ones(2, 3, requires_grad=True)
v = a.unsqueeze(0)
with torch.no_grad():
    a.mul_(0.5)
v.requires_grad_()
(v * 2).sum().backward()
""",
    "hooks that change gradients": """
x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: g * 10)
y.grad_fn.register_prehook(lambda gs: (gs[0] + 1,))
x.register_hook(lambda g: g + 1)
def double(p):
    p.grad.mul_(2)
x.register_post_accumulate_grad_hook(double)
y.sum().backward()
""",
    "checkpointing": """
from torch.utils.checkpoint import checkpoint
w = torch.ones(2, requires_grad=True)
x = torch.ones(2, requires_grad=True)
checkpoint(lambda t: (t * w).sin(), x, use_reentrant=False).sum().backward()
checkpoint(lambda t: (t * w).sin(), x, use_reentrant=True).sum().backward()
""",
    "inference mode": """
with torch.inference_mode():
    t = torch.ones(2)
    t.add_(1)
u = t * 2
""",
}
SOURCES = {name: f"import torch\n{program}" for name, program in PROGRAMS.items()}
