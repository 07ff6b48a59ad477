"""Optimizers in unusual hands: closures, hooks, groups, state, one of the program's own."""

OPTIMIZERS = {
    "sparse gradients": """
from torch import nn
torch.manual_seed(0)
bag = nn.EmbeddingBag(6, 3, mode="sum", sparse=True)
opt = torch.optim.SparseAdam(list(bag.parameters()), lr=0.1)
for _ in range(2):
    opt.zero_grad()
    out = bag(torch.tensor([1, 2, 4, 1]), torch.tensor([0, 2]))
    out.pow(2).sum().backward()
    print(bag.weight.grad.is_sparse, bag.weight.grad.coalesce().indices())
    opt.step()
w = bag.weight
print(w)
""",
    "LBFGS": """
x = torch.tensor([1.5, -0.5], requires_grad=True)
opt = torch.optim.LBFGS([x], max_iter=4, line_search_fn="strong_wolfe")
calls = 0
def closure():
    global calls
    calls += 1
    opt.zero_grad()
    loss = (1 - x[0]) ** 2 + 10 * (x[1] - x[0] ** 2) ** 2
    loss.backward()
    return loss
for _ in range(2):
    loss = opt.step(closure)
print(calls, x, loss)
""",
    "optimizer hooks, groups and state dicts": """
import copy
w = torch.nn.Parameter(torch.ones(2)); b = torch.nn.Parameter(torch.zeros(1))
opt = torch.optim.Adam([{"params": [w]}, {"params": [b], "lr": 0.5}], lr=0.1)
opt.register_step_pre_hook(lambda o, a, k: print("pre"))
opt.register_step_post_hook(lambda o, a, k: print("post"))
(w.sum() * b + w.pow(2).sum()).backward()
opt.step()
saved = copy.deepcopy(opt.state_dict())
opt2 = torch.optim.Adam([w, b], lr=0.1)
opt3 = torch.optim.Adam([{"params": [w]}, {"params": [b], "lr": 0.5}], lr=0.1)
opt3.load_state_dict(saved)
opt3.step()
opt3.param_groups[0]["lr"] = 1.0
w2 = torch.nn.Parameter(torch.ones(3))
opt3.add_param_group({"params": [w2]})
(w2 * 2).sum().backward()
opt3.step()
m = opt3.state[w]["exp_avg"]
print(w, b, w2, m)
""",
    "a custom optimizer": """
from torch.optim import Optimizer
class SignSGD(Optimizer):
    def __init__(self, params, lr=0.1, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))
    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                st = self.state[p]
                if "m" not in st:
                    st["m"] = torch.zeros_like(p)
                st["m"].mul_(group["momentum"]).add_(p.grad, alpha=1 - group["momentum"])
                p.add_(st["m"].sign(), alpha=-group["lr"])
        return loss
w = torch.ones(3, requires_grad=True)
u = torch.ones(3, requires_grad=True)
opt = SignSGD([w, u])
for _ in range(2):
    loss = opt.step(lambda: None)
    (w * torch.tensor([1.0, -1.0, 0.0])).sum().backward()
    opt.step()
    opt.zero_grad()
print(w, u)
""",
}
