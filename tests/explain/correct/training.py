"""Correct programs: modules, losses, optimizers and training loops."""

_HEAD = "import torch\nfrom torch import nn\ntorch.manual_seed(0)\n"
_LOOP = """
for epoch in range(4):
    opt.zero_grad()
    loss = {loss}
    loss.backward()
    opt.step()
print(loss.item())
"""


def _training(model: str, data: str, loss: str, optimizer: str = "torch.optim.SGD(model.parameters(), lr=0.1)") -> str:
    return f"{_HEAD}{data}\nmodel = {model}\nopt = {optimizer}\n{_LOOP.format(loss=loss)}"


_REGRESSION = "x = torch.randn(16, 3)\ny = torch.randn(16, 1)"
_CLASSES = "x = torch.randn(16, 4)\ny = torch.randint(0, 3, (16,))"
_MSE = "nn.functional.mse_loss(model(x), y)"
_CE = "nn.functional.cross_entropy(model(x), y)"
_IMAGES = "x = torch.randn(4, 1, 8, 8)\ny = torch.randint(0, 2, (4,))"

TRAINING = {
    "linear regression": _training("nn.Linear(3, 1)", _REGRESSION, _MSE),
    "two layers": _training("nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1))", _REGRESSION, _MSE),
    "tanh": _training("nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 1))", _REGRESSION, _MSE),
    "sigmoid": _training("nn.Sequential(nn.Linear(3, 8), nn.Sigmoid(), nn.Linear(8, 1))", _REGRESSION, _MSE),
    "gelu": _training("nn.Sequential(nn.Linear(3, 8), nn.GELU(), nn.Linear(8, 1))", _REGRESSION, _MSE),
    "leaky relu": _training("nn.Sequential(nn.Linear(3, 8), nn.LeakyReLU(), nn.Linear(8, 1))", _REGRESSION, _MSE),
    "classification": _training("nn.Linear(4, 3)", _CLASSES, _CE),
    "deep classification": _training(
        "nn.Sequential(*[layer for _ in range(6) for layer in (nn.Linear(4, 4), nn.ReLU())], nn.Linear(4, 3))",
        _CLASSES,
        _CE,
    ),
    "dropout": _training(
        "nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 3))", _CLASSES, _CE
    ),
    "batch norm": _training(
        "nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3))", _CLASSES, _CE
    ),
    "layer norm": _training(
        "nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.ReLU(), nn.Linear(8, 3))", _CLASSES, _CE
    ),
    "Adam": _training("nn.Linear(4, 3)", _CLASSES, _CE, "torch.optim.Adam(model.parameters(), lr=0.01)"),
    "AdamW": _training("nn.Linear(4, 3)", _CLASSES, _CE, "torch.optim.AdamW(model.parameters(), lr=0.01)"),
    "RMSprop": _training("nn.Linear(4, 3)", _CLASSES, _CE, "torch.optim.RMSprop(model.parameters(), lr=0.01)"),
    "momentum": _training(
        "nn.Linear(4, 3)", _CLASSES, _CE, "torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)"
    ),
    "weight decay": _training(
        "nn.Linear(4, 3)", _CLASSES, _CE, "torch.optim.SGD(model.parameters(), lr=0.1, weight_decay=0.01)"
    ),
    "a convolution": _training(
        "nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(18, 2))", _IMAGES, _CE
    ),
    "average pooling": _training(
        "nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2))",
        _IMAGES,
        _CE,
    ),
    "an embedding": _training(
        "nn.Sequential(nn.Embedding(10, 4), nn.Flatten(), nn.Linear(12, 3))",
        "x = torch.randint(0, 10, (8, 3))\ny = torch.randint(0, 3, (8,))",
        _CE,
    ),
    "binary cross entropy": _training(
        "nn.Linear(3, 1)",
        "x = torch.randn(16, 3)\ny = torch.randint(0, 2, (16, 1)).float()",
        "nn.functional.binary_cross_entropy_with_logits(model(x), y)",
    ),
    "an L1 loss": _training("nn.Linear(3, 1)", _REGRESSION, "(model(x) - y).abs().mean()"),
    "a penalty on the weights": _training("nn.Linear(3, 1)", _REGRESSION, f"{_MSE} + 0.01 * model.weight.pow(2).sum()"),
    "a target squeezed to fit": _training(
        "nn.Linear(3, 1)",
        "x = torch.randn(16, 3)\ny = torch.randn(16)",
        "nn.functional.mse_loss(model(x).squeeze(1), y)",
    ),
    "an autoencoder": _training(
        "nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 3))",
        "x = torch.randn(16, 3)",
        "nn.functional.mse_loss(model(x), x)",
    ),
    "an encoder of two layers": _training(
        "nn.Sequential(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), nn.Flatten(), nn.Linear(24, 2))",
        "x = torch.randn(4, 3, 8)\ny = torch.randint(0, 2, (4,))",
        _CE,
    ),
}
