"""Functions of shapes and indices that rules use; a rule whose code mentions one gives it along."""

GIVEN = {
    "kept": "lambda shape, dim: "
    "[1 if not dim or k in [d % len(shape) for d in dim] else n for k, n in enumerate(shape)]",
    "count": "lambda shape, dim: "
    "torch.Size([n for k, n in enumerate(shape) if not dim or k in [d % len(shape) for d in dim]]).numel()",
    "inverse": "lambda dims: [[d % len(dims) for d in dims].index(k) for k in range(len(dims))]",
    "others": "lambda shape, dim: [d for d in range(len(shape)) if d != dim]",
    "last": "lambda sizes: [d - len(sizes) for d in range(len(sizes))]",
    "start": "lambda shapes, dim, i: sum(its[dim] for its in shapes[:i] if its != (0,))",
    # The elements are numbered, framed by the padding's number, and that by another as far as a window may reach beyond.
    "windows": "lambda sizes, places, kernel, stride, padding, dilation: (lambda n, k: (lambda frame: frame.as_strided(\n"
    "    [*k, *places],\n"
    "    [by * its for steps in (dilation, stride or k) for by, its in zip(list(steps) * n, frame.stride())],\n"
    ").flatten(n).flatten(0, -2))(torch.nn.functional.pad(torch.nn.functional.pad(\n"
    "    torch.arange(sizes.numel()).reshape(sizes),\n"
    "    [by for by in reversed((list(padding) * n)[:n]) for _ in range(2)], value=sizes.numel()),\n"
    "    [by for its, d in reversed(list(zip(k, list(dilation) * n))) for by in (0, (its - 1) * d)], value=sizes.numel() + 1)\n"
    "))(len(sizes), (list(kernel) * len(sizes))[:len(sizes)])",
    "places": "lambda shape, indices: torch.arange(torch.Size(shape).numel()).reshape(shape)"
    "[tuple(slice(None) if index is None else index for index in indices)]",
    "padded": "lambda shape, pad, mode: torch.nn.functional.pad(torch.arange(shape.numel(), dtype=torch.float64).reshape(shape), "
    'pad, mode, shape.numel() if mode == "constant" else None).long()',
    "part": "lambda n, m: torch.stack([((torch.arange(n) >= i * n // m) & (torch.arange(n) < -((i + 1) * n // -m))).double()"
    " / (-((i + 1) * n // -m) - i * n // m) for i in range(m)])",
}
