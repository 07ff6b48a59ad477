"""What a function sends, as sums of what arrived times entries of its Jacobian: so is shown what has no tree."""

from typing import Any

import torch
from gradwalk.recorder.probe import RefusedQuestionError, function_jacobian

from .nodes import Ran


def summed(ran: Ran) -> dict[int, torch.Tensor] | None:
    """The real numbers (a complex one's two parts) of what is sent to each input, by its number; None if they are too many."""
    sums: dict[int, torch.Tensor] = {}
    try:
        for output, received in enumerate(ran.received):
            if received is None:
                continue
            v = parts(received).unsqueeze(1)
            for block in function_jacobian(ran.node, output)["blocks"]:
                if block["rows"] is not None:
                    entries = torch.tensor([[float(x) for x in row] for row in block["rows"]], dtype=torch.float64)
                    # What is multiplied with 0 is no term of the sum.
                    products = torch.where(entries == 0, 0, v * entries).sum(0)
                    sums[block["input"]] = sums.get(block["input"], torch.zeros(())) + products
    except RefusedQuestionError:
        return None
    return sums


def parts(tensor: Any) -> torch.Tensor:
    """All real numbers of a tensor in a row."""
    dense = tensor.to_dense().resolve_conj().resolve_neg()
    return (torch.view_as_real(dense) if dense.is_complex() else dense).reshape(-1).double()
