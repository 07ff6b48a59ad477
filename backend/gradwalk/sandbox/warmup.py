"""Before the first fork: load and use everything that Python and torch would otherwise load when a program first needs it.

A child can open no file. What is imported or initialised here, it has; what is not, it never gets.
"""

# mypy: disable-error-code="no-untyped-call"
# torch leaves some of what is called here without annotations.

import copy
import datetime
import functools
import gc
import importlib
import io
import os
import pkgutil
import traceback
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import torch
import torch.autograd.forward_ad as forward_ad
import torch.nn.functional as F  # noqa: N812 - torch's own convention
from torch import nn

from ..policy.allowed import MODULES, PACKAGES
from ..recorder.limits import Limits
from ..recorder.run import record
from ..recording.recording import Options, Program

# fmt: off
# What the policy lets a program import is not all that it takes: these are loaded when something is first used.
LOADED_ON_USE = (
    "_strptime", "ast", "base64", "copyreg", "dis", "encodings.ascii", "encodings.idna", "encodings.latin_1",
    "encodings.unicode_escape", "encodings.utf_8", "hashlib", "inspect", "io", "keyword", "locale", "pickle", "queue", "struct",
    "threading", "uuid", "zoneinfo",
    "torch._decomp.decompositions_for_jvp", "torch._dynamo", "torch._refs", "torch._subclasses.schema_check_mode",
    "torch.distributed.tensor", "torch.fx", "torch.fx.experimental.symbolic_shapes", "torch.hub", "torch.profiler",
    "torch.profiler._cupti_monitor", "torch.serialization", "torch.utils._python_dispatch", "torch.utils.flop_counter",
    "torch.utils.serialization",
)
# fmt: on

REHEARSAL = """\
import torch
from torch import nn

x = torch.tensor([1.0, 2.0], requires_grad=True)
model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(2):
    optimizer.zero_grad()
    loss = (model(x) * x[0]).sum()
    loss.backward(retain_graph=True)
    optimizer.step()
with torch.no_grad():
    x.mul_(2)
(gradient,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
print(gradient, x.detach(), x.view(2, 1))
loss.backward()
"""


def warm_up() -> None:
    """Load, use, rehearse, and set aside. It uses one thread and leaves no other behind.

    Raises:
        ImportError: if a module is missing.
        RuntimeError: if something started a thread, with which no fork is safe.
    """
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in (*sorted(MODULES), *LOADED_ON_USE, *chain.from_iterable(map(_submodules, sorted(PACKAGES)))):
            importlib.import_module(module)
        _use_python()
        _use_torch()
        replace_what_needs_files_or_threads()
        rehearse()
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:
        raise RuntimeError(f"warming up left {threads} threads")
    gc.collect()
    # A child that collects would otherwise write to, and so copy, every page that holds an object.
    gc.freeze()


def rehearse() -> None:
    """Record a program for nobody: what a run touches first is then there."""
    record(Program(source=REHEARSAL, options=Options()), lambda _line: None, Limits())


def _submodules(package: str) -> Iterator[str]:
    path = importlib.import_module(package).__path__
    for module in pkgutil.walk_packages(path, f"{package}."):
        # What is private, or a library's own tests, no program may import.
        if not any(part.startswith("_") or part == "tests" for part in module.name.split(".")):
            yield module.name


def replace_what_needs_files_or_threads() -> None:
    """`torch.seed` opens /dev/urandom, so it draws from getrandom(2); `torch.set_num_threads` starts threads, so it does not."""

    @functools.wraps(torch.seed)
    def seed() -> int:
        drawn = int.from_bytes(os.urandom(8), "little")
        torch.manual_seed(drawn)
        return drawn

    def one_thread(nthreads: int) -> None:
        """Programs run on one thread."""

    torch.seed = torch.random.seed = seed
    torch.set_num_threads = torch.set_num_interop_threads = one_thread


def _use_python() -> None:
    datetime.datetime.strptime("2020", "%Y").astimezone()
    try:
        raise ValueError
    except ValueError:
        traceback.format_exc()


def _use_torch() -> None:
    _use_modules_and_optimizers()
    _use_kernels()
    _use_transforms()
    _use_data_and_distributions()


def _use_modules_and_optimizers() -> None:
    model = nn.Linear(2, 1)
    optimizer = torch.optim.Adam(model.parameters())
    optimizer.zero_grad()
    model(torch.randn(4, 2)).pow(2).mean().backward()
    optimizer.step()
    model.load_state_dict(copy.deepcopy(model).state_dict())
    nn.Conv2d(1, 1, 1)(torch.randn(1, 1, 3, 3)).sum().backward()
    nn.EmbeddingBag(10, 4)(torch.tensor([1, 2]), torch.tensor([0]))
    nn.LSTM(2, 2)(torch.randn(2, 1, 2))
    nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)(torch.randn(1, 2, 4))
    nn.utils.parametrizations.weight_norm(nn.Linear(2, 2))


def _use_kernels() -> None:
    x = torch.randn(4, 4, dtype=torch.float64, requires_grad=True)
    (torch.linalg.svdvals(x).sum() + torch.linalg.inv(x).sum()).backward()
    repr(torch.randn(2, 2))
    F.gelu(torch.randn(3))
    torch.fft.rfft(torch.randn(8))
    torch.randint(0, 9, (4, 4)) @ torch.randint(0, 9, (4, 4))
    torch.randn(4, 4).bfloat16() @ torch.randn(4, 4).bfloat16()
    torch.einsum("ij,jk,kl->il", *[torch.randn(2, 2)] * 3)
    torch.testing.assert_close(torch.ones(1), torch.ones(1))


def _use_transforms() -> None:
    torch.func.vmap(torch.func.grad(lambda x: (x**3).sum()))(torch.randn(2, 3))
    torch.func.hessian(lambda x: (x**3).sum())(torch.randn(2))
    with forward_ad.dual_level():
        dual = forward_ad.make_dual(torch.randn(3), torch.ones(3))
        forward_ad.unpack_dual(dual * dual)
    for reentrant in (True, False):
        x = torch.randn(3, requires_grad=True)
        torch.utils.checkpoint.checkpoint(lambda t: t.sin() * t, x, use_reentrant=reentrant).sum().backward()
    torch.fx.symbolic_trace(nn.ReLU())


def _use_data_and_distributions() -> None:
    torch.distributions.Normal(0.0, 1.0).log_prob(torch.zeros(1))
    torch.distributions.Categorical(logits=torch.randn(3)).sample()
    torch.distributions.MultivariateNormal(torch.zeros(2), torch.eye(2)).sample()
    rows = torch.utils.data.TensorDataset(torch.randn(4, 2))
    for _ in torch.utils.data.DataLoader(rows, batch_size=2, shuffle=True):
        pass
    file = io.BytesIO()
    torch.save(torch.ones(2), file)
    file.seek(0)
    torch.load(file)
