"""Modules that share, hold, rewrite and watch their parameters."""

MODULES = {
    "packed sequences": """
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence, pack_sequence
torch.manual_seed(0)
emb = nn.Embedding(10, 3, padding_idx=0)
gru = nn.GRU(3, 4, batch_first=True, bidirectional=True, num_layers=2, dropout=0.1)
seqs = [torch.tensor([1, 2, 3]), torch.tensor([4, 5]), torch.tensor([6])]
padded = pad_sequence(seqs, batch_first=True)
lengths = torch.tensor([len(s) for s in seqs])
packed = pack_padded_sequence(emb(padded), lengths, batch_first=True, enforce_sorted=True)
out, h = gru(packed)
unpacked, lens = pad_packed_sequence(out, batch_first=True)
loss = unpacked.pow(2).mean() + h.sum()
loss.backward()
shuffled = pack_padded_sequence(emb(padded[[2, 0, 1]]), lengths[[2, 0, 1]], batch_first=True, enforce_sorted=False)
o2, h2 = gru(shuffled)
h2.sum().backward()
w = emb.weight
print(lens, w.grad, unpacked.shape, out.batch_sizes)
""",
    "a straight-through estimator": """
from torch.autograd import Function
from torch.autograd.function import once_differentiable
class STE(Function):
    @staticmethod
    def forward(ctx, x, threshold=0.5):
        ctx.save_for_backward(x)
        ctx.threshold = threshold
        return (x > threshold).float()
    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        grad = grad_output.clone()
        grad[x.abs() > 1] = 0
        return grad, None
class Binarize(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.t = 0.3
        self.scale = torch.nn.Parameter(torch.tensor(2.0))
    def forward(self, x):
        return STE.apply(x, self.t) * self.scale
m = Binarize()
x = torch.tensor([0.2, 0.4, 1.5], requires_grad=True)
out = m(x)
out.sum().backward()
scale = m.scale
print(x.grad, scale.grad, out.grad_fn.next_functions)
""",
    "tied weights": """
from torch import nn
torch.manual_seed(0)
class LM(nn.Module):
    def __init__(self, v=6, d=4):
        super().__init__()
        self.embed = nn.Embedding(v, d)
        self.head = nn.Linear(d, v, bias=False)
        self.head.weight = self.embed.weight
    def forward(self, ids):
        return self.head(self.embed(ids))
lm = LM()
logits = lm(torch.tensor([[1, 2, 3]]))
loss = nn.functional.cross_entropy(logits.view(-1, 6), torch.tensor([2, 3, 4]))
loss.backward()
w = lm.embed.weight
print(len(list(lm.parameters())), w.grad, lm.head.weight is w, sorted(lm.state_dict()))
""",
    "ParameterList and ParameterDict": """
from torch import nn
class Mix(nn.Module):
    def __init__(self):
        super().__init__()
        self.ws = nn.ParameterList([nn.Parameter(torch.full((2,), float(i))) for i in range(3)])
        self.d = nn.ParameterDict({"a": nn.Parameter(torch.ones(2)), "b": torch.zeros(2)})
        self.register_buffer("mask", torch.tensor([1.0, 0.0]), persistent=False)
        self.register_parameter("none", None)
        self.mods = nn.ModuleDict({"x": nn.Linear(2, 2, bias=False), "y": nn.Identity()})
    def forward(self, t):
        for w in self.ws:
            t = t * w + self.d["a"]
        for k, m in self.mods.items():
            t = m(t)
        return (t * self.mask + self.d["b"]).sum()
m = Mix()
m.ws.append(nn.Parameter(torch.ones(2)))
loss = m(torch.ones(2))
loss.backward()
print([(n, p.grad) for n, p in m.named_parameters()])
last = m.ws[3]
m2 = m.double()
inner = m.mods["x"].weight
del m.mods["y"]
""",
    "hooks of modules": """
from torch import nn
log = []
net = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1))
for p in net.parameters():
    nn.init.constant_(p, 0.5)
h1 = net[0].register_forward_pre_hook(lambda m, a: (log.append("pre"), (a[0] * 2,))[1])
h2 = net[0].register_forward_hook(lambda m, a, o: (log.append("fwd"), o + 1)[1])
def backward_hook(m, gi, go):
    log.append(("fb", [None if g is None else g.tolist() for g in gi], go[0].tolist()))
    return (gi[0] * 3,)
h3 = net[2].register_full_backward_hook(backward_hook)
h4 = net[1].register_full_backward_pre_hook(lambda m, go: (log.append("fbp"), (go[0] * 2,))[1])
h5 = net.register_forward_hook(lambda m, a, k, o: log.append(sorted(k)), with_kwargs=True, always_call=True)
x = torch.ones(3, 2, requires_grad=True)
y = net(x)
y.sum().backward()
for h in (h1, h2, h3, h4, h5):
    h.remove()
z = net(x).sum()
z.backward()
print(log, x.grad)
w = net[0].weight
""",
    "hooks of all modules": """
from torch import nn
from torch.nn.modules.module import register_module_forward_hook, register_module_full_backward_hook
names = []
a = register_module_forward_hook(lambda m, i, o: names.append(type(m).__name__))
b = register_module_full_backward_hook(lambda m, gi, go: names.append("back " + type(m).__name__))
net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
x = torch.ones(1, 2)
net(x).sum().backward()
a.remove(); b.remove()
net(x)
print(names)
""",
    "stateless training": """
from torch import nn
from torch.func import functional_call, grad_and_value, vmap, stack_module_state
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
params = {k: v.detach() for k, v in net.named_parameters()}
x, y = torch.randn(4, 2), torch.randn(4, 1)
def loss_fn(p, x, y):
    return nn.functional.mse_loss(functional_call(net, p, (x,)), y)
for _ in range(2):
    grads, value = grad_and_value(loss_fn)(params, x, y)
    params = {k: p - 0.1 * grads[k] for k, p in params.items()}
    print(value)
per_sample = vmap(torch.func.grad(lambda p, a, b: loss_fn(p, a[None], b[None])), in_dims=(None, 0, 0))(params, x, y)
shapes = {k: v.shape for k, v in per_sample.items()}
models = [nn.Linear(2, 1) for _ in range(3)]
sp, sb = stack_module_state(models)
out = vmap(lambda p, b, d: functional_call(models[0], (p, b), (d,)), (0, 0, None))(sp, sb, x)
out.sum().backward()
w = sp["weight"]
print(shapes, out.shape, w.grad.shape)
""",
    "forward mode through a module": """
import torch.autograd.forward_ad as fwAD
from torch import nn
torch.manual_seed(0)
net = nn.Linear(2, 2)
x, t = torch.randn(1, 2), torch.ones(1, 2)
with fwAD.dual_level():
    dual = fwAD.make_dual(x, t)
    out = net(dual)
    p, tangent = fwAD.unpack_dual(out)
    for name, q in list(net.named_parameters()):
        delattr(net, name)
        setattr(net, name, fwAD.make_dual(q, torch.ones_like(q)))
    out2 = net(x)
    jvp = fwAD.unpack_dual(out2).tangent
    print(p, tangent, jvp)
    loss = tangent.sum() + jvp.sum()
loss.backward()
""",
    "a transformer with masks, and its fast path": """
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
layer = nn.TransformerDecoderLayer(4, 2, 8, dropout=0.0, batch_first=True, activation="gelu", norm_first=True)
dec = nn.TransformerDecoder(layer, 2)
tgt, mem = torch.randn(1, 3, 4), torch.randn(1, 2, 4)
mask = nn.Transformer.generate_square_subsequent_mask(3)
out = dec(tgt, mem, tgt_mask=mask, tgt_is_causal=True)
out.sum().backward()
q = k = v = torch.randn(1, 2, 3, 4, requires_grad=True)
att = F.scaled_dot_product_attention(q, k, v, is_causal=True)
att.sum().backward()
pad = torch.tensor([[False, False, True]])
mha = nn.MultiheadAttention(4, 2, batch_first=True, add_bias_kv=True)
o, w = mha(tgt, tgt, tgt, key_padding_mask=pad, average_attn_weights=False)
o.sum().backward()
enc = nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, batch_first=True), 1)
enc.eval()
with torch.no_grad():
    fast = enc(tgt, src_key_padding_mask=pad)
g = dec.layers[0].linear1.weight
print(q.grad.shape, w.shape, g.grad.norm() > 0)
""",
    "pruned and parametrized weights": """
from torch import nn
from torch.nn.utils import parametrize, prune, spectral_norm, weight_norm
torch.manual_seed(0)
lin = nn.Linear(3, 2)
prune.l1_unstructured(lin, "weight", amount=0.5)
out = lin(torch.ones(1, 3))
out.sum().backward()
prune.remove(lin, "weight")
class Sym(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).transpose(-1, -2)
    def right_inverse(self, A):
        return A.triu()
sq = nn.Linear(3, 3)
parametrize.register_parametrization(sq, "weight", Sym())
sq(torch.ones(3)).sum().backward()
with parametrize.cached():
    a = sq.weight; b = sq.weight
sq.weight = torch.eye(3)
sn = torch.nn.utils.parametrizations.spectral_norm(nn.Linear(2, 2))
sn(torch.ones(2)).sum().backward()
orth = torch.nn.utils.parametrizations.orthogonal(nn.Linear(2, 2))
orth(torch.ones(2)).sum().backward()
parametrize.remove_parametrizations(sq, "weight")
w, o = lin.weight, sq.weight
print(a is b, w, o)
""",
    "activations in place and a residual": """
from torch import nn
torch.manual_seed(0)
class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c1 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.b1 = nn.BatchNorm2d(c)
        self.relu = nn.ReLU(inplace=True)
        self.down = None
    def forward(self, x):
        identity = x
        out = self.relu(self.b1(self.c1(x)))
        out += identity
        return self.relu(out)
net = nn.Sequential(nn.Conv2d(1, 2, 1), Block(2), Block(2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2, 2))
x = torch.randn(2, 1, 4, 4)
loss = nn.CrossEntropyLoss(label_smoothing=0.1)(net(x), torch.tensor([0, 1]))
loss.backward()
net.eval()
with torch.no_grad():
    out = net(x)
w, m = net[1].c1.weight, net[1].b1.running_mean
print(loss, w.grad.norm(), out.argmax(1))
""",
}
