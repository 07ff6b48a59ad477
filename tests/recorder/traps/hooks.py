"""Programs that hook the engine and watch the order of what happens in it."""

HOOKS = {
    "hooks run in their order": """
log = []
x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: (log.append("tensor"), g * 10)[1])
y.grad_fn.register_prehook(lambda gs: (log.append("before"), (gs[0] + 1,))[1])
y.grad_fn.register_hook(lambda sent, received: (log.append(("after", received[0].tolist())), (sent[0] * 3, None))[1])
z = y * 3
z.register_hook(lambda g: y.register_hook(lambda g2: log.append(g2.tolist())) and None)
torch.autograd.graph.register_multi_grad_hook([y, z], lambda gs: log.append([g.tolist() for g in gs]))
z.sum().backward()
print(log, x.grad)
""",
    "saved-tensor hooks are called as often": """
count = [0, 0]
def pack(t):
    count[0] += 1
    return t
def unpack(t):
    count[1] += 1
    return t
x = torch.ones(2, requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    y = (x * x).exp()
print(count)
y.sum().backward()
print(count)
with torch.autograd.graph.save_on_cpu():
    y = x * x
y.sum().backward()
try:
    y.sum().backward()
except RuntimeError as error:
    print(error)
""",
    "a post-accumulate hook takes the gradient away": """
x = torch.ones(2, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda p: setattr(p, "grad", None))
(x * 2).sum().backward()
print(x.grad)
""",
    "a result keeps the gradient that its hooks left": """
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.register_hook(lambda g: g * 2)
y.sum().backward()
print(y.grad, x.grad)
""",
    "checkpoints run again as often": """
from torch.utils.checkpoint import checkpoint
n = [0]
def f(t):
    n[0] += 1
    return (t * w).sin()
w = torch.ones(2, requires_grad=True)
x = torch.ones(2, requires_grad=True)
checkpoint(f, x, use_reentrant=True).sum().backward()
print(n, w.grad, x.grad)
checkpoint(f, x, use_reentrant=False).sum().backward()
print(n, w.grad)
""",
    "saved tensors may be changed where that is allowed": """
x = torch.ones(2, requires_grad=True)
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    y = x * 2
    z = y * y
    y.mul_(0)
    z.sum().backward()
print(x.grad)
""",
    "who calls a hook": """
import inspect, sys
x = torch.ones(1, requires_grad=True)
x.register_hook(lambda g: print(inspect.stack()[1].filename.rsplit("/", 1)[-1], sys._getframe().f_lineno))
x.sum().backward()
""",
}
