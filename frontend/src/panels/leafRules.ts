// When `.grad` is filled: every combination that a tensor can have, and which one it has. Pure.

import type { TensorState } from "../recording/fold";

export type LeafRule = {
  requires_grad: boolean;
  is_leaf: boolean;
  grad_fn: boolean;
  /** Null where it makes no difference. */
  retain_grad: boolean | null;
  filled: boolean;
};

export const LEAF_RULES: readonly LeafRule[] = [
  { requires_grad: false, is_leaf: true, grad_fn: false, retain_grad: null, filled: false },
  { requires_grad: true, is_leaf: true, grad_fn: false, retain_grad: null, filled: true },
  { requires_grad: true, is_leaf: false, grad_fn: true, retain_grad: false, filled: false },
  { requires_grad: true, is_leaf: false, grad_fn: true, retain_grad: true, filled: true },
];

/** The place of a tensor's rule in the table. */
export function leafRuleOf({ requires_grad, is_leaf, retains_grad }: TensorState): number {
  if (!requires_grad) return 0;
  return is_leaf ? 1 : retains_grad ? 3 : 2;
}
