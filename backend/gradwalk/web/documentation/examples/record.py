"""Record a program, then ask what its gradient was after the last step."""

import json
from urllib.request import Request, urlopen

BASE = "http://127.0.0.1:8000/api/v1/graphs"
SOURCE = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\n"

body = json.dumps({"source": SOURCE, "options": {"seed": 0}}).encode()
with urlopen(Request(BASE, body, {"Content-Type": "application/json"})) as answer:
    recording = json.load(answer)
print(recording["outcome"]["kind"], [function["name"] for function in recording["functions"]])

with urlopen(f"{BASE}/{recording['id']}/state") as answer:
    slice = json.load(answer)
x = slice["state"]["tensors"][slice["state"]["names"]["x"]]
print("x.grad =", slice["values"][str(x["grad"])]["first"])
