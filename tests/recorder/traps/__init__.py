"""Programs that look where a recorder might be seen."""

from .errors import ERRORS
from .graphs import GRAPHS
from .hooks import HOOKS
from .lifetimes import LIFETIMES
from .memory import MEMORY
from .output import OUTPUT
from .threads import THREADS

TRAPS = ERRORS | GRAPHS | HOOKS | LIFETIMES | MEMORY | OUTPUT | THREADS
SOURCES = {name: f"import torch\n{program}" for name, program in TRAPS.items()}
