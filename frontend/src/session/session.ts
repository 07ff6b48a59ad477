// The playground's memory: the program, the run under way, the recording being played. No DOM.

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Answer, Client, Failure } from "../api/client";
import type { Progress } from "../api/told";
import { createPlayer, type Player } from "../player/player";
import type { Options, Recording } from "../recording/types.gen";

export type Run =
  | { kind: "idle" }
  /** `progress` is null until the server has told of any. */
  | { kind: "running"; since: number; progress: Progress | null }
  | { kind: "done" }
  /** `source` is the program that was to be run. */
  | { kind: "failed"; failure: Failure; source: string };

export interface Session {
  /** The program in the editor. */
  readonly source: Signal<string>;
  /** The last recording that came, null before the first. It stays while the next is made. */
  readonly player: ReadonlySignal<Player | null>;
  readonly run: ReadonlySignal<Run>;
  /** Whether the program was changed since the recording was made. */
  readonly stale: ReadonlySignal<boolean>;
  /** Run the program. Resolves to its recording, or to null if there is none or a later request overtook it. */
  start(position?: number): Promise<Recording | null>;
  /** Run the program on show once more and record so many elements of each value; step and selection stay. */
  recordMore(most: number): Promise<Recording | null>;
  /** Fetch a recording by its id and take over its program. */
  open(id: string, position?: number): Promise<Recording | null>;
  /** Call off the request under way. Whether there was one. */
  cancel(): boolean;
  /** Say that what the session was to begin with did not come. */
  fail(failure: Failure): void;
}

/** So long a run may take, where there is a recording on show, before anything is said of it: nothing is to flicker. */
const SOON_MS = 300;

export function createSession(client: Client, source = "", now: () => number = Date.now): Session {
  const program = signal(source);
  const player = signal<Player | null>(null);
  const run = signal<Run>({ kind: "idle" });
  let latest = 0;
  let control: AbortController | null = null;
  // More elements are recorded of the program that this was asked for, and of no other.
  let more: { source: string; options: Options } | null = null;

  /** One request at a time; an answer that was overtaken changes nothing. */
  async function request(
    ask: (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<Answer<Recording>>,
    position: number | undefined,
  ): Promise<Recording | null> {
    control?.abort();
    control = new AbortController();
    const mine = ++latest;
    const source = program.peek();
    const since = now();
    let progress: Progress | null = null;
    let said = false;
    const say = () => {
      said = true;
      if (mine === latest) run.value = { kind: "running", since, progress };
    };
    if (player.peek() === null || run.peek().kind === "running") say();
    const soon = setTimeout(say, SOON_MS);
    const answer = await ask(control.signal, (news) => {
      progress = news;
      if (said) say();
    });
    clearTimeout(soon);
    if (mine !== latest) return null;
    control = null;
    if (!answer.ok) {
      run.value = { kind: "failed", failure: answer.failure, source };
      return null;
    }
    show(answer.value, position);
    run.value = { kind: "done" };
    return answer.value;
  }

  function show(recording: Recording, position: number | undefined): void {
    // The same program gives the same recording: who runs it again stays where they were.
    if (player.value?.recording.id === recording.id && sameLength(player.value.recording, recording)) return;
    player.value?.dispose();
    player.value = createPlayer(recording, position === undefined ? {} : { position });
  }

  return {
    source: program,
    player,
    run,
    stale: computed(() => player.value !== null && player.value.recording.program.source !== program.value),
    start(position) {
      const wanted = program.value;
      const options = more?.source === wanted ? more.options : undefined;
      return request((signal, tell) => client.record(wanted, signal, options, tell), position);
    },
    async recordMore(most) {
      const shown = player.value;
      if (shown === null) return null;
      const { source, options } = shown.recording.program;
      more = { source, options: { ...options, max_values: most } };
      const wanted = more.options;
      const selection = shown.selection.value;
      const recording = await request(
        (signal, tell) => client.record(source, signal, wanted, tell),
        shown.position.value,
      );
      if (recording) player.value?.select(selection);
      return recording;
    },
    async open(id, position) {
      const recording = await request((signal) => client.read(id, signal), position);
      if (recording) program.value = recording.program.source;
      return recording;
    },
    cancel() {
      control?.abort();
      return control !== null;
    },
    fail(failure) {
      run.value = { kind: "failed", failure, source: program.peek() };
    },
  };
}

/** A recording that was cut short is made anew under its id. */
const sameLength = (one: Recording, other: Recording) =>
  one.steps.length === other.steps.length && (one.layout === null) === (other.layout === null);
