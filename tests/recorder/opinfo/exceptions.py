"""The operators whose samples cannot all be recorded as they are, with the reason."""

import torch

# By full name: the dtypes and why.
EXCEPTIONS: dict[str, tuple[tuple[torch.dtype, ...], str]] = {}
