"""Graphs of graphs, saved tensors and hooks in their stranger uses."""

GRAPHS = {
    "selective recomputation": """
from torch import nn
from torch.utils.checkpoint import checkpoint, set_checkpoint_early_stop, create_selective_checkpoint_contexts, CheckpointPolicy
import functools
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 4), nn.Dropout(0.5), nn.Tanh())
x = torch.ones(3, 2, requires_grad=True)
def policy(ctx, op, *args, **kwargs):
    return CheckpointPolicy.MUST_SAVE if op == torch.ops.aten.mm.default else CheckpointPolicy.PREFER_RECOMPUTE
ctx = functools.partial(create_selective_checkpoint_contexts, policy)
a = checkpoint(net, x, use_reentrant=False, context_fn=ctx)
a.sum().backward()
with set_checkpoint_early_stop(False):
    b = checkpoint(net, x, use_reentrant=False, preserve_rng_state=True)
    b.sum().backward()
def two(t, *, scale):
    return t * scale, t.exp()
c, d = checkpoint(two, x, scale=2.0, use_reentrant=False)
(c.sum() + d.sum()).backward()
w = net[0].weight
print(x.grad, w.grad, torch.rand(1))
""",
    "saved tensors moved, dropped and refused": """
import weakref
store = {}
def pack(t):
    k = len(store); store[k] = t.detach().half(); return k
def unpack(k):
    return store[k].float()
x = torch.linspace(0, 1, 4, requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    y = (x * x).sin() * x
y.sum().backward()
with torch.autograd.graph.disable_saved_tensors_hooks("no hooks here"):
    try:
        with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
            pass
    except RuntimeError as e:
        print(e)
def fail(t):
    raise ValueError("cannot pack")
try:
    with torch.autograd.graph.saved_tensors_hooks(fail, lambda t: t):
        z = x * x
except ValueError as e:
    print(e)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, fail):
    z = x * x
try:
    z.sum().backward()
except ValueError as e:
    print(e)
with torch.autograd.graph.saved_tensors_hooks(lambda t: weakref.ref(t), lambda r: r()):
    q = x.exp()
    s = q * 2
s.sum().backward()
with torch.autograd.graph.save_on_cpu(pin_memory=False):
    s2 = (x ** 2).sum()
s2.backward()
print(x.grad, len(store))
""",
    "no gradient, in every way": """
x = torch.ones(2, requires_grad=True)
u = torch.ones(2, requires_grad=True)
y = x * 0
y.sum().backward()
print(x.grad, u.grad)
g = torch.autograd.grad((x * 2).sum(), [x, u], allow_unused=True)
h = torch.autograd.grad((x * 2).sum(), [x, u], materialize_grads=True)
print(g, h)
class N(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        return a + b
    @staticmethod
    def backward(ctx, g):
        return None, g
N.apply(x * 1, u * 1).sum().backward()
print(x.grad, u.grad)
x.grad = None
x.grad = torch.zeros(2)
x.grad += 1
x.grad.requires_grad_()
x.grad = x.grad.detach()
try:
    x.grad = torch.ones(3)
except RuntimeError as e:
    print(e)
try:
    x.grad = 5
except TypeError as e:
    print(e)
a, b = torch.ones(4, requires_grad=True).split(2)
a.sum().backward()
z = torch.where(torch.tensor([True, False]), x, u * float("nan"))
z.nansum().backward()
v = torch.ones(2, requires_grad=True)
w = v.detach() * 3
v2 = v.clone(); v2.retain_grad()
(v2 * 0 + w).sum().backward()
print(v2.grad, v.grad, u.grad)
""",
    "second order through modules": """
from torch import nn
from torch.autograd.functional import jacobian, hessian, vhp, jvp
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.Softplus(), nn.Linear(3, 1))
x = torch.randn(2, requires_grad=True)
u = net(x)
du, = torch.autograd.grad(u.sum(), x, create_graph=True)
lap = sum(torch.autograd.grad(du[i], x, create_graph=True)[0][i] for i in range(2))
res = (lap - u).pow(2).sum()
res.backward()
H = hessian(lambda t: net(t).sum(), x)
J = jacobian(lambda t: net[0](t), x, create_graph=True)
J.sum().backward()
out, tangent = jvp(net, x, torch.ones(2), create_graph=True)
tangent.sum().backward()
w = net[0].weight
print(H, J, tangent, x.grad)
""",
    "hooks that remove themselves and re-enter": """
x = torch.ones(2, requires_grad=True)
y = x * 2
def once(g):
    handle.remove()
    return g * 10
handle = y.register_hook(once)
y.sum().backward(retain_graph=True)
y.sum().backward(retain_graph=True)
print(x.grad)
x.grad = None
def twice(p):
    p.grad.add_(1)
    with torch.no_grad():
        p.mul_(0.5)
ph = x.register_post_accumulate_grad_hook(twice)
(x * 3).sum().backward()
ph.remove()
print(x, x.grad)
mg = torch.autograd.graph.register_multi_grad_hook([x, y], lambda g: print("any", g), mode="any")
try:
    y.sum().backward()
except RuntimeError as e:
    print(str(e)[:30])
mg.remove()
z = x.exp()
def inner(g):
    with torch.enable_grad():
        print(torch.autograd.grad((x * 1).sum(), x))
z.register_hook(inner)
z.sum().backward()
n = x.sin()
n.grad_fn.register_prehook(lambda go: None)
n.grad_fn.register_hook(lambda gi, go: (gi[0].clamp(max=0.1),))
n.sum().backward()
t = x * 2
t.retain_grad(); t.register_hook(lambda g: g + 1)
t.requires_grad_(True)
t.sum().backward()
t2 = t.detach_()
print(x.grad, t.grad, t2.is_leaf)
""",
    "hooks in a graph of the backward": """
x = torch.tensor(2.0, requires_grad=True)
y = x ** 3
y.retain_grad()
seen = []
x.register_hook(lambda g: seen.append(g.requires_grad))
y.register_hook(lambda g: g * 2)
z = y ** 2
z.backward(create_graph=True)
g1 = x.grad
x.grad = None
yg = y.grad
g1.backward(retain_graph=True, inputs=[x])
g2 = x.grad
torch.autograd.backward([g1 + yg], inputs=[x])
print(seen, g1, g2, yg, x.grad)
x.grad.zero_()
""",
    "transforms of a custom function": """
from torch.func import vmap, grad, jacrev, vjp, linearize
class Cube(torch.autograd.Function):
    generate_vmap_rule = True
    @staticmethod
    def forward(x):
        return x ** 3
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return 3 * x ** 2 * g
x = torch.arange(3.0)
a = vmap(grad(Cube.apply))(x)
b = vmap(vmap(Cube.apply))(torch.ones(2, 2))
c = jacrev(lambda t: Cube.apply(t).sum())(x)
y = torch.ones(3, requires_grad=True)
d = vmap(lambda t: Cube.apply(t) * 2)(y)
d.sum().backward()
r = vmap(lambda t: t + torch.randn(1), randomness="different")(x)
try:
    vmap(lambda t: t.item())(x)
except RuntimeError as err:
    print(str(err)[:40])
q = vmap(torch.dot)(torch.ones(2, 3, requires_grad=True), torch.ones(2, 3))
q.sum().backward()
print(a, b, c, y.grad)
""",
}
