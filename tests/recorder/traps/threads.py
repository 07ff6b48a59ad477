"""Programs that start threads."""

THREADS = {
    "backward in a thread": """
import threading
x = torch.ones(2, requires_grad=True)
def f():
    (x * 2).sum().backward()
t = threading.Thread(target=f)
t.start()
t.join()
print(x.grad)
""",
    "prints and warnings of a thread": """
import threading, warnings
w = torch.ones(2, requires_grad=True)
v = torch.zeros(3)
def f():
    print("from", "within")
    with torch.no_grad():
        w.mul_(3)
    v[0] = 7
    warnings.warn("beware")
print("before")
t = threading.Thread(target=f)
t.start()
t.join()
print("after")
t = threading.Thread(target=print, args=("last",))
t.start()
t.join()
""",
    "an exception in a thread": """
import threading
def f():
    raise ValueError("lost")
threading.excepthook = lambda given: print(given.exc_type, given.exc_value)
t = threading.Thread(target=f)
t.start()
t.join()
""",
}
