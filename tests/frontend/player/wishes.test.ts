import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createPlayer } from "../../../frontend/src/player/player";
import { obey } from "../../../frontend/src/player/wishes";
import { load } from "../fixtures";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const asked = (query: string, calm = false) => {
  const player = createPlayer(load("05_grad_fn"));
  obey(player, query, calm);
  const { speed, loop, playing } = player;
  player.dispose();
  return { speed: speed.value, loop: loop.value, playing: calm ? playing.value : undefined };
};

it("plays as fast and as often as the address asks, and only at a speed that there is", () => {
  expect(asked("?speed=2&loop=1")).toMatchObject({ speed: 2, loop: true });
  expect(asked("?speed=1000&loop=yes")).toMatchObject({ speed: 1, loop: false });
  expect(asked("")).toMatchObject({ speed: 1, loop: false });
});

it("begins by itself where it is asked to, and never where motion is unwelcome", () => {
  const player = createPlayer(load("05_grad_fn"));
  obey(player, "?autoplay=1", false);
  expect(player.playing.value).toBe(true);
  player.dispose();
  expect(asked("?autoplay=1", true).playing).toBe(false);
});
