// Where plain numbers were taken out of a tensor that has a graph (item, tolist, float): found once, told at a position. Pure.

import type { PlacedNode, Recording } from "../recording/types.gen";
import { shownAt } from "./history";
import type { Moment } from "./moment";

/** What took them, as it is written at the card, and whether the current step does. */
export type TakenView = { words: string; now: boolean };
type Taking = { index: number; name: string };

const LONGEST = 10;
const found = new WeakMap<Recording, Map<string, Taking[]>>();

function takingsOf(recording: Recording): Map<string, Taking[]> {
  const known = found.get(recording);
  if (known) return known;
  const takings = new Map<string, Taking[]>();
  for (const step of recording.steps) {
    if (step.type !== "op" || step.cut !== "item") continue;
    for (const input of step.inputs) {
      if (!("tensor" in input)) continue;
      const before = takings.get(input.tensor) ?? [];
      takings.set(input.tensor, [...before, { index: step.index, name: step.name }]);
    }
  }
  found.set(recording, takings);
  return takings;
}

/** Of the card that the tensor had then; one mark, however often it happens. */
export function takenAt({ recording, past, position }: Moment, node: PlacedNode): TakenView | null {
  if (!node.tensor || node.kind === "use") return null;
  const takings = (takingsOf(recording).get(node.tensor) ?? []).filter(({ index }) => {
    if (index >= position) return false;
    const shown = shownAt(past.histories, node, index);
    return shown !== null && !shown.overwritten;
  });
  const [first] = takings;
  if (!first) return null;
  const names = [...new Set(takings.map(({ name }) => name))];
  const all = names.join(", ");
  const words =
    names.length > 1
      ? all.length > LONGEST
        ? `${first.name}, …`
        : all
      : takings.length > 1
        ? `${first.name} ×${takings.length}`
        : first.name;
  return { words, now: takings.at(-1)?.index === position - 1 };
}
