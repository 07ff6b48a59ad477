"""Programs that train, and end without an error, by something else than what was meant."""

from .case import IMPORT, Case

DESCENT = (
    IMPORT
    + "w = torch.tensor(3.0, requires_grad=True)\nfor i in range(4):\n    loss = (w - 1) ** 2\n    loss.backward()\n"
)
TRAINING = (
    IMPORT + "import copy\nmodel = torch.nn.Linear(1, 1)\nopt = torch.optim.SGD(model.parameters(), lr=0.1)\n"
    "best, low = None, float('inf')\nfor i in range(4):\n    opt.zero_grad()\n    loss = (model(torch.ones(2, 1)) ** 2).mean()\n"
    "    loss.backward()\n    opt.step()\n    if loss.item() < low:\n        low = loss.item()\n        best = {}\n"
    "model.load_state_dict(best)\nprint(model.weight)\n"
)

LOSSES = IMPORT + (
    "x = torch.ones(2, requires_grad=True)\nopt = torch.optim.SGD([x], lr=0.1)\nlosses = {'train': []}\nkept = []\n"
    "for i in range(4):\n    loss = (x ** 2).sum()\n    opt.zero_grad()\n"
)

TRAINED = {
    "a list of losses": Case(
        "graphs_in_list",
        LOSSES + "    loss.backward()\n    opt.step()\n    kept.append(loss)\n",
        11,
        "`kept`",
        LOSSES
        + "    loss.backward()\n    opt.step()\n    kept.append(loss.detach())\n    losses['train'].append(loss.item())\n",
    ),
    "losses in a dict of lists, with their number": Case(
        "graphs_in_list",
        LOSSES + "    losses['train'].append((i, loss))\n    loss.backward()\n    opt.step()\n",
        9,
        "`losses['train']`",
        LOSSES + "    losses['train'].append((i, loss.detach()))\n    loss.backward()\n    opt.step()\n",
    ),
    "losses of a class that trains": Case(
        "graphs_in_list",
        IMPORT
        + "class Trainer:\n    def __init__(self):\n        self.model = torch.nn.Linear(1, 1)\n        self.losses = []\n"
        "    def fit(self):\n        for i in range(3):\n            loss = self.model(torch.ones(2, 1)).sum()\n"
        "            self.model.zero_grad()\n            loss.backward()\n            self.losses.append(loss)\n"
        "Trainer().fit()\n",
        11,
        "`self.losses`",
        IMPORT
        + "x = torch.ones(2, requires_grad=True)\nlosses = []\nfor i in range(4):\n    losses.append((x * i).sum())\n"
        "torch.stack(losses).sum().backward()\n",
    ),
    "a gradient that is added": Case(
        "uphill",
        DESCENT + "    with torch.no_grad():\n        w += 0.1 * w.grad\n    w.grad = None\n",
        7,
        "`w`",
        DESCENT + "    with torch.no_grad():\n        w -= 0.1 * w.grad\n    w.grad = None\n",
    ),
    "a gradient that is added to the data": Case(
        "uphill",
        DESCENT + "    w.data = w.data + 0.1 * (w.grad)\n    w.grad.zero_()\n",
        6,
        "`loss`",
        DESCENT.replace("loss", "reward").replace("= (", "= -(")
        + "    w.data = w.data + 0.1 * (w.grad)\n    w.grad.zero_()\n",
    ),
    "gradients of a model's parameters that are added": Case(
        "uphill",
        IMPORT
        + "net = torch.nn.Linear(1, 1)\nfor i in range(4):\n    loss = (net(torch.ones(2, 1)) - 5).square().mean()\n"
        "    net.zero_grad()\n    loss.backward()\n    for p in net.parameters():\n        p.data.add_(p.grad, alpha=0.1)\n",
        8,
        "`net.weight`",
        IMPORT + "net = torch.nn.Linear(1, 1)\nv = [0, 0]\nfor i in range(4):\n"
        "    loss = (net(torch.ones(2, 1)) - 5).square().mean()\n    net.zero_grad()\n    loss.backward()\n"
        "    for k, p in enumerate(net.parameters()):\n        v[k] = 0.5 * v[k] - 0.1 * p.grad\n        p.data.add_(v[k])\n",
    ),
    "two parameters, both up the slope": Case(
        "uphill",
        IMPORT + "w = torch.zeros(1, requires_grad=True)\nb = torch.zeros(1, requires_grad=True)\nfor i in range(4):\n"
        "    cost = ((2 * w + b - 3) ** 2).sum()\n    cost.backward()\n    with torch.no_grad():\n        w += 0.1 * w.grad\n"
        "        b += 0.1 * b.grad\n        w.grad = b.grad = None\n",
        8,
        "`w`, `b`",
        IMPORT + "x = torch.zeros(1, requires_grad=True)\nfor i in range(4):\n    loss = ((x - 3) ** 2).sum()\n"
        "    loss.backward()\n    with torch.no_grad():\n        x += 0.1 * x.grad.sign()  # an attack\n        x.grad = None\n",
    ),
    "the best state, not copied": Case(
        "best_is_alias",
        TRAINING.format("model.state_dict()"),
        13,
        "`best`",
        TRAINING.format("copy.deepcopy(model.state_dict())"),
    ),
    "a state in a dict of the same tensors": Case(
        "best_is_alias",
        TRAINING.format("dict(model.state_dict())"),
        13,
        "`best`",
        TRAINING.format("{k: v.clone() for k, v in model.state_dict().items()}"),
    ),
    "a state to come back to": Case(
        "best_is_alias",
        IMPORT + "m = torch.nn.Linear(1, 1)\nopt = torch.optim.SGD(m.parameters(), lr=0.1)\nstart = m.state_dict()\n"
        "m(torch.ones(2, 1)).sum().backward()\nopt.step()\nm.load_state_dict(start)\n",
        4,
        "`start`",
        IMPORT + "m = torch.nn.Linear(1, 1)\nopt = torch.optim.SGD(m.parameters(), lr=0.1)\n"
        "m(torch.ones(2, 1)).sum().backward()\nopt.step()\nend = m.state_dict()\nm.load_state_dict(end)\n",
    ),
}
