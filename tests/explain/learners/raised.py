"""Programs that torch refuses."""

from .case import IMPORT, Case, X

RAISED = {
    "backward twice": Case(
        "backward_twice",
        X + "y = (x * x).sum()\ny.backward()\ny.backward()\n",
        5,
        "x * x",
        X + "y = (x + 1).sum()\ny.backward()\ny.backward()\n",
    ),
    "non-scalar": Case(
        "non_scalar_backward",
        X + "(x * 2).backward()\n",
        3,
        "x * 2",
        X + "(x * 2).backward(torch.ones(2))\n",
    ),
    "a state carried on without detach": Case(
        "backward_twice",
        """import torch
rnn = torch.nn.RNN(2, 3, batch_first=True)
opt = torch.optim.SGD(rnn.parameters(), lr=0.1)
h = torch.zeros(1, 1, 3)
for step in range(2):
    y, h = rnn(torch.ones(1, 4, 2), h)
    opt.zero_grad()
    y.sum().backward()
    opt.step()
""",
        8,
        "h",
        """import torch
rnn = torch.nn.RNN(2, 3, batch_first=True)
opt = torch.optim.SGD(rnn.parameters(), lr=0.1)
h = torch.zeros(1, 1, 3)
for step in range(2):
    y, h = rnn(torch.ones(1, 4, 2), h.detach())
    opt.zero_grad()
    y.sum().backward()
    opt.step()
""",
    ),
    "a penalty from before an update": Case(
        "backward_twice",
        X + "opt = torch.optim.SGD([x], lr=0.1)\npenalty = (x ** 2).sum()\nfor i in range(2):\n"
        "    opt.zero_grad()\n    (x.sum() * i + penalty).backward()\n    opt.step()\n",
        7,
        "x ** 2",
        X + "opt = torch.optim.SGD([x], lr=0.1)\nfor i in range(2):\n    penalty = (x ** 2).sum()\n"
        "    opt.zero_grad()\n    (x.sum() * i + penalty).backward()\n    opt.step()\n",
    ),
    "non-scalar by name": Case(
        "non_scalar_backward",
        X + "y = x * 2\ny.backward()\n",
        4,
        "y",
        X + "y = x * 2\ny.backward(gradient=torch.ones(2))\n",
    ),
    "in place on a leaf": Case("leaf_in_place", X + "x += 1\n", 3, "x", X + "with torch.no_grad():\n    x += 1\n"),
    "in place on a view of a leaf": Case(
        "leaf_in_place", X + "x[0] = 5\n", 3, "x", X + "with torch.no_grad():\n    x[0] = 5\n"
    ),
    "in place on a saved value": Case(
        "saved_value_changed",
        X + "y = x.sigmoid()\ny.mul_(2)\ny.sum().backward()\n",
        5,
        "y",
        X + "y = x + 1\ny.mul_(2)\ny.sum().backward()\n",
    ),
    "in place on a saved value through a detached one": Case(
        "saved_value_changed",
        X + "o = x.sigmoid()\no.detach().zero_()\no.sum().backward()\n",
        5,
        "o",
        X + "o = x.sigmoid()\no.detach().clone().zero_()\no.sum().backward()\n",
    ),
    "no_grad": Case(
        "no_grad_cut",
        X + "with torch.no_grad():\n    y = (x * 2).sum()\ny.backward()\n",
        5,
        "y",
        X + "with torch.no_grad():\n    print((x * 2).sum())\n(x * 2).sum().backward()\n",
    ),
    "inference_mode": Case(
        "inference_tensor_saved",
        X + "with torch.inference_mode():\n    t = torch.ones(2)\nx * t\n",
        5,
        "x * t",
        X + "with torch.no_grad():\n    t = torch.ones(2)\nx * t\n",
    ),
    "integers": Case(
        "integer_requires_grad",
        IMPORT + "torch.tensor([1, 2], requires_grad=True)\n",
        2,
        "torch.tensor([1, 2], requires_grad=True)",
        IMPORT + "torch.tensor([1., 2.], requires_grad=True)\n",
    ),
    "tensor rebuilt": Case(
        "tensor_rebuilt",
        X + "torch.tensor([x[0] * 2, x[1]]).sum().backward()\n",
        3,
        "torch.tensor([x[0] * 2, x[1]])",
        X + "torch.stack([x[0] * 2, x[1]]).sum().backward()\n",
    ),
    "numpy of a tracked tensor": Case("numpy_of_tracked", X + "x.numpy()\n", 3, "x", X + "x.detach().numpy()\n"),
    "argmax": Case(
        "not_differentiable",
        X + "x.argmax().float().backward()\n",
        3,
        "argmax",
        X + "x.argmax()\nx.max().backward()\n",
    ),
    "a number taken out": Case(
        "left_torch",
        X + "y = (x * 2).sum().item()\ntorch.tensor(y).backward()\n",
        4,
        "torch.tensor(y)",
        X + "y = (x * 2).sum()\nprint(y.item())\ny.backward()\n",
    ),
    "in place through several views": Case(
        "multi_view_in_place",
        X + "for r in x.clone().view(2, 1):\n    r.mul_(2)\n",
        4,
        "r",
        X + "for r in x.clone().view(2, 1):\n    r = r * 2\n",
    ),
    "double backward": Case(
        "double_backward",
        IMPORT + "a = torch.tensor(2., requires_grad=True)\ng, = torch.autograd.grad(a ** 3, a)\ng.backward()\n",
        4,
        "g",
        IMPORT
        + "a = torch.tensor(2., requires_grad=True)\ng, = torch.autograd.grad(a ** 3, a, create_graph=True)\ng.backward()\n",
    ),
    "double backward of what is linear": Case(
        "gradient_is_constant",
        IMPORT
        + "a = torch.tensor(2., requires_grad=True)\ng, = torch.autograd.grad(a * 3, a, create_graph=True)\ng.backward()\n",
        4,
        "torch.autograd.grad",
        IMPORT
        + "a = torch.tensor(2., requires_grad=True)\ng, = torch.autograd.grad(a ** 2, a, create_graph=True)\ng.backward()\n",
    ),
    "double backward of a function that is differentiable once": Case(
        "backward_not_recorded",
        X
        + """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * x.detach() * g
(g,) = torch.autograd.grad(Square.apply(x).sum(), x, create_graph=True)
g.sum().backward()
""",
        14,
        "torch.autograd.grad",
        X
        + """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * x * g
(g,) = torch.autograd.grad(Square.apply(x).sum(), x, create_graph=True)
g.sum().backward()
""",
    ),
    "unused input": Case(
        "unused_input",
        X + "b = torch.ones(2, requires_grad=True)\ntorch.autograd.grad(x.sum(), [x, b])\n",
        4,
        "b",
        X + "b = torch.ones(2, requires_grad=True)\ntorch.autograd.grad(x.sum(), [x, b], allow_unused=True)\n",
    ),
    "step between backwards": Case(
        "step_between_backwards",
        """import torch
w, h = torch.nn.Linear(2, 1), torch.nn.Linear(1, 1)
opt = torch.optim.SGD([*w.parameters(), *h.parameters()], lr=0.1)
o = h(w(torch.ones(1, 2)))
l1, l2 = o.sum(), (o * o).sum()
l1.backward(retain_graph=True)
opt.step()
l2.backward()
""",
        8,
        "h.weight",
        """import torch
w, h = torch.nn.Linear(2, 1), torch.nn.Linear(1, 1)
opt = torch.optim.SGD([*w.parameters(), *h.parameters()], lr=0.1)
o = h(w(torch.ones(1, 2)))
l1, l2 = o.sum(), (o * o).sum()
l1.backward(retain_graph=True)
l2.backward()
opt.step()
""",
    ),
    "a sample": Case(
        "sample_has_no_graph",
        X + "from torch.distributions import Normal\nz = Normal(x, 1.0).sample()\nz.sum().backward()\n",
        5,
        "Normal(x, 1.0).sample()",
        X + "from torch.distributions import Normal\nz = Normal(x, 1.0).rsample()\nz.sum().backward()\n",
    ),
    "a gradient asked for too late": Case(
        "nothing_requires_grad",
        IMPORT + "x = torch.ones(2)\ny = (x * 2).sum()\nx.requires_grad_()\ny.backward()\n",
        5,
        "x",
        IMPORT + "x = torch.ones(2)\nx.requires_grad_()\ny = (x * 2).sum()\ny.backward()\n",
    ),
    "a GPU that is not there": Case(
        "no_gpu",
        X + "y = (x * 2).cuda()\n",
        3,
        "(x * 2).cuda()",
        X + 'y = (x * 2).to("cuda" if torch.cuda.is_available() else "cpu")\n',
    ),
    "a module for a GPU that is not there": Case(
        "no_gpu",
        IMPORT + 'device = torch.device("cuda:0")\nm = torch.nn.Linear(2, 1)\nm.to(device)\n',
        4,
        "m.to(device)",
        IMPORT + 'device = torch.device("cpu")\nm = torch.nn.Linear(2, 1)\nm.to(device)\n',
    ),
    "nothing requires a gradient": Case(
        "nothing_requires_grad",
        IMPORT + "x = torch.ones(2)\ny = (x * 2).sum()\ny.backward()\n",
        4,
        "x",
        X + "y = (x * 2).sum()\ny.backward()\n",
    ),
    "a detached root": Case(
        "detached_root",
        X + "y = (x * 2).detach()\ny.sum().backward()\n",
        4,
        "(x * 2).detach()",
        X + "(x * 2).sum().backward()\n",
    ),
    "shapes that do not broadcast": Case(
        "shapes_do_not_broadcast",
        IMPORT + "a = torch.ones(2, 3)\nb = torch.ones(4)\nc = a + b\n",
        4,
        "b",
        IMPORT + "a = torch.ones(2, 3)\nb = torch.ones(3)\nc = a + b\n",
    ),
    "matrices that do not fit": Case(
        "matmul_shapes",
        IMPORT + "a = torch.ones(2, 3)\nb = torch.ones(4, 5)\nc = a @ b\n",
        4,
        "a",
        IMPORT + "a = torch.ones(2, 3)\nb = torch.ones(3, 5)\nc = a @ b\n",
    ),
    "a layer of another size": Case(
        "matmul_shapes",
        IMPORT + "layer = torch.nn.Linear(3, 2)\nbatch = torch.ones(5, 4)\nlayer(batch)\n",
        4,
        "batch",
        IMPORT + "layer = torch.nn.Linear(3, 2)\nbatch = torch.ones(5, 3)\nlayer(batch)\n",
    ),
    "a view of another size": Case(
        "view_size", IMPORT + "a = torch.ones(2, 3)\na.view(4)\n", 3, "a", IMPORT + "a = torch.ones(2, 3)\na.view(6)\n"
    ),
    "a view of a transpose": Case(
        "view_not_contiguous",
        IMPORT + "a = torch.ones(2, 3).t()\na.view(6)\n",
        3,
        "a",
        IMPORT + "a = torch.ones(2, 3).t()\na.reshape(6)\n",
    ),
    "dtypes that differ": Case(
        "dtypes_differ",
        IMPORT + "a = torch.ones(2, 2)\nb = torch.ones(2, 2, dtype=torch.float64)\na @ b\n",
        4,
        "b",
        IMPORT + "a = torch.ones(2, 2)\nb = torch.ones(2, 2, dtype=torch.float64)\na.double() @ b\n",
    ),
    "an optimizer of a non-leaf": Case(
        "optimizer_of_non_leaf",
        X + "w = x * 2\ntorch.optim.SGD([w], lr=0.1)\n",
        4,
        "",
        X + "torch.optim.SGD([x], lr=0.1)\n",
    ),
    "the flag of a non-leaf": Case(
        "flag_of_non_leaf",
        X + "y = x * 2\ny.requires_grad = False\n",
        4,
        "",
        X + "y = (x * 2).detach()\ny.requires_grad = False\n",
    ),
    "any other error": Case("other_error", X + "raise ValueError('mine')\n", 3, "ValueError", X + "print(x)\n"),
}
