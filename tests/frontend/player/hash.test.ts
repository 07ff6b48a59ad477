// The address and the player say the same step, whoever speaks first.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { bindHash } from "../../../frontend/src/player/hash";
import { createPlayer } from "../../../frontend/src/player/player";
import { load } from "../fixtures";

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, "", "#step=2");
});
afterEach(() => {
  vi.useRealTimers();
});

it("the address follows the player", () => {
  const player = createPlayer(load("05_grad_fn"), { position: 2 });
  const end = bindHash(player);
  player.seek(3);
  vi.runAllTimers();
  expect(location.hash).toBe("#step=3");
  end();
});

it("a step that is asked for in the address is not written over by the one on show", () => {
  const player = createPlayer(load("05_grad_fn"), { position: 2 });
  const end = bindHash(player);
  player.seek(3);
  // As a change of the address is before its event comes.
  history.replaceState(null, "", "#step=5");
  vi.runAllTimers();
  expect(location.hash).toBe("#step=5");
  dispatchEvent(new HashChangeEvent("hashchange"));
  expect(player.position.value).toBe(5);
  player.seek(6);
  vi.runAllTimers();
  expect(location.hash).toBe("#step=6");
  end();
});
