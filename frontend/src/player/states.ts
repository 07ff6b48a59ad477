// The states and phases of a recording, step by step.

import { advance, type State, start } from "../recording/fold";
import type { Recording } from "../recording/types.gen";

export type Phase = "forward" | "backward" | "error";

/** The phase of every step: backward between a call's begin and end, error where the program ended with one. */
export function phasesOf(recording: Recording): Phase[] {
  let calls = 0;
  return recording.steps.map((step) => {
    if (step.type === "backward") calls += 1;
    const inside = calls > 0;
    if (step.type === "backward_end") {
      calls = Math.max(0, calls - 1);
      if (step.failed !== null) return "error";
    }
    if (step.type === "error") return "error";
    return inside ? "backward" : "forward";
  });
}

const KEPT_EVERY = 100;
const MOST_KEPT = 64;
const RECENT = 3;

/** The state at any position. Some states on the way are kept, and the latest few, so that no move has far to go. */
export function statesOf(recording: Recording): (position: number) => State {
  if (__STILL__) return (position) => advance(start(), recording, position);
  const every = Math.max(KEPT_EVERY, Math.ceil(recording.steps.length / MOST_KEPT));
  const kept = [start()];
  let recent: State[] = [];
  return (position) => {
    let state = kept[Math.min(kept.length - 1, Math.floor(position / every))] ?? start();
    while (position - state.position >= every) {
      state = advance(state, recording, state.position + every);
      kept.push(state);
    }
    // A step at a time is the usual way, and a sentence looks back by one.
    for (const one of recent) if (one.position > state.position && one.position <= position) state = one;
    if (state.position !== position) {
      state = advance(state, recording, position);
      recent = [state, ...recent.slice(0, RECENT - 1)];
    }
    return state;
  };
}
