"""Correct programs as research writes them: losses, gradients and graphs put together in ways of their own."""

RESEARCH = {
    "cross-validation": """
import torch
from torch import nn
torch.manual_seed(0)
X, y = torch.randn(9, 2), torch.randn(9)
scores = []
for fold in range(3):
    mask = torch.arange(9) % 3 == fold
    w = torch.zeros(2, requires_grad=True)
    for _ in range(2):
        err = X[~mask] @ w - y[~mask]
        loss = err.pow(2).mean() + 0.1 * w.norm(1)
        w.grad = None
        loss.backward()
        with torch.no_grad():
            w.sub_(w.grad, alpha=0.1)
    with torch.no_grad():
        scores.append((X[mask] @ w - y[mask]).abs().mean())
print(torch.stack(scores).mean())
""",
    "one encoder for two inputs": """
import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
enc = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2))
a, b = torch.randn(4, 3), torch.randn(4, 3)
za, zb = enc(a), enc(b)
label = torch.tensor([1.0, 0.0, 1.0, 0.0])
d = F.pairwise_distance(za, zb)
loss = (label * d.pow(2) + (1 - label) * F.relu(1 - d).pow(2)).mean()
loss.backward()
print(enc[1].running_mean)
""",
    "a gradient stopped on one side": """
import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
f, h = nn.Linear(3, 3), nn.Linear(3, 3)
def D(p, z):
    return -F.cosine_similarity(p, z.detach(), dim=-1).mean()
x1, x2 = torch.randn(4, 3), torch.randn(4, 3)
z1, z2 = f(x1), f(x2)
loss = D(h(z1), z2) / 2 + D(h(z2), z1) / 2
loss.backward()
print(loss)
""",
    "a graph convolution": """
import torch
from torch import nn
torch.manual_seed(0)
edge = torch.tensor([[0, 1, 2, 2], [1, 2, 0, 1]])
x = torch.randn(3, 2)
lin = nn.Linear(2, 2)
deg = torch.zeros(3).scatter_add_(0, edge[1], torch.ones(4)).clamp(min=1)
msg = lin(x)[edge[0]]
out = torch.zeros(3, 2).index_add(0, edge[1], msg) / deg.unsqueeze(-1)
out = out.relu().mean(0)
nn.functional.cross_entropy(out.unsqueeze(0), torch.tensor([1])).backward()
print(lin.weight.grad)
""",
    "an ordinary differential equation": """
import torch
from torch import nn
torch.manual_seed(0)
f = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 2))
def odeint(f, y, ts):
    ys = [y]
    for t0, t1 in zip(ts, ts[1:]):
        k1 = f(y); k2 = f(y + (t1 - t0) / 2 * k1)
        y = y + (t1 - t0) * k2
        ys.append(y)
    return torch.stack(ys)
traj = odeint(f, torch.tensor([1.0, 0.0]), torch.linspace(0, 1, 4))
traj[-1].norm().backward()
print(traj.shape)
""",
    "a normalising flow": """
import torch
from torch import nn
from torch.distributions import Normal
torch.manual_seed(0)
class Affine(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Linear(1, 2)
    def forward(self, x):
        a, b = x.chunk(2, 1)
        s, t = self.net(a).tanh().chunk(2, 1)
        return torch.cat([a, b * s.exp() + t], 1), s.squeeze(1)
flows = nn.ModuleList([Affine(), Affine()])
z = torch.randn(4, 2); logdet = 0
for f in flows:
    z, ld = f(z)
    z = z.flip(1)
    logdet = logdet + ld
nll = -(Normal(0, 1).log_prob(z).sum(1) + logdet).mean()
nll.backward()
print(nll)
""",
    "a fixed point found without a graph": """
import torch
torch.manual_seed(0)
W = torch.randn(3, 3) * 0.2
W.requires_grad_()
x = torch.randn(3)
z = torch.zeros(3)
with torch.no_grad():
    for _ in range(20):
        z_new = torch.tanh(W @ z + x)
        if (z_new - z).norm() < 1e-4:
            break
        z = z_new
z = torch.tanh(W @ z.detach() + x)
z.sum().backward()
print(W.grad)
""",
    "pruned weights": """
import torch
from torch import nn
from torch.nn.utils import prune
torch.manual_seed(0)
m = nn.Linear(4, 2)
prune.l1_unstructured(m, "weight", amount=0.5)
m(torch.ones(1, 4)).sum().backward()
print(m.weight_orig.grad, [n for n, _ in m.named_buffers()])
prune.remove(m, "weight")
print(m.weight)
""",
    "low-rank adapters": """
import torch
from torch import nn
torch.manual_seed(0)
class LoRA(nn.Module):
    def __init__(self, base, r=1):
        super().__init__()
        self.base = base.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(r, base.in_features) * 0.1)
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
    def forward(self, x):
        return self.base(x) + x @ self.A.T @ self.B.T
m = LoRA(nn.Linear(3, 2))
opt = torch.optim.AdamW([p for p in m.parameters() if p.requires_grad], 1e-2)
for _ in range(2):
    loss = m(torch.ones(4, 3)).square().mean()
    opt.zero_grad(); loss.backward(); opt.step()
print(m.A.grad, m.base.weight.grad)
""",
    "soft targets": """
import torch
import torch.nn.functional as F
torch.manual_seed(0)
logits = torch.randn(3, 4, requires_grad=True)
t = torch.tensor([0, 3, 1])
a = F.cross_entropy(logits, t, label_smoothing=0.1)
soft = torch.full((3, 4), 0.1 / 4).scatter_(1, t[:, None], 0.9 + 0.1 / 4)
b = F.cross_entropy(logits, soft)
c = -(soft * logits.log_softmax(1)).sum(1).mean()
(a + b + c).backward()
print(a, b, c)
""",
    "focal and dice losses": """
import torch
torch.manual_seed(0)
logit = torch.randn(2, 1, 3, 3, requires_grad=True)
y = (torch.rand(2, 1, 3, 3) > 0.5).float()
p = logit.sigmoid()
pt = torch.where(y.bool(), p, 1 - p)
focal = (-(1 - pt) ** 2 * pt.log()).mean()
inter = (p * y).sum((1, 2, 3))
dice = 1 - (2 * inter + 1) / (p.sum((1, 2, 3)) + y.sum((1, 2, 3)) + 1)
(focal + dice.mean()).backward()
print(focal, dice)
""",
    "the hardest examples": """
import torch
x = torch.tensor([0.1, 2.0, 0.5, 1.5], requires_grad=True)
loss = (x - 1) ** 2
hard, idx = loss.topk(2)
hard.mean().backward()
print(idx, x.grad)
s, order = torch.sort(x, descending=True)
s[:2].prod().backward()
print(x.grad, torch.argsort(x), x.median(), x.kthvalue(2).values)
""",
    "rotary positions": """
import torch
T, d = 4, 4
pos = torch.arange(T).unsqueeze(1)
freq = torch.exp(torch.arange(0, d, 2) * (-torch.log(torch.tensor(10000.0)) / d))
pe = torch.zeros(T, d)
pe[:, 0::2] = torch.sin(pos * freq)
pe[:, 1::2] = torch.cos(pos * freq)
q = torch.randn(T, d, requires_grad=True)
q2 = torch.view_as_complex((q + pe).view(T, -1, 2))
rot = torch.polar(torch.ones(T, d // 2), pos * freq)
out = torch.view_as_real(q2 * rot).flatten(1)
out.pow(2).sum().backward()
print(q.grad.shape)
""",
    "weights of several tasks": """
import torch
from torch import nn
torch.manual_seed(0)
log_var = nn.Parameter(torch.zeros(2))
net = nn.Linear(2, 2)
opt = torch.optim.Adam([{"params": net.parameters()}, {"params": [log_var], "lr": 1e-2}])
for _ in range(2):
    pred = net(torch.randn(4, 2))
    losses = torch.stack([pred[:, 0].square().mean(), pred[:, 1].abs().mean()])
    total = (losses * (-log_var).exp() + log_var).sum()
    opt.zero_grad(); total.backward(); opt.step()
print(log_var)
""",
    "a step up before the step down": """
import torch
torch.manual_seed(0)
w = torch.randn(3, requires_grad=True)
def loss_fn(): return (w ** 4).sum()
for _ in range(2):
    loss_fn().backward()
    eps = 0.05 * w.grad / (w.grad.norm() + 1e-12)
    with torch.no_grad(): w.add_(eps)
    w.grad = None
    loss_fn().backward()
    with torch.no_grad():
        w.sub_(eps)
        w -= 0.1 * w.grad
    w.grad = None
print(w)
""",
    "gradients put together by hand": """
import torch
torch.manual_seed(0)
w = torch.randn(4, requires_grad=True)
l1, l2 = (w ** 2).sum(), (w - 1).abs().sum()
g1, = torch.autograd.grad(l1, w)
g2, = torch.autograd.grad(l2, w)
if torch.dot(g1, g2) < 0:
    g1 = g1 - torch.dot(g1, g2) / g2.dot(g2) * g2
w.grad = g1 + g2
torch.optim.SGD([w], 0.1).step()
print(w)
""",
    "derivatives in the loss": """
import torch
from torch import nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(1, 4), nn.Tanh(), nn.Linear(4, 1))
t = torch.linspace(0, 1, 5).view(-1, 1).requires_grad_()
opt = torch.optim.Adam(net.parameters(), 1e-2)
for _ in range(2):
    u = net(t)
    du = torch.autograd.grad(u, t, torch.ones_like(u), create_graph=True)[0]
    d2u = torch.autograd.grad(du.sum(), t, create_graph=True)[0]
    loss = ((d2u + u) ** 2).mean() + (net(torch.zeros(1, 1)) - 1).square().sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
print(loss.item(), t.grad)
""",
    "vector quantisation": """
import torch
torch.manual_seed(0)
z = torch.randn(3, 2, requires_grad=True)
book = torch.nn.Parameter(torch.randn(4, 2))
d = torch.cdist(z, book)
k = d.argmin(1)
q = book[k]
loss = (q - z.detach()).pow(2).mean() + 0.25 * (z - q.detach()).pow(2).mean()
st = z + (q - z).detach()
(loss + st.sum()).backward()
print(k, z.grad, book.grad)
""",
    "a mixture of experts": """
import torch
from torch import nn
torch.manual_seed(0)
gate = nn.Linear(2, 3)
experts = nn.ModuleList(nn.Linear(2, 2) for _ in range(3))
x = torch.randn(5, 2)
w, i = gate(x).softmax(-1).topk(2)
w = w / w.sum(-1, keepdim=True)
out = torch.zeros_like(x)
for e, expert in enumerate(experts):
    row, slot = torch.where(i == e)
    if row.numel():
        out.index_add_(0, row, expert(x[row]) * w[row, slot, None])
out.sum().backward()
print([None if e.weight.grad is None else e.weight.grad.norm().item() for e in experts])
""",
    "learning to learn": """
import torch
torch.manual_seed(0)
theta = torch.tensor([0.5, -0.5], requires_grad=True)
meta = torch.optim.SGD([theta], lr=0.1)
def task(seed):
    g = torch.Generator().manual_seed(seed)
    x = torch.randn(4, 2, generator=g)
    return x, x @ torch.tensor([1.0, float(seed)])
def mse(w, d):
    x, y = d
    return ((x @ w - y) ** 2).mean()
meta.zero_grad()
outer = 0
for s in (1, 2):
    d = task(s)
    g, = torch.autograd.grad(mse(theta, d), theta, create_graph=True)
    fast = theta - 0.1 * g
    outer = outer + mse(fast, d)
outer.backward()
meta.step()
print(theta, theta.grad)
""",
    "decoding with a cache": """
import torch
from torch import nn
torch.manual_seed(0)
emb, q, k, v, head = nn.Embedding(5, 4), nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 5)
tok, K, V = torch.tensor([1]), [], []
with torch.inference_mode():
    for _ in range(3):
        h = emb(tok)
        K.append(k(h)); V.append(v(h))
        att = (q(h) @ torch.cat(K).T / 2).softmax(-1)
        tok = head(att @ torch.cat(V)).argmax(-1)
        print(tok.item(), end=" ")
print()
""",
}
