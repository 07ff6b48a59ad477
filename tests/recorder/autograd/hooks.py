"""Hooks of every kind, on tensors, leaves, functions and saved tensors."""

HOOKS = {
    "a hook that changes a gradient": """
x = torch.ones(2, requires_grad=True)
y = x * 2
z = y * 3
y.register_hook(lambda g: g * 10)
x.register_hook(lambda g: g + 1)
z.register_hook(lambda g: None)
z.sum().backward()
print(x.grad)
""",
    "several hooks, one taken off": """
x = torch.ones(2, requires_grad=True)
y = x * 2
log = []
first = y.register_hook(lambda g: log.append(("first", g.tolist())))
second = y.register_hook(lambda g: (log.append(("second", g.tolist())), g * 2)[1])
third = y.register_hook(lambda g: log.append(("third", g.tolist())))
first.remove()
y.sum().backward(retain_graph=True)
second.remove()
y.sum().backward()
print(log, x.grad)
""",
    "hooks of a function": """
x = torch.ones(2, requires_grad=True)
w = torch.ones(2, requires_grad=True)
y = x * w
y.grad_fn.register_prehook(lambda received: (received[0] * 2,))
y.grad_fn.register_hook(lambda sent, received: (sent[0] + 100, None))
z = y.sum()
z.backward()
print(x.grad, w.grad)
""",
    "hooks of an AccumulateGrad": """
x = torch.ones(2, requires_grad=True)
y = x * 3
accumulate = y.grad_fn.next_functions[0][0]
accumulate.register_prehook(lambda received: (received[0] * 2,))
accumulate.register_hook(lambda sent, received: print(sent, received, x.grad))
y.sum().backward()
print(x.grad)
""",
    "post-accumulate hooks": """
x = torch.ones(2, requires_grad=True)
w = torch.ones(2, requires_grad=True)
def halve(p):
    p.grad.mul_(0.5)
def step(p):
    with torch.no_grad():
        p -= 0.1 * p.grad
    p.grad = None
x.register_post_accumulate_grad_hook(halve)
w.register_post_accumulate_grad_hook(step)
(x * w).sum().backward()
(x * w).sum().backward()
print(x.grad, w, w.grad)
""",
    "a leaf with a hook that takes no gradient any more": """
x = torch.ones(2, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda p: print("added", p.grad))
y = (x * x).sum()
y.backward(retain_graph=True)
x.requires_grad_(False)
y.backward()
print(x.grad)
try:
    y.backward()
except RuntimeError as error:
    print(str(error)[:60])
""",
    "an optimizer in the backward pass": """
torch.manual_seed(0)
model = torch.nn.Linear(2, 2)
optimizers = {p: torch.optim.SGD([p], lr=0.1) for p in model.parameters()}
def update(p):
    optimizers[p].step()
    optimizers[p].zero_grad()
for p in model.parameters():
    p.register_post_accumulate_grad_hook(update)
for _ in range(2):
    model(torch.ones(1, 2)).sum().backward()
weight, bias = model.weight, model.bias
print(weight, weight.grad)
""",
    "multi-grad hooks": """
x = torch.ones(2, requires_grad=True)
y = x * 2
z = x * 3
u = x * 4
log = []
torch.autograd.graph.register_multi_grad_hook([y, z, u], lambda gs: log.append([g if g is None else g.tolist() for g in gs]))
torch.autograd.graph.register_multi_grad_hook([y, z], lambda g: log.append(g.tolist()), mode="any")
(y * z).sum().backward()
print(log, x.grad)
""",
    "hooks of modules": """
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
log = []
model[0].register_forward_pre_hook(lambda module, given: log.append("pre"))
model[0].register_forward_hook(lambda module, given, result: result * 2)
model[2].register_full_backward_hook(lambda module, sent, received: log.append([g.shape for g in sent + received]))
model[2].register_full_backward_pre_hook(lambda module, received: (received[0] * 2,))
result = model(torch.ones(1, 2))
result.sum().backward()
weight = model[0].weight
print(log, weight.grad)
""",
    "saved tensors that hooks replace": """
x = torch.tensor([1.0, 2.0], requires_grad=True)
log = []
def pack(t):
    log.append(("pack", tuple(t.shape)))
    return t.detach().numpy().copy()
def unpack(kept):
    log.append("unpack")
    return torch.from_numpy(kept)
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    y = x * x
    z = y.exp()
w = z.sin()
w.sum().backward()
print(log, x.grad)
""",
    "hooks of one saved tensor": """
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x ** 2
log = []
y.grad_fn._raw_saved_self.register_hooks(lambda t: (log.append("pack"), t)[1], lambda t: (log.append("unpack"), t * 2)[1])
y.sum().backward()
print(log, x.grad)
""",
    "saved tensors are not allowed": """
x = torch.ones(2, requires_grad=True)
with torch.autograd.graph.disable_saved_tensors_hooks("not here"):
    y = x * x
    try:
        with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
            z = x * x
    except RuntimeError as error:
        print(error)
y.sum().backward()
print(x.grad)
""",
    "a hook that raises": """
x = torch.ones(2, requires_grad=True)
y = x * 2
def refuse(g):
    raise ValueError("not this way")
handle = y.register_hook(refuse)
try:
    y.sum().backward()
except ValueError as error:
    print(error)
handle.remove()
z = x * 5
z.register_hook(refuse)
z.sum().backward()
""",
    "hooks on gradients of gradients": """
x = torch.tensor([2.0], requires_grad=True)
y = x ** 3
(g,) = torch.autograd.grad(y.sum(), x, create_graph=True)
g.register_hook(lambda gg: gg * 7)
g.retain_grad()
(g * g).sum().backward()
print(x.grad, g.grad)
""",
}
