"""Programs that watch when tensors and functions die and what counts them."""

LIFETIMES = {
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
    "an AccumulateGrad is the same one while somebody holds it": """
x = torch.ones(2, requires_grad=True)
y = x * 2
a = y.grad_fn.next_functions[0][0]
print(a is y.grad_fn.next_functions[0][0])
del a, y
y = x * 3
print(y.grad_fn.next_functions[0][0].variable is x)
""",
    "cycles are collected": """
import gc, weakref
class A: pass
a = A()
a.me = a
a.t = torch.ones(1)
r = weakref.ref(a.t)
del a
gc.collect()
print(r() is None)
""",
}
