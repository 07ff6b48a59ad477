// What a backward step sent, and where to. Pure, and the same in every language.

import type { State } from "../recording/fold";
import { functionOf } from "../recording/lookup";
import { sumAt } from "../recording/sums";
import type { Edge, Node, Recording } from "../recording/types.gen";
import { type Brief, brief, functionNamed, tensorNamed } from "./facts";
import type { Name } from "./segments";

/** Where a gradient goes: the tensor whose gradient it is, or else the function that takes it. */
export function targetNamed(recording: Recording, state: State, edge: Edge): Name | null {
  if (edge.kind === "constant") return null;
  const target = functionOf(recording, edge.function);
  const shown =
    target.variable ??
    edge.tensor ??
    Object.entries(state.tensors).find(
      ([, tensor]) => tensor.grad_fn === edge.function && tensor.output_nr === edge.output_nr,
    )?.[0];
  return shown ? tensorNamed(recording, state, shown) : functionNamed(recording, edge.function);
}

export const targetOf = (recording: Recording, state: State, edge: Edge): string | null =>
  targetNamed(recording, state, edge)?.text ?? null;

/** What was sent to one place, along so many edges. `same`: it is the very list of numbers that the function received. */
export type Sent = { to: Name; value: Brief | null; times: number; same: boolean };
export type Meeting = { at: Name; sum: Brief };

/** What a node step sent, edge by edge, and where what it sent completes a sum. */
export function sentBy(
  recording: Recording,
  state: State,
  step: Node,
): { sent: Sent[]; meetings: Meeting[] } {
  const sent: Sent[] = [];
  const meetings = new Map<string, Meeting>();
  functionOf(recording, step.function).inputs.forEach((edge, input) => {
    const to = targetNamed(recording, state, edge);
    if (to === null || edge.kind === "constant") return;
    const index = step.sent[input] ?? null;
    const value = index === null ? null : brief(recording, index);
    const last = sent.at(-1);
    if (last && alike(last.to.ref, to.ref) && alike(last.value, value)) last.times += 1;
    else sent.push({ to, value, times: 1, same: value !== null && repeats(recording, step, value) });
    const sum = sumAt(recording, state, step.call, edge.function, edge.output_nr);
    if (value !== null && sum !== null)
      meetings.set(`${edge.function}.${edge.output_nr}`, { at: to, sum: brief(recording, sum) });
  });
  return { sent, meetings: [...meetings.values()] };
}

/** To tell a list of numbers twice would hide that it is the same. */
function repeats(recording: Recording, { received }: Node, value: Brief): boolean {
  const [only, ...more] = received;
  if (only == null || more.length > 0 || !("text" in value) || !value.text.startsWith("[")) return false;
  return alike(brief(recording, only), value);
}

const alike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
