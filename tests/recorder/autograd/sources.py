"""Programs that use all of autograd."""

from .calls import CALLS
from .functions import FUNCTIONS
from .hooks import HOOKS
from .kinds import KINDS
from .modes import MODES
from .views import VIEWS

PROGRAMS = CALLS | FUNCTIONS | HOOKS | KINDS | MODES | VIEWS
SOURCES = {name: f"import torch\n{program}" for name, program in PROGRAMS.items()}
