"""Tensors of every dtype, size and layout, and results in every nesting."""

KINDS = {
    "every floating dtype": """
results = []
for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.complex64, torch.complex128):
    x = torch.ones(3, dtype=dtype, requires_grad=True)
    y = (x * x + 1) / 3
    y.sum().abs().backward()
    results.append(x.grad)
a, b, c, d, e, f = results
print(results)
""",
    "every whole dtype": """
dtypes = (torch.int8, torch.uint8, torch.int16, torch.uint16, torch.int32, torch.uint32, torch.int64, torch.uint64)
a, b, c, d, e, f, g, h = [torch.tensor([0, 1, 100], dtype=dtype) for dtype in dtypes]
i = torch.tensor([2 ** 62, -(2 ** 62)])
j = torch.tensor([2 ** 63 + 5], dtype=torch.uint64)
k = torch.tensor([True, False])
l = a + 1
m = k.logical_not().to(torch.int32)
print(i, j, l, m, torch.ones(2, dtype=torch.float8_e4m3fn).float())
""",
    "dtypes that meet": """
x = torch.ones(2, dtype=torch.float64, requires_grad=True)
w = torch.ones(2, dtype=torch.float32, requires_grad=True)
i = torch.arange(2)
y = x * w + i
z = y.to(torch.complex64) * 2j
z.abs().sum().backward()
print(y.dtype, x.grad, w.grad)
""",
    "complex": """
z = torch.tensor([1 + 2j, -0.5j, complex("nan"), complex("inf")], requires_grad=True)
w = z.conj() * z.real + torch.view_as_complex(torch.view_as_real(z) * 2) + z.angle()
w.imag.neg().sum().backward()
c = z.detach().conj()
n = z.detach().conj().imag
r = torch.polar(torch.ones(2), torch.zeros(2))
f = torch.fft.fft(torch.arange(4.0, requires_grad=True))
f.abs().sum().backward()
print(w, z.grad, c.is_conj(), n.is_neg(), r)
""",
    "nothing in it": """
e = torch.empty(0, requires_grad=True)
y = e * 2
y.sum().backward()
m = torch.zeros(3, 0, 2, requires_grad=True)
s = m.sum(0)
t = torch.cat([m, m], 1).reshape(-1)
(s.sum() + t.sum()).backward()
a = torch.ones(2, requires_grad=True)
n = a[:0].sum()
n.backward()
print(e.grad, m.grad, a.grad, y.shape)
""",
    "one number": """
x = torch.tensor(2.0, requires_grad=True)
y = x * x
z = y[None].squeeze()
u = torch.stack([x, y, z])
v = u[1]
(u.prod() + v).backward()
print(x.grad, float(y), y.item(), f"{y:.2f}", bool(y > 1), int(y))
""",
    "sparse": """
i = torch.tensor([[0, 1, 1], [2, 0, 2]])
s = torch.sparse_coo_tensor(i, torch.tensor([3.0, 4.0, 5.0]), (2, 3), requires_grad=True)
d = torch.ones(3, 2, requires_grad=True)
y = torch.sparse.mm(s, d)
y.sum().backward()
t = (s.detach() * 2).coalesce()
dense = t.to_dense()
csr = dense.to_sparse_csr()
embedding = torch.nn.Embedding(5, 2, sparse=True)
torch.nn.init.ones_(embedding.weight)
embedding(torch.tensor([1, 3])).sum().backward()
optimizer = torch.optim.SGD(embedding.parameters(), lr=0.1)
optimizer.step()
weight = embedding.weight
print(s.grad, d.grad, t.values(), csr, embedding.weight.grad, weight)
""",
    "quantised, nested and on no device": """
q = torch.quantize_per_tensor(torch.tensor([0.5, 1.0]), 0.1, 0, torch.quint8)
r = q.dequantize()
n = torch.nested.nested_tensor([torch.ones(2), torch.ones(3)], requires_grad=True)
p = torch.nested.to_padded_tensor(n, 0.0)
p.sum().backward()
m = torch.ones(2, device="meta", requires_grad=True)
o = m * 2
print(q, r, p, o)
""",
    "a jagged tensor": """
import warnings
warnings.simplefilter("ignore")
n = torch.nested.nested_tensor([torch.ones(2, 3), torch.ones(4, 3)], layout=torch.jagged, requires_grad=True)
y = (n * 2).sin()
y.values().sum().backward()
print(n.grad.values().shape)
""",
    "an LSTM": """
torch.manual_seed(0)
lstm = torch.nn.LSTM(2, 3, num_layers=2, bidirectional=True, batch_first=True)
output, (h, c) = lstm(torch.ones(2, 4, 2))
(output.sum() + h.sum() + c.sum()).backward()
cell = torch.nn.GRUCell(2, 3)
state = torch.zeros(1, 3)
for t in range(3):
    state = cell(torch.ones(1, 2), state)
state.sum().backward()
weight, bias = lstm.weight_ih_l0, cell.bias_hh
print(output.shape, weight.grad, bias.grad)
""",
    "several results": """
x = torch.tensor([[3.0, 1.0], [2.0, 4.0]], requires_grad=True)
values, places = x.max(1)
low = x.min(0)
ordered, order = torch.sort(x, dim=1)
top = torch.topk(x, 1)
median = x.median(1)
u, s, v = torch.linalg.svd(x)
q, r = torch.linalg.qr(x)
sign, logdet = torch.linalg.slogdet(x)
mean, deviation = torch.std_mean(x, 0)[::-1]
counts = torch.unique(x.detach(), return_counts=True)
grid = torch.meshgrid(x[0], x[1], indexing="ij")
total = values.sum() + low.values.sum() + ordered[:, 0].sum() + top.values.sum() + median.values.sum()
total = total + s.sum() + r.diagonal().sum() + logdet + deviation.sum() + mean.sum() + grid[0].sum()
total.backward()
print(places, low.indices, order, top.indices, counts, x.grad)
""",
    "results in lists of lists": """
x = torch.ones(4, requires_grad=True)
pieces = [list(part.split(1)) for part in x.split(2)]
named = {"a": pieces[0][0] * 2, "b": (pieces[1][1] * 3, [pieces[0][1]])}
atleast = torch.atleast_2d([pieces[0][0], pieces[1][0]])
broadcast = torch.broadcast_tensors(x, torch.ones(2, 4))
total = named["a"].sum() + named["b"][0].sum() + named["b"][1][0].sum() + atleast[1].sum() + broadcast[0].sum()
total.backward()
print(x.grad)
""",
    "gradients that are None, undefined or zero": """
x = torch.ones(3, requires_grad=True)
unused = torch.ones(2, requires_grad=True)
zero = torch.ones(2, requires_grad=True)
a, b, c = x.unbind()
p, q = (x * 2).split([1, 2])
(b + q.sum() + (zero * 0).sum()).backward()
print(x.grad, unused.grad, zero.grad)
""",
    "norms, embeddings and convolutions": """
torch.manual_seed(0)
images = torch.randn(2, 1, 6, 6)
model = torch.nn.Sequential(
    torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU(inplace=True), torch.nn.MaxPool2d(2),
    torch.nn.Flatten(), torch.nn.LayerNorm(8), torch.nn.Dropout(0.3), torch.nn.Linear(8, 3),
)
loss = torch.nn.functional.cross_entropy(model(images), torch.tensor([0, 2]))
loss.backward()
attention = torch.nn.MultiheadAttention(4, 2, batch_first=True)
mixed, weights = attention(torch.ones(1, 3, 4), torch.ones(1, 3, 4), torch.ones(1, 3, 4))
mixed.sum().backward()
kernel, running, project = model[0].weight, model[1].running_mean, attention.in_proj_weight
print(loss, kernel.grad, running, project.grad.abs().sum())
""",
}
