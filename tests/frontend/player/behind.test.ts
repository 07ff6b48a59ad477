import { effect } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { behind } from "../../../frontend/src/player/behind";
import { createPlayer } from "../../../frontend/src/player/player";
import { fold } from "../../../frontend/src/recording/fold";
import { load } from "../fixtures";

const recording = load("05_grad_fn");

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("follows once the frame has been painted, and skips what nobody saw", async () => {
  const player = createPlayer(recording);
  const follower = behind(player);
  const followed: number[] = [];
  const stop = effect(() => void followed.push(follower.position.value));
  player.seek(2);
  player.seek(3);
  expect(follower.position.value).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  player.seek(4);
  await vi.advanceTimersByTimeAsync(100);
  stop();
  expect(followed).toEqual([1, 3, 4]);
  expect(follower.state.value).toEqual(fold(recording, 4));
  expect(follower.step.value).toBe(player.step.value);
  expect(follower.phase.value).toBe(player.phase.value);
});

it("takes over what is selected, and is one for all that follow", async () => {
  const player = createPlayer(recording);
  const follower = behind(player);
  expect(behind(player)).toBe(follower);
  player.seek(3);
  await vi.advanceTimersByTimeAsync(100);
  const id = recording.tensors[0]?.id ?? "";
  follower.select({ kind: "tensor", id });
  expect(player.selection.value).toEqual({ kind: "tensor", id });
  await vi.advanceTimersByTimeAsync(100);
  expect(follower.selection.value).toEqual({ kind: "tensor", id });
});
