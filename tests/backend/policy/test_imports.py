"""Which imports are refused, and what is said of them."""

from collections.abc import Callable

import pytest
from gradwalk.policy.check import check

Said = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("import os", "os"),
        ("import sys as s", "sys as s"),
        ("import math, socket, random", "socket"),
        ("import os.path", "os.path"),
        ("from subprocess import run", "from subprocess import run"),
        ("from . import data", "from . import data"),
        ("from .. import data", "from .. import data"),
        ("def f():\n    import ctypes", "ctypes"),
        ("import torch.distributed as dist", "torch.distributed as dist"),
        ("from torch.jit import script", "from torch.jit import script"),
        ("from torch._C import _functions", "from torch._C import _functions"),
        ("import torch.utils.cpp_extension", "torch.utils.cpp_extension"),
        ("import numpy.ctypeslib", "numpy.ctypeslib"),
        ("import torchvision.datasets as d", "torchvision.datasets as d"),
        ("import nothing_of_this_name", "nothing_of_this_name"),
    ],
)
def test_a_module_that_is_not_available_is_marked(said: Said, source: str, marked: str) -> None:
    assert said(source) == [("import", marked)]


@pytest.mark.parametrize(
    "source",
    [
        "import matplotlib.pyplot as plt",
        "from matplotlib import pyplot",
        "import seaborn as sns",
        "from torch.utils.tensorboard import SummaryWriter",
        "from torchviz import make_dot",
        "from IPython.display import clear_output",
    ],
)
def test_plotting_has_a_hint_of_its_own(source: str) -> None:
    (violation,) = check(source)
    assert violation.rule == "plotting"
    assert "drawn for you" in violation.hint.en
    assert "自动画出来" in violation.hint.zh


def test_what_uses_a_refused_plotting_import_is_not_reported_again(said: Said) -> None:
    source = "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\n"
    assert said(source) == [("plotting", "matplotlib.pyplot as plt")]


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("from torch import nn, hub, optim", "hub"),
        ("from torch import load as l", "load as l"),
        ("from numpy import fromfile, save", "save"),
        ("from torch.utils import model_zoo", "model_zoo"),
        ("from torch import _C", "_C"),
        ("from random import _os", "_os"),
        ("from torch import os", "os"),
    ],
)
def test_a_refused_part_of_a_library_is_marked_where_it_is_imported(said: Said, source: str, marked: str) -> None:
    assert said(source) == [("module", marked)]


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("import torch\ntorch.load('x')", "torch.load"),
        ("import torch as t\nt.save(1, 'x')", "t.save"),
        ("import torch\nf = torch.compile(g)", "torch.compile"),
        ("import torch\n@torch.jit.script\ndef f(x): return x", "torch.jit"),
        ("import torch\ntorch.hub.load('a', 'b')", "torch.hub"),
        ("import torch\ntorch.multiprocessing.spawn(f)", "torch.multiprocessing"),
        ("import torch.nn as nn\nnn.parallel.DistributedDataParallel(m)", "nn.parallel.DistributedDataParallel"),
        ("from torch import utils\nutils.cpp_extension.load()", "utils.cpp_extension"),
        ("import numpy as np\nnp.loadtxt('x')", "np.loadtxt"),
        ("import torch\ntorch._C._get_tracing_state()", "torch._C"),
        ("import torch\ntorch.os.system('ls')", "torch.os"),
        ("import random\nrandom._os.fork()", "random._os"),
        ("import torch.nn.functional as F\nF.importlib.import_module('os')", "F.importlib"),
    ],
)
def test_a_refused_part_of_a_library_is_marked_where_it_is_used(said: Said, source: str, marked: str) -> None:
    assert said(source) == [("module", marked)]


def test_the_same_attribute_of_something_else_is_nobody_s_business() -> None:
    assert check("model.load('x')\nmodel.eval()\nmodel.compile()\nshop.open()\nx.hub.jit\n") == ()


@pytest.mark.parametrize(
    "source",
    [
        "import torch.nn.utils.rnn",
        "from torch.nn.utils import parametrize",
        "from torch.autograd.functional import jacobian",
        "import torch.autograd.forward_ad as fwAD",
        "from torch.func import grad, vmap",
        "from torch.utils.checkpoint import checkpoint",
        "from torch.cuda.amp import autocast",
        "from collections.abc import Iterable",
        "from typing import *",
        "import numpy.random as r",
    ],
)
def test_teaching_parts_are_open(source: str) -> None:
    assert check(source) == ()
