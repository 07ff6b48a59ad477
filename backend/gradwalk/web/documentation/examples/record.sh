# The names of the backward graph's functions, and where the recording is from now on.
curl --silent --show-error --fail 'http://127.0.0.1:8000/api/v1/graphs?include=functions' \
  --header 'Content-Type: application/json' \
  --data '{"source": "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\n"}'
