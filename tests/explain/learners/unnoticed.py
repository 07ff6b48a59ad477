"""Programs that run and do something else than was meant, or what a reader may stumble over."""

from .case import IMPORT, Case, X

SCORES = (
    IMPORT
    + "import torch.nn.functional as F\nz = torch.tensor([[1.0, 2.0, 4.0]], requires_grad=True)\ny = torch.tensor([2])\n"
)

UNNOTICED = {
    "grad of a non-leaf": Case(
        "grad_of_non_leaf",
        X + "y = x * 3\ny.sum().backward()\ny.grad\n",
        5,
        "y",
        X + "y = x * 3\ny.retain_grad()\ny.sum().backward()\ny.grad\n",
    ),
    "accumulation": Case(
        "accumulation",
        X + "for _ in range(2):\n    (x * x).sum().backward()\n",
        4,
        "x",
        X + "for _ in range(2):\n    (x * x).sum().backward()\n    x.grad = None\n",
    ),
    "a step without zero_grad": Case(
        "forgotten_zero_grad",
        X + "opt = torch.optim.SGD([x], lr=0.1)\nfor _ in range(3):\n    (x * x).sum().backward()\n    opt.step()\n",
        5,
        "x",
        X + "opt = torch.optim.SGD([x], lr=0.1)\nfor _ in range(3):\n"
        "    opt.zero_grad()\n    (x * x).sum().backward()\n    opt.step()\n",
    ),
    "gradient argument": Case(
        "vector_jacobian_product",
        X + "(x * x).backward(torch.tensor([1., 10.]))\n",
        3,
        "x * x",
        X + "(x * x).sum().backward()\n",
    ),
    "weight rebound": Case(
        "weight_rebound",
        X + "(x * 2).sum().backward()\nx = x - 0.1 * x.grad\n",
        4,
        "x",
        X + "(x * 2).sum().backward()\nwith torch.no_grad():\n    x -= 0.1 * x.grad\n",
    ),
    "detach is a constant": Case(
        "detached_constant",
        IMPORT + "a = torch.tensor(3., requires_grad=True)\n(a * a.detach()).backward()\n",
        3,
        "a.detach()",
        IMPORT + "a = torch.tensor(3., requires_grad=True)\n(a * a).backward()\nprint(a.detach())\n",
    ),
    ".data hides a change": Case(
        "data_hides_change",
        X + "o = x.sigmoid()\no.data.zero_()\no.sum().backward()\n",
        5,
        "o",
        X + "o = x.sigmoid()\no.sum().backward()\no.data.zero_()\n",
    ),
    "numpy hides a change": Case(
        "numpy_hides_change",
        X + "y = x * x\na = x.detach().numpy()\na[0] = 5\ny.sum().backward()\n",
        6,
        "x",
        X + "y = x * x\na = x.detach().clone().numpy()\na[0] = 5\ny.sum().backward()\n",
    ),
    "eval is not no_grad": Case(
        "eval_is_not_no_grad",
        IMPORT + "m = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Dropout())\n"
        "m.eval()\nm(torch.ones(1, 2)).sum().backward()\n",
        4,
        "m.eval()",
        IMPORT + "m = torch.nn.Linear(2, 2)\nm.eval()\nwith torch.no_grad():\n    m(torch.ones(1, 2)).sum()\n",
    ),
    "accidental non-leaf": Case(
        "accidental_non_leaf",
        IMPORT + "w = torch.randn(2, 2, requires_grad=True) / 2\nw.sum().backward()\nprint(w.grad)\n",
        4,
        "w",
        IMPORT + "w = (torch.randn(2, 2) / 2).requires_grad_()\nw.sum().backward()\nprint(w.grad)\n",
    ),
    "accidental non-leaf by a dtype": Case(
        "accidental_non_leaf",
        IMPORT + "w = torch.randn(2, 2, requires_grad=True).double()\nw.sum().backward()\nprint(w.grad)\n",
        4,
        "w",
        IMPORT + "w = torch.randn(2, 2, dtype=torch.float64, requires_grad=True)\nw.sum().backward()\nprint(w.grad)\n",
    ),
    "view rewritten": Case(
        "view_rewritten",
        X + "b = x * 2\nv = b[0]\nv.mul_(3)\nb.sum().backward()\n",
        5,
        "v",
        X + "b = x * 2\nv = b[0] * 3\n(b.sum() + v).backward()\n",
    ),
    "broadcast": Case(
        "broadcast_sum",
        IMPORT + "b = torch.zeros(3, requires_grad=True)\n(torch.ones(2, 3) + b).sum().backward()\n",
        3,
        "b",
        IMPORT + "b = torch.zeros(2, 3, requires_grad=True)\n(torch.ones(2, 3) + b).sum().backward()\n",
    ),
    "NaN through where": Case(
        "nan_gradient",
        IMPORT + "z = torch.tensor([-1., -4.], requires_grad=True)\ntorch.where(z > 0, z.sqrt(), z).sum().backward()\n",
        3,
        "z.sqrt()",
        IMPORT + "z = torch.tensor([1., 4.], requires_grad=True)\ntorch.where(z > 0, z.sqrt(), z).sum().backward()\n",
    ),
    "infinity at the edge of a domain": Case(
        "nan_gradient",
        IMPORT + "z = torch.tensor([1., 0.5], requires_grad=True)\ntorch.acos(z).sum().backward()\n",
        3,
        "Infinity",
        IMPORT + "z = torch.tensor([0.9, 0.5], requires_grad=True)\ntorch.acos(z).sum().backward()\n",
    ),
    "infinity in the loss": Case(
        "nan_value",
        IMPORT + "z = torch.tensor([1000., 0.], requires_grad=True)\nz.exp().sum().backward()\n",
        3,
        "∞ − ∞",
        IMPORT + "z = torch.tensor([10., 0.], requires_grad=True)\nz.exp().sum().backward()\n",
    ),
    "NaN in the loss": Case(
        "nan_value",
        IMPORT + "z = torch.tensor([-1., 4.], requires_grad=True)\nz.log().sum().backward()\n",
        3,
        "z.log()",
        IMPORT + "z = torch.tensor([1., 4.], requires_grad=True)\nz.log().sum().backward()\n",
    ),
    "relu at its corner": Case(
        "kink",
        IMPORT + "z = torch.tensor([-1., 0., 1.], requires_grad=True)\nz.relu().sum().backward()\n",
        3,
        "z",
        IMPORT + "z = torch.tensor([-1., 0.5, 1.], requires_grad=True)\nz.relu().sum().backward()\n",
    ),
    "clamp at its bound": Case(
        "kink",
        IMPORT + "z = torch.tensor([0., 2.], requires_grad=True)\nz.clamp(min=0).sum().backward()\n",
        3,
        "z",
        IMPORT + "z = torch.tensor([0.1, 2.], requires_grad=True)\nz.clamp(min=0).sum().backward()\n",
    ),
    "maximum with a constant": Case(
        "kink",
        IMPORT + "z = torch.tensor([0., 2.], requires_grad=True)\ntorch.maximum(z, torch.zeros(2)).sum().backward()\n",
        3,
        "z",
        IMPORT + "z = torch.tensor([1., 2.], requires_grad=True)\ntorch.maximum(z, torch.zeros(2)).sum().backward()\n",
    ),
    "tied max": Case(
        "tie",
        IMPORT + "z = torch.tensor([2., 2., 1.], requires_grad=True)\nz.max().backward()\n",
        3,
        "z",
        IMPORT + "z = torch.tensor([2., 3., 1.], requires_grad=True)\nz.max().backward()\n",
    ),
    "unscaled growth": Case(
        "exploding_gradient",
        """import torch
y = torch.randn(1, 100, requires_grad=True)
for w in [torch.randn(100, 100, requires_grad=True) for _ in range(10)]:
    y = y @ w
y.sum().backward()
""",
        4,
        "",
        """import torch
y = torch.randn(1, 100, requires_grad=True)
for w in [torch.randn(100, 100).div_(10).requires_grad_() for _ in range(10)]:
    y = y @ w
y.sum().backward()
""",
    ),
    "gradients that vanish": Case(
        "vanishing_gradient",
        """import torch
y = torch.randn(4, 20, requires_grad=True)
for w in [torch.randn(20, 20).div_(20).requires_grad_() for _ in range(12)]:
    y = torch.sigmoid(y @ w)
y.sum().backward()
""",
        4,
        "",
        """import torch
y = torch.randn(4, 20, requires_grad=True)
for w in [torch.randn(20, 20).div_(3).requires_grad_() for _ in range(12)]:
    y = torch.relu(y @ w)
y.sum().backward()
""",
    ),
    "a gradient asked for after the use": Case(
        "never_reached",
        X + "w = torch.ones(2)\ny = (x * w).sum()\nw.requires_grad_()\ny.backward()\nprint(w.grad)\n",
        3,
        "x * w",
        X + "w = torch.ones(2).requires_grad_()\ny = (x * w).sum()\ny.backward()\nprint(w.grad)\n",
    ),
    "a parameter never reached": Case(
        "never_reached",
        IMPORT + "m, n = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)\n"
        "m(torch.ones(1, 2)).sum().backward()\nprint(n.weight.grad)\n",
        2,
        "n.weight",
        IMPORT + "m = torch.nn.Linear(2, 2)\nm(torch.ones(1, 2)).sum().backward()\n",
    ),
    "graph kept alive": Case(
        "graph_kept_alive",
        X + "total = 0\nfor i in range(3):\n    loss = (x * x).sum()\n"
        "    loss.backward()\n    x.grad = None\n    total = total + loss\nprint(total / 3)\n",
        8,
        "total",
        X + "total = 0\nfor i in range(3):\n    loss = (x * x).sum()\n    loss.backward()\n"
        "    x.grad = None\n    total = total + loss.item()\nprint(total / 3)\n",
    ),
    "a total of losses that backward is called on": Case(
        "two_edges_meet",
        X + "total = 0\nfor i in range(3):\n    total = total + (x * x).sum()\ntotal.backward()\n",
        5,
        "x",
        X + "total = 0\nfor i in range(3):\n    total = total + (x * 2).sum()\ntotal.backward()\n",
    ),
    "shape surprise": Case(
        "shape_surprise",
        IMPORT + "p = torch.randn(4, 1, requires_grad=True)\nt = torch.randn(4)\n((p - t) ** 2).mean().backward()\n",
        4,
        "p",
        IMPORT + "p = torch.randn(4, 1, requires_grad=True)\nt = torch.randn(4, 1)\n((p - t) ** 2).mean().backward()\n",
    ),
    "shape surprise in a loss": Case(
        "shape_surprise",
        IMPORT
        + "p = torch.randn(4, 1, requires_grad=True)\nt = torch.randn(4)\ntorch.nn.functional.mse_loss(p, t).backward()\n",
        4,
        "t",
        IMPORT + "p = torch.randn(4, 1, requires_grad=True)\nt = torch.randn(1, 4)\n(p * t).mean().backward()\n",
    ),
    "two edges to one leaf": Case(
        "two_edges_meet", X + "(x * x).sum().backward()\n", 3, "x", X + "(x * 2).sum().backward()\n"
    ),
    "a dead relu": Case(
        "dead_relu",
        IMPORT + "z = torch.tensor([-1., -2., -3., -4.], requires_grad=True)\ntorch.relu(z).sum().backward()\n",
        3,
        "torch.relu(z)",
        IMPORT + "z = torch.tensor([-1., -2., -3., 4.], requires_grad=True)\ntorch.relu(z).sum().backward()\n",
    ),
    "a dead relu in a model": Case(
        "dead_relu",
        IMPORT + "m = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))\n"
        "torch.nn.init.constant_(m[0].bias, -10)\nm(torch.ones(1, 2)).sum().backward()\n",
        4,
        "1 (ReLU)",
        IMPORT + "m = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))\n"
        "torch.nn.init.constant_(m[0].bias, 10)\nm(torch.ones(1, 2)).sum().backward()\n",
    ),
    "a loss that does not depend on the input": Case(
        "constant_loss", X + "y = (x * 0).sum()\ny.backward()\n", 4, "y", X + "y = (x * 2).sum()\ny.backward()\n"
    ),
    "softmax before cross entropy": Case(
        "squashed_scores",
        SCORES + "p = torch.softmax(z, dim=1)\nF.cross_entropy(p, y).backward()\n",
        6,
        "p",
        SCORES + "p = torch.softmax(z, dim=1)\nF.cross_entropy(z, y).backward()\n",
    ),
    "softmax inside of cross entropy": Case(
        "squashed_scores",
        SCORES + "F.cross_entropy(z.softmax(1), y).backward()\n",
        5,
        "z.softmax(1)",
        SCORES + "F.cross_entropy(z, z.detach().softmax(1)).backward()\n",
    ),
    "a model that ends with softmax": Case(
        "squashed_scores",
        IMPORT + "m = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Softmax(dim=1))\n"
        "torch.nn.CrossEntropyLoss()(m(torch.ones(1, 2)), torch.tensor([0])).backward()\n",
        3,
        "softmax",
        IMPORT + "m = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.LogSoftmax(dim=1))\n"
        "torch.nn.NLLLoss()(m(torch.ones(1, 2)), torch.tensor([0])).backward()\n",
    ),
    "sigmoid before a loss of scores": Case(
        "squashed_scores",
        SCORES + "F.binary_cross_entropy_with_logits(torch.sigmoid(z), torch.ones(1, 3)).backward()\n",
        5,
        "sigmoid",
        SCORES + "F.binary_cross_entropy(torch.sigmoid(z), torch.ones(1, 3)).backward()\n",
    ),
    "probabilities where logarithms belong": Case(
        "probabilities_for_logarithms",
        SCORES + "F.nll_loss(F.softmax(z, dim=1), y).backward()\n",
        5,
        "softmax",
        SCORES + "F.nll_loss(F.log_softmax(z, dim=1), y).backward()\n",
    ),
    "backward without its parentheses": Case(
        "not_called",
        X + "loss = (x * x).sum()\nloss.backward\nprint(x.grad)\n",
        4,
        "loss.backward",
        X + "loss = (x * x).sum()\nloss.backward()\nprint(x.grad)\n",
    ),
    "a step without its parentheses": Case(
        "not_called",
        X + "opt = torch.optim.SGD([x], lr=0.1)\n(x * x).sum().backward()\nopt.step\n",
        5,
        "opt.step",
        X + "opt = torch.optim.SGD([x], lr=0.1)\n(x * x).sum().backward()\nrun = opt.step\nrun()\n",
    ),
}
