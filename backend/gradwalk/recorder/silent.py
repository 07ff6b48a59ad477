"""What batch_norm, instance_norm and fused optimizers write without moving a version."""

from typing import Any

import torch

from .calls import Call

# Where a normalisation takes the running mean and variance, and whether it is to write them; the default of the last.
_STATISTICS: dict[Any, tuple[int, int, int, bool]] = {
    torch.nn.functional.batch_norm: (1, 2, 5, False),
    torch.nn.functional.instance_norm: (1, 2, 5, True),
    **dict.fromkeys((torch.batch_norm, torch.native_batch_norm, torch.instance_norm), (3, 4, 5, True)),
}


def writes_silently(call: Call, tensor: torch.Tensor) -> bool:
    """Whether a silent call writes to one of its operands."""
    places = _STATISTICS.get(call.api.func)
    if places is None:
        # A fused optimizer reads the gradients alone.
        return all(tensor is not gradient for gradient in call.args[1])
    mean, variance, training, usually = places
    if not _given(call, training, ("training", "use_input_stats"), usually):
        return False
    return tensor is _given(call, mean, ("running_mean",)) or tensor is _given(call, variance, ("running_var",))


def _given(call: Call, place: int, names: tuple[str, ...], usually: Any = None) -> Any:
    if place < len(call.args):
        return call.args[place]
    return next((call.kwargs[name] for name in names if name in call.kwargs), usually)
