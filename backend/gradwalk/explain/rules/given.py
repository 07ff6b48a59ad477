"""Functions of shapes that rules use; a rule whose code mentions one gives it along."""

GIVEN = {
    "kept": "lambda shape, dim: "
    "[1 if not dim or k in [d % len(shape) for d in dim] else n for k, n in enumerate(shape)]",
    "count": "lambda shape, dim: "
    "torch.Size([n for k, n in enumerate(shape) if not dim or k in [d % len(shape) for d in dim]]).numel()",
    "inverse": "lambda dims: [[d % len(dims) for d in dims].index(k) for k in range(len(dims))]",
}
