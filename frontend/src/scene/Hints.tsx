// Pointers to the named tensors that lie above and below what is seen, the nearest first.

import { useMemo } from "preact/hooks";
import { tensorOf } from "../recording/lookup";
import { namesAt } from "../recording/names";
import type { PlacedNode } from "../recording/types.gen";
import { cut } from "./heading";
import type { Moment } from "./moment";
import type { Unfolded } from "./scopes/unfold";
import type { Camera } from "./useCamera";
import { outside } from "./viewport";

const NAMED = 2;
const LONGEST = 14;

type Props = { camera: Camera; moment: Moment; unfolded: Unfolded };

export function Hints({ camera, moment, unfolded }: Props) {
  const { recording, state } = moment;
  const named = useMemo(
    () =>
      unfolded.layout.nodes.filter(
        ({ tensor, kind }) => tensor && kind !== "use" && tensorOf(recording, tensor).names.length > 0,
      ),
    [recording, unfolded],
  );
  const there = useMemo(() => named.filter(({ tensor }) => state.tensors[tensor as string]), [named, state]);
  const { above, below } = outside(camera.view.value, there, camera.size.value);
  const list = (boxes: PlacedNode[]) => {
    const names = namesAt(state);
    const first = boxes
      .slice(0, NAMED)
      .map(({ tensor }) => cut(names[tensor as string] ?? born(tensor as string), LONGEST));
    return first.join(", ") + (boxes.length > NAMED ? ` +${boxes.length - NAMED}` : "");
  };
  const born = (tensor: string) => tensorOf(recording, tensor).names[0] ?? "";
  return (
    <>
      {above.length > 0 && <span class="hint up">↑ {list(above)}</span>}
      {below.length > 0 && <span class="hint down">↓ {list(below)}</span>}
    </>
  );
}
