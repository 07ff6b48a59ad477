"""Slips of the pen: a letter wrong, calls in the wrong order, a gradient that is not there yet."""

from .case import IMPORT, Case, X

TRAINING = X + "opt = torch.optim.SGD([x], lr=0.1)\nfor i in range(3):\n"

NET = IMPORT + "class Net(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n"
LAYERS = NET + "        self.head = torch.nn.Linear(1, 1)\n"
LISTED = (
    "        self.layers = {}\n    def forward(self, x):\n        for layer in self.layers:\n"
    "            x = layer(x)\n        return {}\nnet = Net()\n"
)
STEPS = "opt = torch.optim.SGD(net.parameters(), lr=0.1)\nnet(torch.ones(2, 1)).sum().backward()\nopt.step()\n"

SLIPS = {
    "clearing a gradient that is not there": Case(
        "missing_grad",
        X + "x.grad.zero_()\n(x * x).sum().backward()\n",
        3,
        "x.grad",
        X + "(x * x).sum().backward()\nx.grad.zero_()\n",
    ),
    "a gradient that zero_grad has taken away": Case(
        "missing_grad",
        X + "opt = torch.optim.SGD([x], lr=0.1)\n(x * x).sum().backward()\nopt.zero_grad()\nprint(x.grad.norm())\n",
        6,
        "opt.zero_grad()",
        X + "opt = torch.optim.SGD([x], lr=0.1)\n(x * x).sum().backward()\nprint(x.grad.norm())\nopt.zero_grad()\n",
    ),
    "an update by the gradient of what is no leaf any more": Case(
        "missing_grad",
        X + "for i in range(2):\n    (x * x).sum().backward()\n    x = x - 0.1 * x.grad\n",
        5,
        "x.grad",
        X + "for i in range(2):\n    (x * x).sum().backward()\n    with torch.no_grad():\n        x -= 0.1 * x.grad\n"
        "    x.grad = None\n",
    ),
    "an update by the gradient of a constant": Case(
        "missing_grad",
        X + "b = torch.zeros(2)\n(x * b).sum().backward()\nb = b - b.grad\n",
        5,
        "b",
        X
        + "b = torch.zeros(2, requires_grad=True)\n(x * b).sum().backward()\nwith torch.no_grad():\n    b -= b.grad\n",
    ),
    "a gradient of what the loss does not use": Case(
        "missing_grad",
        X + "b = torch.zeros(2, requires_grad=True)\n(x * x).sum().backward()\nprint(b.grad.sum())\n",
        5,
        "b",
        X + "b = torch.zeros(2, requires_grad=True)\n(x * b).sum().backward()\nprint(b.grad.sum())\n",
    ),
    "a method with a letter too many": Case(
        "misspelled", X + "(x * x).sum().backwards()\n", 3, "backward", X + "(x * x).sum().backward()\n"
    ),
    "an argument with a letter missing": Case(
        "misspelled", IMPORT + "x = torch.ones(2, require_grad=True)\n", 2, "requires_grad", X
    ),
    "a function of torch's with a letter wrong": Case(
        "misspelled",
        IMPORT + "with torch.nograd():\n    pass\n",
        2,
        "no_grad",
        IMPORT + "with torch.no_grad():\n    pass\n",
    ),
    "freezing by a name that means nothing": Case(
        "unknown_attribute",
        IMPORT + "m = torch.nn.Linear(1, 1)\nfor p in m.parameters():\n    p.require_grad = False\n",
        4,
        "require_grad",
        IMPORT + "m = torch.nn.Linear(1, 1)\nfor p in m.parameters():\n    p.requires_grad = False\n",
    ),
    "a flag for an object of one's own": Case(
        "unknown_attribute",
        X + "x.require_grad = False\n",
        3,
        "require_grad",
        "class Layer:\n    def __init__(self):\n        self.require_grad = True\n" + X + "layer = Layer()\n",
    ),
    "a sum that is assigned": Case(
        "sign_assigned",
        X + "total = torch.zeros(())\nfor i in range(3):\n    total =+ (x * i).sum()\ntotal.backward()\n",
        5,
        "total",
        X
        + "total = torch.zeros(())\nfor i in range(3):\n    total += (x * i).sum()\nloss = - total\nloss.backward()\n",
    ),
    "zero_grad between backward and step": Case(
        "cleared_unused",
        TRAINING + "    (x * x).sum().backward()\n    opt.zero_grad()\n    opt.step()\n",
        6,
        "opt.zero_grad()",
        TRAINING + "    (x * x).sum().backward()\n    opt.step()\n    opt.zero_grad()\n",
    ),
    "step before backward": Case(
        "cleared_unused",
        TRAINING + "    opt.zero_grad()\n    loss = (x * x).sum()\n    opt.step()\n    loss.backward()\n",
        5,
        "opt.step()",
        TRAINING + "    opt.zero_grad()\n    loss = (x * x).sum()\n    loss.backward()\n    opt.step()\n",
    ),
    "integers that are told to require a gradient": Case(
        "integer_requires_grad",
        IMPORT + "x = torch.arange(3)\nx.requires_grad_()\n",
        3,
        "x",
        IMPORT + "x = torch.arange(3.)\nx.requires_grad_()\n",
    ),
    "a row of which everything is masked": Case(
        "nan_value",
        IMPORT + "s = torch.zeros(1, 3, requires_grad=True)\nm = torch.tensor([[True, True, True]])\n"
        'a = s.masked_fill(m, float("-inf")).softmax(-1)\n(a * torch.arange(3.0)).sum().backward()\n',
        4,
        "softmax",
        IMPORT + "s = torch.zeros(1, 3, requires_grad=True)\nm = torch.tensor([[True, False, False]])\n"
        'a = s.masked_fill(m, float("-inf")).softmax(-1)\n(a * torch.arange(3.0)).sum().backward()\n',
    ),
    "layers in a plain list": Case(
        "not_optimised",
        LAYERS + LISTED.format("[torch.nn.Linear(1, 1) for _ in range(2)]", "self.head(x)") + STEPS,
        6,
        "self.layers",
        LAYERS + LISTED.format("torch.nn.ModuleList([torch.nn.Linear(1, 1)])", "self.head(x)") + STEPS,
    ),
    "layers in a plain list alone": Case(
        "no_parameters",
        NET + LISTED.format("[torch.nn.Linear(1, 1)]", "x") + STEPS,
        11,
        "parameters()",
        NET + LISTED.format("torch.nn.ModuleList([torch.nn.Linear(1, 1)])", "x") + STEPS,
    ),
    "a parameter that is made after the optimizer": Case(
        "not_optimised",
        IMPORT + "net = torch.nn.Linear(1, 1)\nopt = torch.optim.SGD(net.parameters(), lr=0.1)\n"
        "net.weight = torch.nn.Parameter(torch.ones(1, 1))\nnet(torch.ones(2, 1)).sum().backward()\nopt.step()\n",
        4,
        "net.weight",
        IMPORT + "net = torch.nn.Linear(1, 1)\nnet.weight = torch.nn.Parameter(torch.ones(1, 1))\n"
        "opt = torch.optim.SGD(net.parameters(), lr=0.1)\nnet(torch.ones(2, 1)).sum().backward()\nopt.step()\n",
    ),
    "a module without its own beginning": Case(
        "module_not_initialised",
        IMPORT
        + "class Net(torch.nn.Module):\n    def __init__(self):\n        self.l = torch.nn.Linear(1, 1)\nnet = Net()\n",
        4,
        "self.l",
        LAYERS + "net = Net()\n",
    ),
    "classes that are no whole numbers": Case(
        "class_targets",
        X + "t = torch.tensor([0.0])\ntorch.nn.functional.cross_entropy(x.view(1, 2), t).backward()\n",
        4,
        "t",
        X + "t = torch.tensor([[0.3, 0.7]])\nw = torch.tensor([1.0, 2.0])\n"
        "torch.nn.functional.cross_entropy((x * w).view(1, 2), t).backward()\n",
    ),
    "a copy of a leaf": Case(
        "copied_leaf",
        X + "z = torch.tensor(x, requires_grad=True)\n(z * 2).sum().backward()\nprint(x.grad)\n",
        3,
        "x",
        X + "z = x.clone()\n(z * 2).sum().backward()\nprint(x.grad)\n",
    ),
    "leaves put together by their numbers": Case(
        "copied_leaf",
        IMPORT + "a = torch.tensor(1.0, requires_grad=True)\nb = torch.tensor(2.0, requires_grad=True)\n"
        "v = torch.tensor([a, b], requires_grad=True)\nv.sum().backward()\n",
        4,
        "a",
        IMPORT + "a = torch.tensor(1.0, requires_grad=True)\nb = torch.tensor(2.0, requires_grad=True)\n"
        "v = torch.stack([a, b])\nv.sum().backward()\n",
    ),
    "a custom backward that gives one gradient for two": Case(
        "gradients_missing",
        IMPORT
        + "class Mul(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, a, b):\n        return a * b\n"
        "    @staticmethod\n    def backward(ctx, g):\n        return g\n"
        "x = torch.ones(1, requires_grad=True)\nMul.apply(x, x).backward()\n",
        10,
        "backward",
        IMPORT
        + "class Mul(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, a, b):\n        return a * b\n"
        "    @staticmethod\n    def backward(ctx, g):\n        return g, None\n"
        "x = torch.ones(1, requires_grad=True)\nMul.apply(x, 2.0).backward()\n",
    ),
    "a result that is detached in place": Case(
        "detached_root",
        X + "y = x * 2\ny.detach_()\ny.sum().backward()\n",
        5,
        "y.detach_()",
        X + "y = x * 2\nz = y.detach()\ny.sum().backward()\n",
    ),
    "rows of a buffer that the next row is computed from": Case(
        "saved_value_changed",
        IMPORT + "w = torch.eye(2, requires_grad=True)\nh = torch.ones(3, 2)\nfor t in range(1, 3):\n"
        "    h[t] = torch.tanh(h[t - 1] @ w)\nh.sum().backward()\n",
        6,
        "h",
        IMPORT + "w = torch.eye(2, requires_grad=True)\nh = [torch.ones(2)]\nfor t in range(1, 3):\n"
        "    h.append(torch.tanh(h[t - 1] @ w))\ntorch.stack(h).sum().backward()\n",
    ),
    "a function of numpy's": Case(
        "numpy_of_tracked",
        "import numpy as np\n" + X + "y = np.exp(x)\n",
        4,
        "`x`",
        "import numpy as np\n" + X + "y = np.exp(x.detach())\n",
    ),
    "a loss that is a number": Case(
        "number_has_no_graph",
        X + "loss = (x * x).sum().item()\nloss.backward()\n",
        4,
        "loss",
        X + "loss = (x * x).sum()\nloss.backward()\nprint(loss.item())\n",
    ),
    "an optimizer of one tensor": Case(
        "optimizer_of_one_tensor",
        X + "opt = torch.optim.SGD(x, lr=0.1)\n",
        3,
        "torch.optim.SGD(x, lr=0.1)",
        X + "opt = torch.optim.SGD([x], lr=0.1)\n",
    ),
    "freezing a module by a flag": Case(
        "module_flag",
        IMPORT + "net = torch.nn.Sequential(torch.nn.Linear(1, 1))\nnet[0].requires_grad = False\n",
        3,
        "net[0]",
        IMPORT + "net = torch.nn.Sequential(torch.nn.Linear(1, 1))\nnet[0].weight.requires_grad = False\n"
        "net[0].requires_grad_(False)\n",
    ),
    "eval without its parentheses": Case(
        "not_called",
        IMPORT + "net = torch.nn.Linear(1, 1)\nnet.eval\nnet(torch.ones(2, 1))\n",
        3,
        "net.eval",
        IMPORT + "net = torch.nn.Linear(1, 1)\nnet.eval()\nnet(torch.ones(2, 1))\n",
    ),
}
