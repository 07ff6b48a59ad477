"""Programs that use all of autograd."""

from .calls import CALLS

PROGRAMS = CALLS
SOURCES = {name: f"import torch\n{program}" for name, program in PROGRAMS.items()}
