import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nextOf, type Stretch, startOf } from "../../../frontend/src/player/pace";
import { createPlayer } from "../../../frontend/src/player/player";
import { chaptersOf } from "../../../frontend/src/recording/chapters";
import { load } from "../fixtures";

const recording = load("07_accumulate_and_zero");
const chapters = chaptersOf(recording);

/** Everything that is played from a position, at most once round. */
function played(stretch: Stretch, from: number, loop = false): number[] {
  const start = startOf(chapters, stretch, from);
  const positions = start === null ? [] : [start];
  for (;;) {
    const next = nextOf(chapters, stretch, positions.at(-1) ?? 0, loop);
    if (next === null || positions.includes(next)) return positions;
    positions.push(next);
  }
}

describe("what is played", () => {
  it("is everything that follows, and all of it from the end", () => {
    const all = recording.steps.map(({ index }) => index + 1);
    expect(played("all", 5)).toEqual(all.slice(4));
    expect(played("all", all.length)).toEqual(all);
  });

  it("is the backward calls alone, wherever it is begun", () => {
    const backward = chapters.flatMap(({ call, from, to }) =>
      call === null ? [] : Array.from({ length: to - from + 1 }, (_, n) => from + n),
    );
    expect(played("backward", 1)).toEqual(backward);
    expect(played("backward", recording.steps.length)).toEqual(backward);
  });

  it("is one chapter, round and round where that is asked for", () => {
    const second = chapters.find(({ call }) => call === 2);
    if (!second) throw new Error("no second call");
    const all = Array.from({ length: second.to - second.from + 1 }, (_, n) => second.from + n);
    expect(played("chapter", second.from)).toEqual(all);
    expect(nextOf(chapters, "chapter", second.to, true)).toBe(second.from);
    expect(nextOf(chapters, "chapter", second.to, false)).toBeNull();
  });

  it("is nothing where nothing was recorded, or no backward call", () => {
    expect(startOf([], "all", 0)).toBeNull();
    const forward = chapters.filter(({ call }) => call === null);
    expect(startOf(forward, "backward", 1)).toBeNull();
  });
});

describe("playing", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("round and round does not stop at the end", () => {
    const player = createPlayer(load("05_grad_fn"), { position: 19 });
    player.loop.value = true;
    player.play();
    vi.advanceTimersByTime(901 * 20);
    expect(player.playing.value).toBe(true);
    player.dispose();
  });

  it("backward only passes the forward steps over", () => {
    const player = createPlayer(recording);
    player.stretch.value = "backward";
    player.play();
    const seen = new Set<string>();
    while (player.playing.value) {
      seen.add(player.phase.value);
      vi.advanceTimersByTime(901);
    }
    expect([...seen]).toEqual(["backward"]);
  });
});
