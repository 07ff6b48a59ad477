"""Programs that look at what is printed, drawn at random, named or passed through modes of their own."""

OUTPUT = {
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
    (x.t()[::2] * 2).exp().sum().backward()
""",
    "the profiler sees only the program": """
from torch.profiler import profile
x = torch.ones(2, requires_grad=True)
with profile() as seen:
    (x * 2).sum().backward()
print(sorted((event.key, event.count) for event in seen.key_averages() if event.key.startswith("aten")))
""",
    "a loader's order": """
from torch.utils.data import DataLoader, TensorDataset
torch.manual_seed(1)
for (batch,) in DataLoader(TensorDataset(torch.arange(6.0)), batch_size=2, shuffle=True):
    print(batch)
""",
}
