"""Programs that look where a recorder might be seen."""

TRAPS = {
    "tensors die when they did": """
import weakref, gc
x = torch.ones(2, requires_grad=True)
y = x * 2
r = weakref.ref(y)
del y
print(r() is None)
y = x * 2
z = y * y
r = weakref.ref(y)
del y
print(r() is None)
del z
print(r() is None)
y = (x * 2).sum()
r = weakref.ref(x)
y.backward()
del x
print(r() is None)
del y
print(r() is None)
""",
    "reference counts": """
import sys
x = torch.ones(2, requires_grad=True)
y = x * 2
(y * y).sum().backward()
print(sys.getrefcount(x), sys.getrefcount(y), sys.getrefcount(x.grad), vars(x), y.grad_fn.metadata)
""",
    "ids are used again": """
seen = set()
x = torch.ones(2, requires_grad=True)
for i in range(30):
    y = (x * i).exp()
    seen.add(y.sum().item())
print(len(seen))
""",
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
    "in-place operations and sequence numbers": """
x = torch.ones(4, requires_grad=True)
start = torch.autograd._get_sequence_nr()
b = x * 1
v = b[:2]
w = b[2:]
v.mul_(2)
s = x.exp()
print(s.grad_fn._sequence_nr() - start, v.grad_fn.name(), v.grad_fn._sequence_nr() - start, b.grad_fn.name())
print(torch.autograd._get_sequence_nr() - start, w.grad_fn.name(), torch.autograd._get_sequence_nr() - start)
(b.sum() + v.sum() + s.sum()).backward()
print(x.grad)
""",
    "backward inside backward": """
class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        with torch.enable_grad():
            t = x.detach().requires_grad_()
            y = t * 2
            y.backward(g)
        return t.grad

x = torch.ones(2, requires_grad=True)
Twice.apply(x * 3).sum().backward()
print(x.grad)
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
    "errors": """
x = torch.ones(2, requires_grad=True)
y = x.sigmoid()
y.mul_(2)
try:
    y.sum().backward()
except RuntimeError as error:
    print(error)
try:
    x += 1
except RuntimeError as error:
    print(error)
def inner(a):
    return a @ torch.ones(3)
inner(torch.ones(2))
""",
    "tracebacks as printed": """
import traceback, sys
def inner(a):
    return a @ torch.ones(3)
try:
    inner(torch.ones(2))
except Exception:
    traceback.print_exc(file=sys.stdout)
try:
    torch.nn.functional.cross_entropy(torch.ones(2), 5)
except Exception:
    print([(entry.name, entry.lineno) for entry in traceback.extract_tb(sys.exc_info()[2])])
try:
    torch.ones(2).backward()
except RuntimeError:
    print([(entry.name, entry.lineno) for entry in traceback.extract_tb(sys.exc_info()[2])])
try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError("again") from error
except ValueError:
    traceback.print_exc(file=sys.stdout)
""",
    "warnings are shown once a line": """
import warnings
y = torch.ones(2, requires_grad=True) * 2
for i in range(2):
    y.grad
y.grad
torch.nn.functional.softmax(torch.ones(2))
torch.tensor(y)
warnings.warn("mine", RuntimeWarning)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    y.grad
    warnings.warn("caught")
print([(str(w.message)[:20], w.lineno) for w in caught])
""",
    "output": """
import sys, contextlib, io
print("a", "b", sep="-", end="!\\n")
print("to stderr", file=sys.stderr)
sys.stdout.write("no newline")
with contextlib.redirect_stdout(io.StringIO()) as text:
    print("inside")
print(repr(text.getvalue()), "ü€")
try:
    print("\\ud800")
except UnicodeEncodeError as error:
    print("refused")
print(f"{torch.ones(2)} {torch.ones(()):.2f}")
""",
    "random numbers": """
import random
import numpy as np
torch.manual_seed(1)
x = torch.randn(3, requires_grad=True)
y = torch.nn.functional.dropout(x, 0.5)
y.sum().backward()
print(torch.rand(3), x.grad, random.random(), np.random.rand())
""",
    "names": """
def f():
    a = 1
    b = torch.ones(1)
    return sorted(locals())
print(f(), sorted(k for k in globals() if not k.startswith("__")), f.__code__.co_names, f.__code__.co_varnames)
print(__name__, [name for name in dir() if "gradwalk" in name])
""",
    "subclasses and modes": """
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
class Loud(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        print("function", func.__name__)
        return super().__torch_function__(func, types, args, kwargs or {})
class Functions(TorchFunctionMode):
    def __torch_function__(self, func, types, args=(), kwargs=None):
        print("mode", getattr(func, "__name__", func))
        return func(*args, **(kwargs or {}))
class Dispatch(TorchDispatchMode):
    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        print("dispatch", func)
        return func(*args, **(kwargs or {}))
y = torch.ones(2).as_subclass(Loud) + 1
x = torch.ones(2, 2, requires_grad=True)
with Functions():
    (x * 2).sum().backward()
with Dispatch():
    (x.t()[::2] * 2).sum().backward()
""",
    "torch.func and forward mode": """
import torch.autograd.forward_ad as forward
from torch.func import vmap, grad, jvp, hessian
print(vmap(grad(lambda t: (t ** 2).sum()))(torch.ones(3, 2)))
print(jvp(torch.sin, (torch.ones(2),), (torch.ones(2),)), hessian(lambda t: (t ** 3).sum())(torch.ones(2)))
with forward.dual_level():
    print(forward.unpack_dual(forward.make_dual(torch.ones(2), torch.ones(2)).sin()))
functional = torch.autograd.functional
print(functional.jacobian(lambda t: t ** 2, torch.ones(2), vectorize=True))
print(functional.hvp(lambda t: (t ** 3).sum(), torch.ones(2), torch.ones(2)))
""",
    "unusual tensors": """
a = torch.eye(3).to_sparse().requires_grad_()
torch.sparse.mm(a, torch.ones(3, 2)).sum().backward()
b = torch.tensor([1 + 2j], requires_grad=True)
b.conj().imag.sum().backward()
e = torch.empty(0, requires_grad=True)
(e * 2).sum().backward()
print(a.grad, b.grad, e.grad, torch.ones(2, device="meta") * 2)
print(torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]).is_nested, torch._efficientzerotensor(3) + 1)
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
    "anomaly detection": """
x = torch.tensor([-1.0], requires_grad=True)
with torch.autograd.detect_anomaly(check_nan=True):
    y = x.sqrt()
try:
    y.sum().backward()
except RuntimeError as error:
    print(error)
print(x.grad)
""",
}
SOURCES = {name: f"import torch\n{program}" for name, program in TRAPS.items()}
