"""Which boxes plain numbers were taken out of (item, tolist, float), and by what. Pure."""

from ..layout.drawing import Drawing
from ..recording.base import TensorId
from ..recording.recording import Recording
from ..recording.steps import Op, TensorOperand


def takings(recording: Recording, drawing: Drawing) -> dict[str, dict[str, int]]:
    """For each such box, by its id in `drawing`, the names of what took the numbers, each with the index of its first step."""
    boxes = {
        (node.tensor, node.function, node.output_nr): id
        for id, node in drawing.nodes.items()
        if node.tensor is not None and node.kind in ("leaf", "unit", "output")
    }
    now: dict[TensorId, str | None] = {}
    found: dict[str, dict[str, int]] = {}
    for step in recording.steps:
        if isinstance(step, Op) and step.cut == "item":
            for operand in step.inputs:
                box = now.get(operand.tensor) if isinstance(operand, TensorOperand) else None
                if box is not None:
                    found.setdefault(box, {}).setdefault(step.name, step.index)
        for tensor in step.born:
            row = recording.tensors[int(tensor[1:]) - 1]
            now[tensor] = boxes.get((tensor, row.grad_fn, row.output_nr if row.grad_fn else 0))
        for change in step.changes:
            if change.grad_fn is not None:
                now[change.tensor] = boxes.get((change.tensor, change.grad_fn, change.output_nr or 0))
    return found
