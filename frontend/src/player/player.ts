// Where in a recording we are, and how we move. The state at a position is a fold; the clock is the only effect.

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { advance, type State, start } from "../recording/fold";
import type { Recording, Step } from "../recording/types.gen";

export type Selection = { kind: "tensor" | "function"; id: string };
export type Phase = "forward" | "backward" | "error";

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
const HOLD_MS = 900;

/** A recording being played. Position k: the first k steps have happened, the k-th is the current one. */
export interface Player {
  readonly recording: Recording;
  readonly length: number;
  readonly position: ReadonlySignal<number>;
  readonly step: ReadonlySignal<Step | null>;
  readonly state: ReadonlySignal<State>;
  readonly phase: ReadonlySignal<Phase>;
  readonly playing: ReadonlySignal<boolean>;
  readonly speed: Signal<number>;
  readonly selection: Signal<Selection | null>;
  /** Whether the camera goes along with the current step. */
  readonly follow: Signal<boolean>;
  seek(position: number): void;
  next(): void;
  previous(): void;
  first(): void;
  last(): void;
  play(): void;
  pause(): void;
  toggle(): void;
  select(selection: Selection | null): void;
  /** Go to the next step on this line of the source, round to its first. */
  seekLine(line: number): void;
  dispose(): void;
}

export function createPlayer(recording: Recording, options: { position?: number } = {}): Player {
  const length = recording.steps.length;
  const least = Math.min(1, length);
  const clamp = (position: number) => Math.min(length, Math.max(least, Math.round(position) || least));
  const position = signal(clamp(options.position ?? least));
  const playing = signal(false);
  const speed = signal(1);
  const selection = signal<Selection | null>(null);
  const follow = signal(true);
  const phases = phasesOf(recording);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stateAt = statesOf(recording);
  const state = computed(() => stateAt(position.value));

  const pause = () => {
    clearTimeout(timer);
    playing.value = false;
  };
  const tick = () => {
    if (position.value >= length) return pause();
    position.value += 1;
    if (position.value >= length) return pause();
    timer = setTimeout(tick, HOLD_MS / speed.value);
  };
  const seek = (to: number) => {
    pause();
    selection.value = null;
    position.value = clamp(to);
  };

  const player: Player = {
    recording,
    length,
    position,
    step: computed(() => recording.steps[position.value - 1] ?? null),
    state,
    phase: computed(() => phases[position.value - 1] ?? "forward"),
    playing,
    speed,
    selection,
    follow,
    seek,
    next: () => seek(position.value + 1),
    previous: () => seek(position.value - 1),
    first: () => seek(least),
    last: () => seek(length),
    play() {
      if (length === 0 || playing.value) return;
      if (position.value >= length) position.value = least;
      selection.value = null;
      playing.value = true;
      timer = setTimeout(tick, HOLD_MS / speed.value);
    },
    pause,
    toggle: () => (playing.value ? pause() : player.play()),
    select(selected) {
      selection.value = selected;
    },
    seekLine(line) {
      const at = recording.steps.flatMap((step, index) => (step.span?.line === line ? [index + 1] : []));
      const next = at.find((candidate) => candidate > position.value) ?? at[0];
      if (next !== undefined) seek(next);
    },
    dispose: pause,
  };
  return player;
}

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

/** The state at any position. States on the way are kept, so that no move has far to go. */
function statesOf(recording: Recording): (position: number) => State {
  const kept = [start()];
  return (position) => {
    let state = kept[Math.min(kept.length - 1, Math.floor(position / KEPT_EVERY))] ?? start();
    while (position - state.position >= KEPT_EVERY) {
      state = advance(state, recording, state.position + KEPT_EVERY);
      kept.push(state);
    }
    return advance(state, recording, position);
  };
}
