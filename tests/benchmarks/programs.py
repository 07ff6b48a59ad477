"""The programs whose recording is measured: what is made once, and a forward and backward that can be repeated."""

from typing import NamedTuple


class Program(NamedTuple):
    """`traced` gives the same to torchlens, which takes modules alone: it names `model` and `x`, where `setup` does not."""

    setup: str
    body: str
    traced: str = ""


PROGRAMS = {
    "chapter 05": Program(
        "import torch\n",
        "x = torch.ones(2, 2, requires_grad=True)\ny = x ** 2\nz = y * y * 3\nout = z.mean()\nout.backward()\n",
        "class Model(torch.nn.Module):\n    def forward(self, x):\n"
        "        y = x ** 2\n        z = y * y * 3\n        return z.mean()\n"
        "model, x = Model(), torch.ones(2, 2, requires_grad=True)\n",
    ),
    "MLP of 50 layers": Program(
        "import torch\nfrom torch import nn\n"
        "model = nn.Sequential(*[layer for _ in range(50) for layer in (nn.Linear(64, 64), nn.ReLU())])\n"
        "x = torch.randn(32, 64)\n",
        "loss = model(x).sum()\nloss.backward()\n",
    ),
    "encoder of 6 layers": Program(
        "import torch\nfrom torch import nn\n"
        "layer = nn.TransformerEncoderLayer(64, 4, 128, batch_first=True)\n"
        "model = nn.TransformerEncoder(layer, 6, enable_nested_tensor=False)\n"
        "x = torch.randn(4, 16, 64)\n",
        "loss = model(x).sum()\nloss.backward()\n",
    ),
}


def chain(operations: int) -> str:
    """A program of so many operations, then backward through them all."""
    lines = "".join("    y = y * 1.0001\n    y = y + 0.0001\n" for _ in range(5))
    start = "import torch\ny = torch.ones(8, 8, requires_grad=True)\n"
    return f"{start}for i in range({operations // 10}):\n{lines}y.sum().backward()\n"
