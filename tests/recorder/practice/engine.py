"""Programs that meet the engine itself: errors in it, warnings out of it, its nodes taken in hand."""

ENGINE = {
    "exceptions in backward": """
class Boom(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()
    @staticmethod
    def backward(ctx, g):
        raise KeyError("boom")
class WrongShape(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.sum()
    @staticmethod
    def backward(ctx, g):
        return torch.ones(7)
class WrongCount(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x + y
    @staticmethod
    def backward(ctx, g):
        return g
class WrongType(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return "text"
x = torch.ones(2, requires_grad=True)
for f in (Boom.apply, WrongShape.apply, lambda t: WrongCount.apply(t, t), WrongType.apply):
    a = x * 2
    b = f(a)
    try:
        b.sum().backward()
    except Exception as e:
        print(type(e).__name__, e)
h = x * 3
def bad(g):
    raise ZeroDivisionError("hook")
h.register_hook(bad)
try:
    h.sum().backward()
except ZeroDivisionError as e:
    print(e, e.__traceback__.tb_lineno)
def wrong(g):
    return g[:1]
k = x * 4
k.register_hook(wrong)
try:
    k.sum().backward()
except RuntimeError as e:
    print(e)
x.sum().backward()
print(x.grad)
""",
    "a walk of the graph by the program": """
def walk(fn, depth=0, seen=None):
    seen = set() if seen is None else seen
    if fn is None or fn in seen:
        return
    seen.add(fn)
    print("  " * depth + fn.name(), [i for _, i in fn.next_functions])
    for nxt, _ in fn.next_functions:
        walk(nxt, depth + 1, seen)
x = torch.ones(2, requires_grad=True)
w = torch.ones(2, 2, requires_grad=True)
y = torch.addmm(x, w, w.t()).relu().mean()
walk(y.grad_fn)
print(y.grad_fn._saved_self_sym_sizes if hasattr(y.grad_fn, "_saved_self_sym_sizes") else None)
m = x * w
print(m.grad_fn._saved_self is x, m.grad_fn._saved_other, m.grad_fn._raw_saved_self)
m.grad_fn._raw_saved_self.register_hooks(lambda t: t * 0 + 5, lambda t: t)
m.sum().backward()
print(x.grad, w.grad)
y.backward()
try:
    y.grad_fn.next_functions[0][0]._saved_result
except RuntimeError as e:
    print(e)
acc = (x * 1).grad_fn.next_functions[0][0]
print(acc.name(), acc.variable is x)
acc.register_hook(lambda gi, go: print("acc", gi, go))
acc.register_prehook(lambda go: (go[0] * 2,))
(x * 3).sum().backward()
print(x.grad, acc(torch.ones(2)), x.grad)
f = (x * 3).grad_fn
print(f(torch.ones(2)))
""",
    "a node called by hand": """
x = torch.ones(2, requires_grad=True)
y = x.exp()
g = y.grad_fn(torch.tensor([1.0, 2.0]))
z = g * 2
y.sum().backward()
print(g, z)
""",
    "warnings from inside the library": """
import warnings
from torch import nn
w = torch.ones(2, requires_grad=True)
opt = torch.optim.SGD([w], lr=0.1)
plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(opt)
loss = (w * 2).sum()
loss.backward()
opt.step()
plateau.step(loss)
plateau.step(loss)
for _ in range(2):
    plateau.step(loss * 2)
sched = torch.optim.lr_scheduler.StepLR(opt, 1)
sched.step()
sched.step(3)
nn.Softmax()(w)
nn.Softmax()(w)
nn.functional.log_softmax(w)
nn.MSELoss()(w, torch.ones(2, 1))
nn.functional.mse_loss(w, torch.ones(2, 1))
nn.L1Loss()(w, torch.ones(2, 1))
torch.tensor(w)
float(loss)
nn.functional.interpolate(torch.ones(1, 1, 2, 2), scale_factor=2, mode="bilinear")
nn.LSTM(2, 2, dropout=0.5)
print("__warningregistry__" in globals())
""",
    "warnings as errors": """
import warnings
warnings.simplefilter("error")
w = torch.ones(2, requires_grad=True)
y = w * 2
loss = torch.nn.functional.mse_loss
for f in (lambda: y.grad, lambda: float(y.sum()), lambda: loss(w, torch.ones(2, 1)), lambda: torch.tensor(w)):
    try:
        f()
    except UserWarning as e:
        print(str(e)[:50], e.__traceback__.tb_lineno)
y.sum().backward()
""",
    "a full backward hook that warns": """
from torch import nn
net = nn.Linear(2, 2)
net.register_full_backward_hook(lambda m, gi, go: print([g is None for g in gi]))
for _ in range(2):
    net(torch.ones(1, 2)).sum().backward()
net(torch.ones(1, 2)).sum().backward()
""",
    "warnings that count frames": """
import warnings
def deprecated(t):
    warnings.warn("old", DeprecationWarning, stacklevel=2)
    warnings.warn("older", FutureWarning, stacklevel=2)
    return t * 2
x = torch.ones(2, requires_grad=True)
deprecated(x)
def hook(g):
    warnings.warn("in a hook", stacklevel=1)
    warnings.warn("above a hook", stacklevel=2)
    warnings.warn("far above", stacklevel=5)
    return g
y = deprecated(x)
y.register_hook(hook)
y.sum().backward(retain_graph=True)
torch.autograd.grad(y.sum(), x)
class M(torch.nn.Module):
    def forward(self, t):
        warnings.warn("forward", stacklevel=4)
        return t
M()(x)
""",
    "warnings above an overridden function": """
import warnings
class Loud(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func.__name__ in ("mul", "relu"):
            for level in range(1, 7):
                warnings.warn(f"{func.__name__} at {level}", stacklevel=level)
        return super().__torch_function__(func, types, args, kwargs)
x = torch.ones(2).as_subclass(Loud)
def double():
    return x * 2
def positive():
    return torch.nn.functional.relu(x)
def outer(inner):
    return inner()
y = outer(double)
z = outer(positive)
class Never:
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return NotImplemented
try:
    torch.nn.functional.relu(Never())
except TypeError as error:
    print(error)
try:
    torch.add(torch.ones(1), Never())
except TypeError as error:
    print(error)
""",
}
