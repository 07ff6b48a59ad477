import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bindHash, stepOfHash } from "../../../frontend/src/player/hash";
import { createPlayer } from "../../../frontend/src/player/player";
import { actionOf } from "../../../frontend/src/player/shortcuts";
import { phasesOf } from "../../../frontend/src/player/states";
import { fold } from "../../../frontend/src/recording/fold";
import { load } from "../fixtures";

const recording = load("05_grad_fn");
const LAST = recording.steps.length;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("moving", () => {
  it("begins at the first step and stays inside the recording", () => {
    const player = createPlayer(recording);
    expect(player.position.value).toBe(1);
    player.previous();
    expect(player.position.value).toBe(1);
    player.seek(1000);
    expect(player.position.value).toBe(LAST);
    player.seek(Number.NaN);
    expect(player.position.value).toBe(1);
  });

  it("has the fold's state wherever it goes", () => {
    const player = createPlayer(recording);
    for (const position of [2, 3, 4, LAST, 7, 6, 5, 4, 3, 2, 8, 1]) {
      player.seek(position);
      expect(player.state.value).toEqual(fold(recording, position));
      expect(player.step.value?.index).toBe(position - 1);
    }
  });

  it("goes through the steps of a line, round and round", () => {
    const player = createPlayer(recording, { position: LAST });
    const steps = recording.steps.flatMap((step) => (step.span?.line === 5 ? [step.index + 1] : []));
    for (const expected of [...steps, steps[0]]) {
      player.seekLine(5);
      expect(player.position.value).toBe(expected);
    }
    player.seekLine(99);
    expect(player.position.value).toBe(steps[0]);
  });

  it("has nothing to move through in a recording without steps", () => {
    const player = createPlayer({ ...recording, steps: [] });
    player.next();
    player.play();
    expect(player.position.value).toBe(0);
    expect(player.playing.value).toBe(false);
    expect(player.step.value).toBeNull();
  });
});

describe("playing", () => {
  it("takes a step a beat, and stops at the end", () => {
    const player = createPlayer(recording);
    player.play();
    vi.advanceTimersByTime(901);
    expect(player.position.value).toBe(2);
    player.speed.value = 4;
    vi.advanceTimersByTime(60_000);
    expect(player.position.value).toBe(LAST);
    expect(player.playing.value).toBe(false);
  });

  it("stops when the reader takes a step", () => {
    const player = createPlayer(recording);
    player.play();
    player.next();
    vi.advanceTimersByTime(10_000);
    expect(player.position.value).toBe(2);
  });

  it("begins anew from the end", () => {
    const player = createPlayer(recording, { position: LAST });
    player.toggle();
    expect([player.position.value, player.playing.value]).toEqual([1, true]);
    player.toggle();
    expect(player.playing.value).toBe(false);
  });
});

it("the phase is backward from a call's begin to its end, and error where the program failed", () => {
  const phases = phasesOf(recording);
  recording.steps.forEach((step, index) => {
    const inside = ["backward", "node", "accumulate", "backward_end"].includes(step.type);
    expect(phases[index]).toBe(inside ? "backward" : "forward");
  });
  expect(phasesOf(load("12_backward_needs_a_graph")).at(-1)).toBe("error");
});

describe("the address", () => {
  it.each([
    ["#step=12", 12],
    ["#a=1&step=3", 3],
    ["#step=-1", null],
    ["#step=x", null],
    ["", null],
  ])("%s names step %s", (hash, step) => {
    expect(stepOfHash(hash)).toBe(step);
  });

  it("keeps what else stands in it", () => {
    location.hash = "#v1=abc&step=2";
    const end = bindHash(createPlayer(recording, { position: 4 }));
    vi.advanceTimersByTime(500);
    expect(location.hash).toBe("#v1=abc&step=4");
    end();
    location.hash = "";
  });

  it("follows the player, and the player the address", () => {
    const player = createPlayer(recording);
    const end = bindHash(player);
    player.seek(5);
    vi.advanceTimersByTime(500);
    expect(location.hash).toBe("#step=5");
    location.hash = "#step=9";
    dispatchEvent(new Event("hashchange"));
    expect(player.position.value).toBe(9);
    end();
    player.seek(2);
    vi.advanceTimersByTime(500);
    expect(location.hash).toBe("#step=9");
  });
});

it("keys move as the help says", () => {
  const player = createPlayer(recording, { position: 5 });
  const press = (key: string) => {
    actionOf(key, player)?.();
    return player.position.value;
  };
  expect(["ArrowRight", ".", "ArrowLeft", ",", "End", "PageUp", "Home", "PageDown"].map(press)).toEqual([
    6,
    7,
    6,
    5,
    LAST,
    LAST - 10,
    1,
    11,
  ]);
  press("+");
  expect(player.speed.value).toBe(2);
  press("f");
  press("s");
  press("l");
  expect([player.fits.value, player.asked.value, player.loop.value]).toEqual([1, 1, true]);
  expect(actionOf("q", player)).toBeNull();
  expect(actionOf("r", player)).toBeNull();
  actionOf("r", player, { kind: "tensor", id: "t1" })?.();
  expect(player.selection.value).toEqual({ kind: "tensor", id: "t1" });
  press("Escape");
  expect(player.selection.value).toBeNull();
});
