// Which of a tensor's cards is its own while a function is its grad_fn: an operation in place gives it another one.

import type { PlacedNode } from "../recording/types.gen";

type Made = { grad_fn: string | null; output_nr: number };

export const isOwn = (made: Made, node: PlacedNode): boolean =>
  node.kind === "leaf"
    ? made.grad_fn === null
    : made.grad_fn === node.function && made.output_nr === (node.output_nr ?? 0);
