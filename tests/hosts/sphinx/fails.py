"""A program of the course: it is shown, not imported."""

import torch

x = torch.ones(2, requires_grad=True)
(x * 2).backward()
