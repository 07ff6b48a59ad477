"""Views, in-place operations, and what replaces a tensor's memory."""

VIEWS = {
    "in place on a view of a result": """
x = torch.ones(2, 3, requires_grad=True)
b = x * 2
v = b[0]
v.mul_(3)
w = b.view(-1)
w[1:3] = 7
b[1, 2].add_(1)
print(b.grad_fn.name(), v.grad_fn.name(), w.grad_fn.name())
(b.sum() + v.sum()).backward()
print(x.grad)
""",
    "in place on views of views": """
x = torch.ones(4, 4, requires_grad=True)
b = x.clone()
u = b.narrow(0, 1, 2)
v = u.t()
w = v.diagonal()
w.zero_()
v[0].exp_()
c = u.unsqueeze(0).expand(2, 2, 4).select(0, 1).sin()
print(b.grad_fn.name(), u.grad_fn.name(), v.grad_fn.name(), w.grad_fn.name())
(b * c.sum()).sum().backward()
print(x.grad)
""",
    "as_strided": """
x = torch.arange(6.0, requires_grad=True)
b = x * 1
v = b.as_strided((2, 2), (1, 2), 1)
v.mul_(10)
s = v.as_strided((3,), (1,))
(s * s).sum().backward()
print(x.grad, v.grad_fn.name(), s.grad_fn.name())
""",
    "outputs that are views of one input": """
x = torch.arange(12.0, requires_grad=True)
y = x.view(3, 4) * 1
a, b, c = y.unbind()
d, e = y.split(2, dim=1)
f, g, h = torch.chunk(y, 3)
i, j = torch.tensor_split(y, 2, 1)
rows = [row * 2 for row in y]
first, *others = y
try:
    a.mul_(2)
except RuntimeError as error:
    print(str(error)[:60])
(a * b).sum().backward(retain_graph=True)
(d.sum() + f.sum() + j.sum() + rows[1].sum() + first.sum()).backward()
print(x.grad, a.grad_fn.name(), d.grad_fn.name())
""",
    "in place on a leaf": """
x = torch.ones(3, requires_grad=True)
for attempt in (lambda: x.add_(1), lambda: x.__setitem__(0, 5), lambda: x[:2].mul_(2), lambda: x.view(-1).zero_()):
    try:
        attempt()
    except RuntimeError as error:
        print(str(error)[:70])
with torch.no_grad():
    x[0] = 5
    x[1:].mul_(2)
    x.view(-1)[2:].fill_(9)
(x * x).sum().backward()
print(x, x._version, x.grad)
""",
    "a leaf becomes a result": """
w = torch.ones(3, requires_grad=True)
total = torch.zeros(3)
part = total[1:]
for i in range(3):
    total += w * i
try:
    part *= 2
except RuntimeError as error:
    print(error)
print(total.is_leaf, total.grad_fn.name(), part.grad_fn.name())
total.sum().backward()
print(w.grad)
""",
    "assignment through masks and indices": """
x = torch.arange(6.0, requires_grad=True)
y = x * 2
y[y > 6] = 0
y[torch.tensor([0, 2])] += 5
y[1::2] = torch.tensor([1.0, 2.0, 3.0])
z = y.masked_fill(y == 0, -1).index_add(0, torch.tensor([1, 1]), torch.ones(2))
z.scatter_(0, torch.tensor([3]), 4.0)
z.sum().backward()
print(y, z, x.grad)
""",
    "detach and detach_": """
x = torch.ones(2, requires_grad=True)
y = x * 2
d = y.detach()
z = y * 3
z.detach_()
d[0] = 7
print(y, y._version, d._version, d.requires_grad, z.is_leaf)
u = x.detach().requires_grad_()
(u * y.detach()).sum().backward()
y.sum().backward()
print(u.grad, x.grad)
v = (x * 1)[:1]
try:
    v.detach_()
except RuntimeError as error:
    print(str(error)[:50])
""",
    "a view made without grad mode when its base is detached": """
x = torch.ones(2, requires_grad=True)
y = x * 2
with torch.no_grad():
    v = y.unsqueeze(0)
before = v.requires_grad
y.detach_()
print(before, v.requires_grad)
""",
    "requires_grad turned on and off": """
x = torch.ones(2)
x.requires_grad_()
y = x * 2
x.requires_grad_(False)
z = x * 3
x.requires_grad = True
u = x * 4
try:
    y.requires_grad_(False)
except RuntimeError as error:
    print(str(error)[:60])
try:
    torch.ones(2, dtype=torch.int64).requires_grad_()
except RuntimeError as error:
    print(str(error)[:60])
print(y.requires_grad, z.requires_grad, u.requires_grad)
(y.sum() + u.sum()).backward()
print(x.grad)
""",
    "data replaced": """
x = torch.ones(2, requires_grad=True)
y = x * x
x.data = torch.tensor([3.0, 4.0])
y.sum().backward()
print(x, x.grad, x._version)
x.data[0] = 10
x.data += 1
x.data = x.data.double()
print(x, x._version, x.dtype)
z = torch.zeros(3)
z.data = torch.ones(2, 2)
print(z.shape)
""",
    "memory replaced and resized": """
a = torch.arange(4.0)
b = torch.zeros(2)
v = a[1:3]
b.set_(a)
b[0] = 9
print(a, b, v)
c = torch.ones(2)
c.resize_(3, 2).zero_()
d = torch.empty(0)
d.set_(a.untyped_storage(), 1, (2,), (2,))
a.swapaxes_(0, 0)
e = torch.ones(2, 3)
e.t_()
e.squeeze_().unsqueeze_(0)
e.transpose_(0, 1)
print(c, d, e.shape, e._version)
""",
    "out arguments": """
a = torch.ones(2)
b = torch.zeros(2)
torch.add(a, 2, out=b)
c = torch.empty(0)
torch.cat([a, b], out=c)
values, places = torch.empty(0), torch.empty(0, dtype=torch.int64)
torch.max(c.view(2, 2), 1, out=(values, places))
try:
    torch.mul(torch.ones(2, requires_grad=True), 2, out=b)
except RuntimeError as error:
    print(str(error)[:60])
print(b, c, values, places)
""",
    "memory that is shared": """
x = torch.ones(3, requires_grad=True)
y = x * 2
r = y.reshape(3, 1)
f = y.flatten()
e = y.expand(2, 3)
c = y.contiguous()
t = y.to(torch.float32)
s = torch.as_tensor(y)
k = y.clone()
y.add_(1)
print(r.ravel(), f, e, c is y, t is y, s is y, k)
(r.sum() + e.sum() + k.sum()).backward()
print(x.grad)
""",
}
