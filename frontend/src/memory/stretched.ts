// Which dimensions of its operands an operation stretched. Pure.

import { tensorOf } from "../recording/lookup";
import type { Op, Recording } from "../recording/types.gen";

/** An operand with the places in the result's dimensions that it has; `times` how often each was stretched, 1 for not. */
export type Operand = { tensor: string; argument: string | null; shape: number[]; times: number[] };
export type Stretched = { op: string; shape: number[]; operands: Operand[] };

const ELEMENTWISE = new Set(
  "add sub rsub mul div pow true_divide multiply subtract maximum minimum where fmax fmin atan2 lerp addcmul addcdiv eq ne lt le gt ge logical_and logical_or expand expand_as broadcast_to".split(
    " ",
  ),
);

/** Null where nothing was stretched. */
export function stretchedBy(recording: Recording, step: Op): Stretched | null {
  const [output] = step.outputs;
  if (output === undefined || !ELEMENTWISE.has(step.name)) return null;
  const { shape } = tensorOf(recording, output);
  const operands = step.inputs.flatMap((input): Operand[] => {
    if (input.kind !== "tensor") return [];
    const own = tensorOf(recording, input.tensor).shape;
    // A number as a tensor goes with everything; that is no news.
    if (own.length === 0) return [];
    const more = shape.length - own.length;
    const times = shape.map((size, dim) => ((own[dim - more] ?? 1) === size ? 1 : size));
    return [{ tensor: input.tensor, argument: input.argument ?? null, shape: own, times }];
  });
  // `expand_as` only reads the shape of the other one.
  const told = step.name.startsWith("expand") ? operands.slice(0, 1) : operands;
  return told.some(({ times }) => times.some((n) => n !== 1))
    ? { op: step.name, shape, operands: told }
    : null;
}

/** The operation that made a function or a tensor. */
export const madeBy = (
  recording: Recording,
  { kind, id }: { kind: "tensor" | "function"; id: string },
): Op | null =>
  recording.steps.find(
    (step): step is Op =>
      step.type === "op" &&
      (kind === "tensor" ? step.outputs.includes(id) : Boolean(step.functions?.includes(id))),
  ) ?? null;
