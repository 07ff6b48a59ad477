"""Programs that use all of autograd."""

from .calls import CALLS
from .functions import FUNCTIONS
from .hooks import HOOKS

PROGRAMS = CALLS | FUNCTIONS | HOOKS
SOURCES = {name: f"import torch\n{program}" for name, program in PROGRAMS.items()}
