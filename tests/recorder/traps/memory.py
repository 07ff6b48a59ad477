"""Programs that look at memory: strange layouts, copies, a gradient's storage."""

MEMORY = {
    "unusual tensors": """
a = torch.eye(3).to_sparse().requires_grad_()
torch.sparse.mm(a, torch.ones(3, 2)).sum().backward()
b = torch.tensor([1 + 2j], requires_grad=True)
b.conj().imag.sum().backward()
e = torch.empty(0, requires_grad=True)
(e * 2).sum().backward()
print(a.grad, b.grad, e.grad, torch.ones(2, device="meta") * 2)
z = torch._efficientzerotensor(3)
print(torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]).is_nested, z + 1)
t = torch.ones(4)
t.untyped_storage().resize_(0)
print(torch.arange(4.0).as_strided((3, 2), (1, 1)), torch.ones(1).expand(1000, 1000).sum())
""",
    "copies and state": """
import copy, io
m = torch.nn.Linear(2, 2)
n = copy.deepcopy(m)
n.load_state_dict(m.state_dict())
buffer = io.BytesIO()
torch.save(m.state_dict(), buffer)
buffer.seek(0)
print(all((torch.load(buffer)[k] == v).all() for k, v in list(n.state_dict().items())[:1]))
checked = torch.ones(2, dtype=torch.float64, requires_grad=True)
print(copy.deepcopy(torch.ones(2)).__dict__, torch.autograd.gradcheck(torch.sin, checked))
""",
    "memory of gradients": """
x = torch.ones(3, requires_grad=True)
keep = []
y = x.clone()
y.register_hook(lambda g: keep.append(g))
v = torch.ones(3)
y.backward(v)
print(x.grad.data_ptr() == keep[0].data_ptr(), x.grad.data_ptr() == v.data_ptr(), x.grad._version)
z = torch.ones(3, requires_grad=True)
(z * 2).backward(v)
p = z.grad.data_ptr()
(z * 2).backward(v)
print(z.grad.data_ptr() == p, z.grad._version, z.grad.stride())
""",
    "values of every layout": """
c = torch.ones(2, dtype=torch.float16, requires_grad=True)
c.sum().backward()
b = torch.ones(2, dtype=torch.bfloat16)
print(c.grad, b)
print(torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.quint8))
print(torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]))
print(torch.sparse_csr_tensor([0, 1], [0], [1.0], (1, 1)))
""",
    "memory that many elements share": """
x = torch.ones(1, requires_grad=True)
y = x.expand(1000, 1000)
print(y.sum())
y.sum().backward()
print(x.grad)
""",
    "a view of memory that is gone": """
t = torch.ones(4)
t.untyped_storage().resize_(0)
u = torch.ones(2)
try:
    v = t.view(2, 2)
    print(v.shape)
except RuntimeError as error:
    print(error)
""",
    "every kind of Adam": """
torch.manual_seed(0)
for kind in ({}, {"foreach": True}, {"fused": True}):
    w = torch.nn.Parameter(torch.ones(3))
    optimizer = torch.optim.Adam([w], lr=0.1, **kind)
    for _ in range(3):
        optimizer.zero_grad()
        (w ** 2).sum().backward()
        optimizer.step()
    print(w, w._version, optimizer.state[w]["step"])
""",
    "a gradient that the program changes": """
x = torch.ones(2, requires_grad=True)
(x * 3).sum().backward()
g = x.grad
x.grad.zero_()
x.grad.add_(1)
torch.nn.utils.clip_grad_norm_([x], 0.5)
print(x.grad, g is x.grad)
x.grad = None
x.grad = torch.ones(2)
print(x.grad)
del x.grad
print(x.grad)
""",
    "data in place, replaced and swapped": """
x = torch.ones(2, requires_grad=True)
x.data.mul_(3)
print(x, x._version)
x.data = torch.zeros(3)
print(x)
y = torch.ones(2)
z = torch.zeros(2)
torch.utils.swap_tensors(y, z)
print(y, z)
""",
    "a subclass": """
class S(torch.Tensor): pass
x = torch.ones(2).as_subclass(S).requires_grad_()
y = x * 2
print(type(y), vars(x))
y.sum().backward()
print(x.grad, type(x.grad))
""",
    "memory shared with numpy in turn": """
x = torch.ones(3)
n = x.numpy()
n[0] = 5
print(x, x._version)
y = torch.from_numpy(n)
y.add_(1)
print(n, x)
""",
    "gradients that meet are added in place": """
x = torch.ones(3, requires_grad=True)
(x * x).sum().backward()
print(x.grad._version)
y = torch.ones(3, requires_grad=True)
z = y * 1
((z * 2) + (y * 3) + (z * 4) + z[0]).sum().backward()
print(y.grad._version)
""",
    "a storage made too small": """
t = torch.arange(4.0)
s = t.untyped_storage()
s.resize_(8)
u = torch.ones(2)
print(t.shape, s.nbytes())
s.resize_(16)
t.zero_()
print(t)
""",
}
