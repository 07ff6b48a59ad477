"""Memory that is lent, shared, replaced and written in every way."""

MEMORY = {
    "storages set, resized and viewed": """
a = torch.arange(6.0)
b = a.view(2, 3); c = a[2:]; d = b.t()
e = torch.tensor([], dtype=torch.float32).set_(a.untyped_storage(), 2, (2,), (1,))
a[3] = 100
print(b, c, d, e)
s = a.untyped_storage()
f = torch.empty(0).set_(s)
g = a.clone(); h = g.data
h.mul_(2)
del g
i = a.resize_(4)
j = torch.ones(3, requires_grad=True)
k = j.detach(); k.zero_()
print(j, j._version, k._version)
l = torch.zeros(2); m = torch.ones(2)
l.set_(m)
m.add_(1)
n = torch.zeros(3).expand(2, 3); o = n.contiguous()
p = torch.ones(2, 3).transpose(0, 1).contiguous(memory_format=torch.contiguous_format)
q = torch.ones(1, 2, 2, 2).to(memory_format=torch.channels_last)
r = a.share_memory_().is_shared() if False else None
t = torch.frombuffer(bytearray(b"\\x00\\x00\\x80\\x3f" * 2), dtype=torch.float32)
t.add_(1)
u = torch.asarray([1.0, 2.0]); v = torch.as_tensor(u); w = torch.utils.dlpack.from_dlpack(u)
w.mul_(3)
x = u.real; y = torch.view_as_real(torch.ones(1, dtype=torch.complex64))
y[0, 1] = 5
z = torch.ones(4).unflatten(0, (2, 2)).unfold(0, 1, 1)
print(l, o, t, u, v)
""",
    "writes in place of every kind": """
x = torch.ones(4, requires_grad=True)
y = x * 1
y[1:3] *= 2
y[0], y[3] = y[3] * 5, y[0] * 7
y.view(2, 2)[:, 0].add_(1)
y.index_add_(0, torch.tensor([0, 0]), torch.ones(2))
y.masked_fill_(y > 30, 3.0)
y.clamp_(max=20).sub_(0.5)
z = y.clone()
z.unsqueeze_(0).t_()
z = z.flip(0)
w = torch.zeros(4)
w.index_copy_(0, torch.tensor([0, 2]), x[:2])
w.put_(torch.tensor([1]), torch.tensor([9.0]), accumulate=True)
v = torch.zeros(4)
v.lerp_(x, 0.5).addcmul_(x, x, value=2).addcdiv_(x, x + 1)
torch._foreach_mul_([v], 2.0)
torch._foreach_add_([v, w], [torch.ones(4), torch.ones(4)])
u = torch.empty(4)
torch.add(w.detach(), 1, out=u)
u.random_(0, 3).bernoulli_(0.5)
(y.sum() + z.sum() + w.sum() + v.sum()).backward()
print(x.grad, y, z, w, v, u)
""",
    "memory lent to numpy and others": """
import numpy as np
n = np.zeros(3, dtype=np.float32)
a = torch.as_tensor(n); b = torch.asarray(n); c = torch.tensor(n)
n[0] = 5
d = a + b
n[1] = 6
w = torch.ones(2)
m = np.asarray(w)
m += 1
v = np.from_dlpack(w)
x = torch.from_dlpack(w)
x.mul_(3)
y = w * 2
m[0] = -1
print(a, b, c, d, w, x, y)
""",
    "running statistics": """
from torch import nn
torch.manual_seed(0)
bn = nn.BatchNorm1d(3); inorm = nn.InstanceNorm1d(2, affine=True, track_running_stats=True)
x = torch.randn(4, 3, requires_grad=True)
for _ in range(2):
    bn(x).pow(2).sum().backward()
inorm(torch.randn(2, 2, 3)).sum().backward()
bn.eval()
bn(x).sum().backward()
bn.train(); bn.momentum = None
bn(x)
bn.reset_running_stats()
bn.half().float()
m, v, n, im = bn.running_mean, bn.running_var, bn.num_batches_tracked, inorm.running_mean
print(m, v, n, im, x.grad.sum())
""",
}
