// Where in a recording we are, and how we move. The state at a position is a fold; the clock is the only effect.

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Chapter, callsOf, chaptersOf } from "../recording/chapters";
import type { State } from "../recording/fold";
import { positionsOf } from "../recording/positions";
import type { Recording, Step } from "../recording/types.gen";
import { nextOf, type Stretch, startOf } from "./pace";
import { type Phase, phasesOf, statesOf } from "./states";

/** A tensor or a function; `part` narrows a tensor down to its gradient. */
export type Selection = { kind: "tensor" | "function"; id: string; part?: "grad" };
/** What the reader points at, anywhere: a node, a line of the source, or a step. */
export type Hover = Selection | { kind: "line"; line: number } | { kind: "step"; position: number };

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
const HOLD_MS = 900;

/** A recording being played. Position k: the first k steps have happened, the k-th is the current one. */
export interface Player {
  readonly recording: Recording;
  readonly length: number;
  readonly chapters: readonly Chapter[];
  /** How many backward calls there are: one alone needs no number. */
  readonly calls: number;
  readonly position: ReadonlySignal<number>;
  readonly step: ReadonlySignal<Step | null>;
  readonly state: ReadonlySignal<State>;
  readonly phase: ReadonlySignal<Phase>;
  readonly playing: ReadonlySignal<boolean>;
  readonly speed: Signal<number>;
  /** What is played, and whether it begins anew at its end. */
  readonly stretch: Signal<Stretch>;
  readonly loop: Signal<boolean>;
  readonly selection: Signal<Selection | null>;
  readonly hover: Signal<Hover | null>;
  /** Whether the camera goes along with the current step. */
  readonly follow: Signal<boolean>;
  /** Counts how often the whole picture was asked for. */
  readonly fits: Signal<number>;
  /** Which way a zoom was asked for, until it is done: 1 in, -1 out, else 0. */
  readonly zooms: Signal<number>;
  /** Counts how often the step was asked to be read aloud. */
  readonly asked: Signal<number>;
  stateAt(position: number): State;
  phaseAt(position: number): Phase;
  /** Show the whole picture. */
  fit(): void;
  /** Have the step read to those who do not see it. */
  ask(): void;
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
  /** Select a node and go to the next step that is about it, round to its first. */
  runTo(selection: Selection): void;
  dispose(): void;
}

type Moves = "fit" | "ask" | "seek" | "next" | "previous" | "first" | "last" | "play" | "pause" | "toggle";
type Choices = "select" | "seekLine" | "runTo" | "dispose";

/** A recording at a position, without the ways to another: what a picture of it needs. */
export function standing(recording: Recording, at: number): Omit<Player, Moves | Choices> {
  const position = signal(clamped(recording, at));
  const phases = phasesOf(recording);
  const phaseAt = (step: number) => phases[step - 1] ?? "forward";
  const stateAt = statesOf(recording);
  return {
    recording,
    length: recording.steps.length,
    chapters: chaptersOf(recording),
    calls: callsOf(recording),
    position,
    step: computed(() => recording.steps[position.value - 1] ?? null),
    state: computed(() => stateAt(position.value)),
    phase: computed(() => phaseAt(position.value)),
    playing: signal(false),
    selection: signal<Selection | null>(null),
    follow: signal(true),
    stateAt,
    ...((__STILL__ ? null : moving(phaseAt)) as ReturnType<typeof moving>),
  };
}

/** What only a player that moves has. */
const moving = (phaseAt: (step: number) => Phase) => ({
  speed: signal(1),
  stretch: signal<Stretch>("all"),
  loop: signal(false),
  hover: signal(null),
  fits: signal(0),
  zooms: signal(0),
  asked: signal(0),
  phaseAt,
});

const clamped = ({ steps }: Recording, position: number) =>
  Math.min(steps.length, Math.max(Math.min(1, steps.length), Math.round(position) || 1));

export function createPlayer(recording: Recording, options: { position?: number } = {}): Player {
  const base = standing(recording, options.position ?? 1);
  const { length, chapters, stretch, loop, speed } = base;
  const position = base.position as Signal<number>;
  const playing = base.playing as Signal<boolean>;
  const selection = base.selection;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pause = () => {
    clearTimeout(timer);
    playing.value = false;
  };
  const nextPlayed = () => nextOf(chapters, stretch.peek(), position.peek(), loop.peek());
  const hold = () => {
    timer = setTimeout(tick, HOLD_MS / speed.peek());
  };
  const tick = () => {
    const next = nextPlayed();
    if (next === null) return pause();
    position.value = next;
    if (nextPlayed() === null) return pause();
    hold();
  };
  const seek = (to: number) => {
    pause();
    selection.value = null;
    position.value = clamped(recording, to);
  };
  /** The first of these positions after the current one, or else the first of them. */
  const round = (at: number[]) => at.find((candidate) => candidate > position.peek()) ?? at[0];

  const player: Player = {
    ...base,
    fit() {
      player.fits.value += 1;
    },
    ask() {
      player.asked.value += 1;
    },
    seek,
    next: () => seek(position.value + 1),
    previous: () => seek(position.value - 1),
    first: () => seek(1),
    last: () => seek(length),
    play() {
      const from = startOf(chapters, stretch.peek(), position.peek());
      if (from === null || playing.value) return;
      position.value = from;
      selection.value = null;
      playing.value = true;
      hold();
    },
    pause,
    toggle: () => (playing.value ? pause() : player.play()),
    select(selected) {
      selection.value = selected;
    },
    seekLine(line) {
      const next = round(
        recording.steps.flatMap((step, index) => (step.span?.line === line ? [index + 1] : [])),
      );
      if (next !== undefined) seek(next);
    },
    runTo(selected) {
      const next = round(positionsOf(recording, selected));
      if (next !== undefined) seek(next);
      selection.value = selected;
    },
    dispose: pause,
  };
  return player;
}
