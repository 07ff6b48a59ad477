"""The language itself in its stranger uses, around tensors."""

PYTHON = {
    "names over time": """
class Cell:
    pass
x = torch.ones(2, requires_grad=True)
a = b = x
a = a + 1
b, a = a, b
c = Cell(); c.t = a; c.u = c.t * 2; c.t = c.u
d = {"k": c.t}; d["k"] = d["k"] + 1; d.update(j=d["k"]); e = d.pop("j")
lst = [e]; lst.append(lst[0] * 2); lst[0] = lst.pop(); lst.extend([x, x]); lst += [e]; first, *rest = lst
tup = (x, (e, [x]))
for i, (n, v) in enumerate({"p": x, "q": e}.items()):
    s = v.sum() if i else v
else:
    fin = s
while (m := fin.sum()) and False:
    pass
with torch.enable_grad() as ctx:
    inside = m * 1
def f(p, /, q=x, *args, r, **kw):
    global G
    G = p + q
    del p
    return G * r + sum(args) + kw["z"]
out = f(x, x, x, r=e, z=x)
G = G + 1
lam = (lambda t, k=out: t + k)(x)
del c.t, d["k"]
globals()["dyn"] = x * 3
setattr(c, "late", x * 4)
exec("ex = x * 5")
import types
ns = types.SimpleNamespace(w=out)
ns.w = ns.w + 1
try:
    raise ValueError(x)
except ValueError as err:
    (caught,) = err.args
del a
nonef = None
x2: torch.Tensor = x * 2
x2 @= torch.eye(2)
(out.sum() + lam.sum() + ns.w.sum() + dyn.sum() + ex.sum() + x2.sum()).backward()
print(x.grad)
""",
    "exit codes and finalisers": """
import atexit, sys
class R:
    def __init__(self, t): self.t = t
    def __del__(self): print("freed", self.t.sum().item())
r = R(torch.ones(2, requires_grad=True) * 2)
q = R(torch.zeros(2))
del q
def main():
    x = torch.ones(2, requires_grad=True)
    (x * 2).sum().backward()
    print(x.grad)
    return 3
if __name__ == "__main__":
    sys.exit(main())
""",
    "exceptions of every rank": """
x = torch.ones(2, requires_grad=True)
try:
    raise KeyboardInterrupt
except BaseException as e:
    y = x * 2
try:
    try:
        y @ torch.ones(3)
    finally:
        z = y + 1
except RuntimeError as e:
    print(str(e)[:20])
eg = ExceptionGroup("g", [ValueError(1), TypeError(2)])
try:
    raise eg
except* ValueError as vs:
    w = z * 2
except* TypeError:
    w = w * 3
class E(RuntimeError):
    pass
def g(t):
    try:
        t.backward()
    except RuntimeError as err:
        raise E("wrapped") from err
try:
    g(w)
except E as e:
    print(repr(e.__cause__)[:60])
w.sum().backward()
print(x.grad)
raise E("the end")
""",
    "expressions over many lines": """
x = torch.ones(2,
               requires_grad=True)
y = (
    x
    .exp()  # comment
    .mul(2)
    + x.sin(
    )
)
s = "é" * 2; z = y.sum(); t = "中文"; w = z * 2; print(s, t,
      w)
v = [x * i
     for i in range(2)
     if i]
def f(a,
      b=torch.ones(1)): return (a
                                * b)
u = f(x,
      b=v[0]); u.sum().backward()
print(x.grad)
""",
    "grad mode in generators and coroutines": """
import asyncio
x = torch.ones(2, requires_grad=True)
@torch.no_grad()
def gen(t):
    for i in range(2):
        yield t * i
outs = list(gen(x))
g = gen(x)
next(g); mid = x * 5
rest = list(g)
@torch.set_grad_enabled(False)
def off(t): return t * 2
class A:
    @torch.inference_mode()
    def m(self, t): return t * 3
@torch.no_grad
def bare(t): return t * 4
o, i, b = off(x), A().m(x), bare(x)
async def work(t, n):
    for k in range(n):
        t = t * 2
        await asyncio.sleep(0)
    return t
async def main():
    return await asyncio.gather(work(x, 2), work(x, 3))
loop = asyncio.new_event_loop()
p, q = loop.run_until_complete(main())
loop.close()
(mid + p + q).sum().backward()
print([t.requires_grad for t in (*outs, *rest, o, b)], x.grad)
""",
    "an object that asks for the time for ever when it is asked what it is": """
class Liar:
    @property
    def __class__(self):
        while True:
            pass
class Marked(torch.Tensor):
    @property
    def __class__(self):
        print("asked what it is")
        return torch.Tensor
class Yes(Liar):
    def __bool__(self):
        print("asked whether it is true")
        return True
    def __index__(self):
        return 1
class Leaving(Liar, Exception):
    pass
p = torch.nn.Parameter(torch.ones(2).as_subclass(Marked))
q = torch.nn.Parameter(torch.ones(2))
optimizer = torch.optim.SGD([q], lr=0.5)
x = torch.empty(3)
x[1] = 4.0
x[0] = x[2] = 1.0
y = (q * x[:2]).sum()
try:
    torch.autograd.backward(y, retain_graph=Yes())
    torch.autograd.backward([y], inputs=[q])
except TypeError as error:
    print(error)
optimizer.step()
try:
    raise Leaving("left")
except Exception as error:
    print(type(error).__name__)
print(q, x)
""",
    "an object that says what it is not": """
class Odd:
    @property
    def __class__(self):
        print("asked what it is")
        raise ValueError("no")
    def __eq__(self, other):
        print("compared")
        return True
    def __hash__(self):
        return 1
    def __repr__(self):
        print("shown")
        return "odd"
class Items(list):
    def __getitem__(self, index):
        print("read", index)
        return super().__getitem__(index)
    def __iter__(self):
        print("iterated")
        return super().__iter__()
class Number(float):
    def __float__(self):
        print("asked for its number")
        return 2.0
odd = again = Odd()
named = {odd: torch.ones(1), "a": odd}
items = [0, odd]
items[0] = odd
for each in items:
    pass
def given(o, *, p):
    return o
back = given(odd, p=odd)
made = [o for o in items if (w := o) is odd]
x = torch.arange(4.0, requires_grad=True)
some = Items([x[:2], x[2:]])
y = torch.stack(some) * Number(3)
class Passing(torch.autograd.Function):
    @staticmethod
    def forward(ctx, t, o):
        return t * 2
    @staticmethod
    def backward(ctx, g):
        return g * 2, None
z = Passing.apply(y, odd)
z.sum().backward()
odd = 3
del again
print(x.grad)
""",
}
