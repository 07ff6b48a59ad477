// Numbers that a program takes out of its graph are cut off at the card that they come from.

import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createPlayer } from "../../../frontend/src/player/player";
import { Scene } from "../../../frontend/src/scene/Scene";
import { load } from "../fixtures";

const recording = load("numbers_out");
const takings = recording.steps.filter((step) => step.type === "op" && step.cut === "item");
const root = document.createElement("div");
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
const marks = () => [...root.querySelectorAll(".taken")];
const words = () => marks().map((mark) => mark.textContent);

beforeEach(() => document.body.append(root));
afterEach(() => render(null, root));

it("a loop that reads its loss has one mark a loss, however often it reads", async () => {
  expect(takings).toHaveLength(9);
  const player = createPlayer(recording, { position: recording.steps.length });
  render(<Scene player={player} />, root);
  await settled();
  expect(words()).toEqual(["tolist", "item ×2", "item ×2", "item, …"]);
  for (const mark of marks()) expect(mark.querySelectorAll(".slashes")).toHaveLength(1);
});

it("the mark comes with the step that takes the number, lit, and stays", async () => {
  const first = takings[0]?.index ?? -1;
  const player = createPlayer(recording, { position: first });
  render(<Scene player={player} />, root);
  await settled();
  expect(marks()).toEqual([]);
  player.next();
  await settled();
  expect(marks().map((mark) => mark.classList.contains("now"))).toEqual([true]);
  player.next();
  await settled();
  expect(marks().map((mark) => mark.classList.contains("now"))).toEqual([false]);
});
