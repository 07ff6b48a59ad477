"""Programs as people who train models write them."""

from .data import DATA
from .engine import ENGINE
from .modules import MODULES
from .optimizers import OPTIMIZERS
from .training import TRAINING

PRACTICE = DATA | ENGINE | MODULES | OPTIMIZERS | TRAINING
SOURCES = {name: f"import torch\n{program}" for name, program in PRACTICE.items()}
