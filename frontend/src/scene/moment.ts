// Everything that the views of boxes and lines are derived from at one position. Pure.

import type { Player } from "../player/player";
import type { State } from "../recording/fold";
import type { PlacedNode, Recording, Step } from "../recording/types.gen";
import { also } from "../still/also";
import { callAt, isAmong } from "./affairs";
import type { Past } from "./history";

export type Moment = {
  recording: Recording;
  position: number;
  step: Step | null;
  state: State;
  past: Past;
  /** The backward call under way, or else the latest; 0 before the first. */
  call: number;
};

export function momentOf(player: Player, past: Past): Moment {
  const { recording } = player;
  const position = player.position.value;
  const state = player.state.value;
  const call = (__STILL__ ? also.callAt : callAt)?.(recording, state) ?? 0;
  return { recording, position, step: player.step.value, state, past, call };
}

/** Whether the current step is about this card. */
export function isAbout(step: Step | null, node: PlacedNode): boolean {
  if (!step || !node.tensor) return false;
  if (!("tensor" in step)) return (__STILL__ ? also.isAmong : isAmong)?.(step, node.tensor) ?? false;
  return step.tensor === node.tensor && (step.type !== "accumulate" || node.kind === "leaf");
}
