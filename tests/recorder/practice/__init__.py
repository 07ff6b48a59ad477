"""Programs as people who train models write them."""

from .data import DATA
from .engine import ENGINE
from .graphs import GRAPHS
from .memory import MEMORY
from .modules import MODULES
from .optimizers import OPTIMIZERS
from .python import PYTHON
from .training import TRAINING

PRACTICE = DATA | ENGINE | GRAPHS | MEMORY | MODULES | OPTIMIZERS | PYTHON | TRAINING
SOURCES = {name: f"import torch\n{program}" for name, program in PRACTICE.items()}
