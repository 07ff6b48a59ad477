"""Python as people write it, around tensors."""

PYTHON = {
    "generators": """
def batches(data, size):
    for start in range(0, len(data), size):
        batch = data[start : start + size]
        got = yield batch
        if got is not None:
            print("got", got)
def doubled(source):
    yield from (item * 2 for item in source)
data = torch.arange(6.0, requires_grad=True)
total = torch.zeros(())
for batch in doubled(batches(data, 2)):
    total = total + batch.prod()
generator = batches(data, 3)
first = next(generator)
second = generator.send("a note")
try:
    next(generator)
except StopIteration:
    print("over")
lazy = (x.exp() for x in data)
head = next(lazy)
generator.close()
total.backward()
print(total, data.grad, first, second, head)
""",
    "closures and late binding": """
def counter():
    count = torch.zeros(())
    def step(by):
        nonlocal count
        count = count + by
        return count
    return step
step = counter()
a = step(1)
b = step(torch.tensor(2.0))
functions = [lambda t, k=k: t * k for k in range(3)]
late = [lambda t: t * k for k in range(3)]
x = torch.ones(2, requires_grad=True)
y = sum(f(x) for f in functions) + sum(f(x) for f in late)
y.sum().backward()
print(a, b, y, x.grad)
""",
    "classes": """
import dataclasses, enum
class Kind(enum.Enum):
    PLUS = "plus"
    TIMES = "times"
@dataclasses.dataclass
class Node:
    value: torch.Tensor
    kind: Kind = Kind.PLUS
    def __post_init__(self):
        self.doubled = self.value * 2
    def __add__(self, other):
        return Node(self.value + other.value)
    def __call__(self, t):
        return t + self.value if self.kind is Kind.PLUS else t * self.value
    @property
    def mean(self):
        return self.value.mean()
    @classmethod
    def zeros(cls):
        return cls(torch.zeros(2), Kind.TIMES)
    @staticmethod
    def ones():
        return Node(torch.ones(2))
    def __getattr__(self, name):
        if name == "missing":
            return self.value - 1
        raise AttributeError(name)
class Slots:
    __slots__ = ("weight",)
    def __init__(self, weight):
        self.weight = weight
x = torch.ones(2, requires_grad=True)
node = Node(x) + Node.ones()
zeros = Node.zeros()
slots = Slots(x * 3)
result = zeros(node(x)) + node.mean + node.missing + slots.weight
try:
    node.absent
except AttributeError as error:
    print(error)
result.sum().backward()
print(result, node.doubled, x.grad, dataclasses.replace(zeros).kind)
""",
    "decorators and context managers": """
import contextlib, functools, time
def logged(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        result = function(*args, **kwargs)
        print(function.__name__, tuple(result.shape))
        return result
    return inner
def scaled(by):
    def decorate(function):
        return lambda *args: function(*args) * by
    return decorate
@logged
@scaled(3)
def f(x, /, y=2, *rest, z, **more):
    return x * y + z
def g(x, *, w=torch.ones(2)):
    return x * w
@contextlib.contextmanager
def tracked(name):
    print("enter", name)
    try:
        yield torch.full((2,), 2.0)
    finally:
        print("leave", name)
x = torch.ones(2, requires_grad=True)
try:
    f(x, z=1)
except TypeError as error:
    print(error)
with tracked("a") as a, tracked("b") as b:
    y = g(x) * a + b
partial = functools.partial(g, w=torch.zeros(2))
memo = functools.lru_cache(lambda n: torch.ones(n))
z = partial(x) + memo(2) + memo(2)
(y + z).sum().backward()
print(y, z, x.grad, f.__name__)
""",
    "exceptions that the program catches": """
x = torch.ones(2, requires_grad=True)
def fails(t):
    u = t * 2
    return u @ torch.ones(3)
def cleans(t):
    try:
        return fails(t)
    except RuntimeError as error:
        message = str(error)
    else:
        message = "fine"
    finally:
        print("cleaned")
    return message
print(cleans(x))
class Custom(Exception):
    def __init__(self, tensor):
        super().__init__("with a tensor")
        self.tensor = tensor
try:
    raise Custom(x * 5)
except Custom as caught:
    kept = caught.tensor
try:
    try:
        x[10]
    except IndexError as error:
        raise ValueError("outer") from error
except ValueError as error:
    print(repr(error), repr(error.__cause__))
try:
    assert (x > 2).all(), f"too small: {x}"
except AssertionError as error:
    print(error)
for attempt in range(3):
    try:
        y = x * attempt
        if attempt < 2:
            continue
        y.sum().backward()
    finally:
        print("attempt", attempt)
(kept.sum()).backward()
print(x.grad)
""",
    "names that go": """
import gc, weakref
x = torch.ones(2, requires_grad=True)
y = x * 2
r = weakref.ref(y)
z = y.exp()
del y
print(r() is None)
data = {"a": z, "b": [z * 2, x]}
del data["a"], data["b"][0]
pair, boxed = [z * 3, x], {"t": [x]}
del pair[0], pair, boxed["t"][0], boxed
class Holder: pass
holder = Holder()
holder.t = torch.ones(3)
s = weakref.ref(holder.t)
del holder.t
print(s() is None)
def scope():
    local = torch.ones(4)
    return weakref.ref(local)
print(scope()() is None)
for i in range(3):
    temporary = x * i
w = weakref.ref(temporary)
temporary = None
print(w() is None)
a, (b, *c), d = 1, (torch.ones(1), 2, torch.zeros(1)), torch.ones(2)
b, d = d, b
z.sum().backward()
print(x.grad, b, c, d, sorted(k for k in globals() if not k.startswith("_")))
""",
    "objects that count what refers to them": """
import weakref
class Box:
    def __init__(self): self.w = torch.ones(2, requires_grad=True)
    def double(self): self.w = self.w * 2
box, model = Box(), torch.nn.Sequential(torch.nn.Linear(2, 2))
box.double()
model[0].scale = torch.ones(2)
print(weakref.getweakrefcount(box), weakref.getweakrefcount(model), weakref.getweakrefs(model[0]))
seen = weakref.ref(box, lambda _: print("gone"))
del box
print(seen() is None)
""",
    "recursion": """
def power(x, n):
    if n == 0:
        return torch.ones_like(x)
    half = power(x, n // 2)
    return half * half * (x if n % 2 else 1)
def tree(depth, leaf):
    return leaf if depth == 0 else [tree(depth - 1, leaf * 2), tree(depth - 1, leaf + 1)]
def total(node):
    return node.sum() if isinstance(node, torch.Tensor) else sum(map(total, node))
x = torch.tensor([1.5], requires_grad=True)
y = power(x, 5)
t = total(tree(3, x))
(y + t).backward()
print(y, t, x.grad)
""",
    "a loader": """
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split
torch.manual_seed(0)
class Squares(Dataset):
    def __len__(self):
        return 6
    def __getitem__(self, index):
        if index >= 6:
            raise IndexError
        return {"x": torch.tensor([float(index)]), "y": index ** 2}
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(2):
    for i, batch in enumerate(DataLoader(Squares(), batch_size=4, shuffle=True)):
        loss = ((model(batch["x"]).squeeze(1) - batch["y"]) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(epoch, i, batch["y"].tolist(), f"{loss.item():.4f}")
left, right = random_split(TensorDataset(torch.arange(4.0)), [3, 1])
for (item,) in DataLoader(left, batch_size=2, drop_last=True):
    print(item)
weight = model.weight
""",
    "text": """
x = torch.tensor([1.23456, -2.0, float("nan"), 1e10], requires_grad=True)
y = x * 2
print(x, y, y.sum(), x.grad_fn, y.grad_fn.name(), x.shape, x.dtype, sep=" | ")
print(f"{y}", f"{y[0]:.3f}", f"{y[1]!r:>40}", "%s" % y[:2], "{:8.2f}".format(y[0].item()), str(y) == repr(y))
print([x, {"k": y[:1]}], (x.detach(),), {x.size(): 1})
torch.set_printoptions(precision=2, sci_mode=False, threshold=3, edgeitems=1)
print(torch.arange(10.0), torch.eye(3))
with torch.no_grad():
    print(y.tolist(), y.numpy(), bool(y[0] > 1), int(y[1]), len(y), y.item if False else "", hash(y) == id(y))
print(torch.nn.Linear(2, 3), torch.nn.Parameter(torch.ones(1)), torch.optim.SGD([x], lr=0.1))
import pprint, json
pprint.pprint({"t": torch.ones(2)})
print(json.dumps(y[:2].tolist()), *y[:2])
""",
    "comprehensions and unpacking": """
x = torch.arange(4.0, requires_grad=True)
squares = [v * v for v in x if v > 0]
table = {i: v for i, v in enumerate(x)}
nested = [[a * b for a in x[:2]] for b in x[2:]]
flat = [cell for row in nested for cell in row]
unique = {int(v) for v in x}
first, *middle, last = x
if (n := len(squares)) > 2 and (s := sum(squares)) is not None:
    total = s * n
pairs = list(zip(x, x[1:]))
ordered = sorted(x, key=lambda v: -v)
longest = max(flat, key=lambda v: v.item())
match table[1]:
    case torch.Tensor() as matched:
        total = total + matched
total = total + sum(flat) + first + last + longest + sum(a * b for a, b in pairs)
total.backward()
print(total, x.grad, unique, ordered[0], middle)
""",
    "control flow": """
import itertools
x = torch.tensor(3.0, requires_grad=True)
y, steps = x, 0
while y > 0.5 and steps < 10:
    y = y / 2 if steps % 2 else y.sqrt()
    steps += 1
else:
    print("to the end")
for i, j in itertools.product(range(2), repeat=2):
    if i == j == 1:
        break
    y = y + i * j
else:
    print("never")
z = y if y.item() > 0 else -y
w = (x > 2) and x * 2
v = not (x < 2)
flag = torch.tensor(True)
u = x * 3 if flag else x
(z + w + u).backward()
print(steps, z, w, v, x.grad)
""",
    "imports and global names": """
import torch.nn.functional as F
from torch import nn, relu as rectified
from math import *
import sys
def change():
    global counter, x
    counter += 1
    x = x * 2
    return x
counter = 0
x = torch.ones(2, requires_grad=True)
leaf = x
change()
y = F.softmax(rectified(change()), 0) * pi
print(counter, sys.modules["__main__"].x is x, __name__, globals()["counter"])
if __name__ == "__main__":
    y.sum().backward()
print(leaf.grad)
""",
}
SOURCES = {name: f"import torch\n{program}" for name, program in PYTHON.items()}
