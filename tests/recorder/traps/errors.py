"""Programs that look at errors, tracebacks and warnings."""

ERRORS = {
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
    "what a saved tensor's version says": """
x = torch.ones(2, requires_grad=True)
y = x.sigmoid()
y.mul_(2)
try:
    y.sum().backward()
except RuntimeError as error:
    print(error)
""",
    "inference tensors refuse": """
with torch.inference_mode():
    t = torch.ones(2)
    t.add_(1)
    print(t, t.is_inference())
    v = t[0]
x = torch.ones(2, requires_grad=True)
try:
    x * t
except RuntimeError as error:
    print(error)
try:
    t._version
except RuntimeError as error:
    print(error)
""",
    "the end of the stack": """
def f(t):
    return f(t + 1)
try:
    f(0)
except RecursionError:
    print("too deep")
x = torch.ones(2, requires_grad=True)
x.sum().backward()
print(x.grad)
""",
    "operators by their own names": """
import sys, traceback
x = torch.ones(2, requires_grad=True)
y = torch.ops.aten.mul.Tensor(x, x)
for operator in (torch.ops.aten.mm, torch.ops.aten.mm.default):
    try:
        operator(x, y)
    except RuntimeError:
        print([(entry.name, entry.lineno) for entry in traceback.extract_tb(sys.exc_info()[2])])
y.sum().backward()
print(x.grad)
""",
}
