"""Tensors in the containers, objects and pipelines of ordinary Python."""

DATA = {
    "dataclasses, named tuples and match": """
from dataclasses import dataclass, field
from typing import NamedTuple
from collections import namedtuple, OrderedDict, defaultdict, deque
@dataclass
class Batch:
    x: torch.Tensor
    y: torch.Tensor
    extra: dict = field(default_factory=dict)
    def to(self, dtype):
        return Batch(self.x.to(dtype), self.y.to(dtype), self.extra)
class Out(NamedTuple):
    logits: torch.Tensor
    loss: torch.Tensor
Pt = namedtuple("Pt", "a b")
@dataclass(frozen=True, slots=True)
class Cfg:
    w: torch.Tensor
cfg = Cfg(torch.ones(2, requires_grad=True))
batch = Batch(torch.ones(3, 2), y=torch.zeros(3))
def model(b):
    logits = b.x @ cfg.w
    return Out(logits, ((logits - b.y) ** 2).mean())
out = model(batch.to(torch.float32))
match out:
    case Out(logits=l, loss=s) if s > 0:
        kept = s * 2
    case _:
        kept = None
match {"t": l, "rest": [l, s]}:
    case {"t": t, "rest": [first, *others]}:
        u = t + first
match batch:
    case Batch(x=bx, y=by):
        v = bx.sum() + by.sum()
memory = deque(maxlen=2)
od = OrderedDict(a=kept)
dd = defaultdict(list)
for i in range(3):
    memory.append(cfg.w * i)
    dd[i % 2].append(memory[-1])
od["b"] = sum(memory)
pt = Pt(od["b"], 3)
(kept + u.sum() + od["b"].sum()).backward()
w = cfg.w
a, b = pt
print(w.grad, out.loss, len(dd[0]))
""",
    "generators, closures and late state": """
import itertools, functools
x = torch.arange(3.0, requires_grad=True)
def running(xs):
    total = torch.zeros(())
    for v in xs:
        total = total + v
        got = yield total
        if got is not None:
            total = total * got
g = running(x)
a = next(g)
b = g.send(torch.tensor(2.0))
c = g.send(None)
g.close()
acc = list(itertools.accumulate(x, lambda p, q: p * q + 1))
red = functools.reduce(torch.add, [x, x * 2, x * 3])
def outer():
    w = torch.ones(3, requires_grad=True)
    def step(t):
        nonlocal w
        w = w * t
        return w
    return step, lambda: w
step, get = outer()
for i in range(3):
    y = step(i + 1)
class It:
    def __init__(self, t): self.t, self.i = t, 0
    def __iter__(self): return self
    def __next__(self):
        if self.i >= 2: raise StopIteration
        self.i += 1
        return self.t * self.i
z = [*It(x)]
async def co(t):
    u = t * 2
    return u
try:
    co(x).send(None)
except StopIteration as s:
    r = s.value
(a + b + c + acc[-1] + red.sum() + get().sum() + z[1].sum() + r.sum()).backward()
print(x.grad, y)
""",
    "attributes and descriptors": """
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner):
        if obj is None: return self
        v = obj.__dict__[self.name] = self.f(obj)
        return v
class Model:
    scale = torch.tensor(3.0)
    def __init__(self):
        self.w = torch.ones(2, requires_grad=True)
        self.cache = {}
        self.list = [torch.zeros(2)]
        self.nested = type("N", (), {})()
        self.nested.v = self.w * 2
    @Lazy
    def doubled(self): return self.w * 2
    @property
    def p(self): return self.w.sum()
    @p.setter
    def p(self, v):
        with torch.no_grad(): self.w.fill_(v)
    def __matmul__(self, other): return self.w @ other
    def __getitem__(self, i): return self.w[i]
    def __setitem__(self, i, v): self.cache[i] = v
m = Model()
m["k"] = m.doubled * Model.scale
m.list[0] = m["k" and 0] * 2
m.list += [m @ torch.ones(2)]
m.p = 5.0
m.nested.v, (q, *_) = m.cache["k"], m.list
m.cache["k"] *= 1
x = y = z = m.p
del m.nested.v
(m.cache["k"].sum() + q + x).backward()
w = m.w
print(w.grad, w)
""",
    "copies and pickles": """
import copy, pickle, io
x = torch.ones(2, requires_grad=True)
x.tag = "a"
(x * 2).sum().backward()
c = copy.deepcopy(x)
s = copy.copy(x)
p = pickle.loads(pickle.dumps(x))
print(c.grad, s.grad, p.requires_grad, p.grad, c.tag, c is x, s is x)
y = x * 2
try:
    copy.deepcopy(y)
except RuntimeError as e:
    print(e)
buf = io.BytesIO()
torch.save({"x": x, "y": y.detach()}, buf); buf.seek(0)
l = torch.load(buf)
a, b = l["x"], l["y"]
q = y.clone().detach().requires_grad_(True)
n = torch.tensor(y.tolist())
e = torch.empty_like(x).copy_(x)
e.sum().backward()
print(a, b, x.grad)
""",
    "masks and gathered elements": """
torch.manual_seed(0)
logits = torch.randn(2, 3, 4, requires_grad=True)
targets = torch.tensor([[0, 1, -100], [2, -100, 3]])
mask = targets != -100
logp = logits.log_softmax(-1)
picked = logp.gather(-1, targets.clamp(min=0).unsqueeze(-1)).squeeze(-1)
loss = -(picked * mask).sum() / mask.sum()
loss.backward()
ref = torch.nn.functional.cross_entropy(logits.view(-1, 4), targets.view(-1))
print(torch.allclose(loss, ref))
b, t, c = logits.shape
idx = torch.arange(t)
sel = logits[:, idx, idx]
top, where = logits.topk(2, dim=-1)
masked = logits.masked_fill(~mask.unsqueeze(-1), float("-inf"))
sm = masked.softmax(-1)
nan = sm.isnan().any()
e = torch.einsum("btc,bsc->bts", logits, logits)
u = torch.nn.functional.one_hot(targets.clamp(min=0), 4).float() @ logits[0].t()
(sel.sum() + top.sum() + e.sum() + u.sum()).backward()
print(nan, where)
""",
    "NaN and infinity on the way": """
x = torch.tensor([0.0, -1.0, 1e20], requires_grad=True)
y = x.sqrt()
z = (x * x).log()
w = torch.where(x > 0, x, torch.zeros(())).sqrt()
(y.sum() + z.sum() + w.nansum()).backward()
print(x.grad, y, z)
a = torch.tensor([0.0], requires_grad=True)
(a / a).backward()
n = torch.linalg.vector_norm(a)
n.backward()
print(a.grad)
""",
    "datasets and loaders": """
from torch.utils.data import IterableDataset, DataLoader, Dataset, Subset, ConcatDataset, WeightedRandomSampler, default_collate
torch.manual_seed(0)
class Stream(IterableDataset):
    def __iter__(self):
        for i in range(3):
            yield {"x": torch.full((2,), float(i)), "n": (i, str(i))}
class D(Dataset):
    def __init__(self, n): self.data = torch.randn(n, 2)
    def __len__(self): return len(self.data)
    def __getitem__(self, i): return self.data[i], i % 2
w = torch.ones(2, requires_grad=True)
for batch in DataLoader(Stream(), batch_size=2):
    (batch["x"] @ w).sum().backward()
    print(batch["n"])
ds = ConcatDataset([D(2), Subset(D(4), [0, 3])])
dl = DataLoader(ds, batch_size=2, sampler=WeightedRandomSampler([1.0] * 4, 4), collate_fn=lambda b: default_collate(b))
it = iter(dl)
x0, y0 = next(it)
for x, y in it:
    print(x, y)
(x @ w).sum().backward()
""",
    "memory filled by index": """
perm = torch.tensor([2, 0, 1])
inv = torch.empty_like(perm)
inv[perm] = torch.arange(3)
inv2 = torch.empty_like(perm)
inv2.scatter_(0, perm, torch.arange(3))
m = torch.empty(4)
m[torch.tensor([True, False, True, False])] = 1.0
m[torch.tensor([False, True, False, True])] = 2.0
k = torch.empty(2, 3)
k.index_copy_(1, torch.tensor([0, 1, 2]), torch.ones(2, 3))
f = torch.empty(3)
f.masked_fill_(torch.tensor([True, True, True]), 4.0)
n = torch.empty(3)
arr = n.numpy()
arr[:] = 7
y = n * 2
c = torch.empty(2, 2)
c.copy_(torch.ones(2, 2))
d = torch.empty(2, 2)
d[:, 0] = 1
d[:, 1] = 2
e = torch.empty(3, 2)
for i, row in enumerate(e):
    row[:] = i
g = torch.empty(4)
g.view(2, 2)[0] = 1
g.view(2, 2)[1] = 1
h = torch.empty(3).index_fill_(0, torch.tensor([0, 1, 2]), 5.0)
s = torch.empty(2, 3).scatter_(1, torch.tensor([[0, 1, 2], [2, 1, 0]]), torch.ones(2, 3))
p = torch.empty(3).index_put_((torch.tensor([0, 1, 2]),), torch.ones(3))
q = torch.empty(3)
q[[0, 2]] = 1.0
q[1] = 3.0
t = torch.empty(2, 2)
t.diagonal().fill_(1)
t[0, 1] = t[1, 0] = 0
u = torch.empty(3)
u.data = torch.ones(3)
v = torch.empty(2)
v.set_(torch.ones(2))
print(inv, inv2, m, k, f, y, h, s, p, q, t)
""",
}
