// The picture in a document: it follows its player, and a step touches only what it changes.

import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { nameOf } from "../../../frontend/src/narration/facts";
import { createPlayer } from "../../../frontend/src/player/player";
import { Scene } from "../../../frontend/src/scene/Scene";
import { load } from "../fixtures";

const root = document.createElement("div");
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
const gradients = () =>
  [...root.querySelectorAll('[data-part="grad"]')].map((part) => part.textContent).join("|");

beforeEach(() => document.body.append(root));
afterEach(() => render(null, root));

it("draws every box once and follows the player", async () => {
  const recording = load("05_grad_fn");
  const player = createPlayer(recording);
  render(<Scene player={player} />, root);
  await settled();
  expect(root.querySelectorAll("[data-tensor]")).toHaveLength(5);
  expect(root.querySelectorAll("[data-function]")).toHaveLength(4);
  const before = gradients();
  player.last();
  await settled();
  expect(gradients()).not.toBe(before);
  player.first();
  await settled();
  expect(gradients()).toBe(before);
});

it("the same program run anew takes the picture over", async () => {
  const [one, two] = [createPlayer(load("05_grad_fn")), createPlayer(load("05_grad_fn"))];
  render(<Scene player={one} />, root);
  await settled();
  const first = gradients();
  one.last();
  render(<Scene player={two} />, root);
  await settled();
  expect(gradients()).toBe(first);
  two.last();
  await settled();
  expect(gradients()).not.toBe(first);
});

it("a card has the name that sentences and panels give its tensor, of what a call made on its way, too", async () => {
  const recording = load("inside");
  const player = createPlayer(recording, { position: recording.steps.length });
  render(<Scene player={player} />, root);
  await settled();
  const names = recording.tensors.map(({ id }) => nameOf(recording, player.state.value, id));
  const within = names.filter((name) => name.includes(" › "));
  const labels = [...root.querySelectorAll("[role=button][aria-label]")].map((one) =>
    one.getAttribute("aria-label"),
  );
  const cards = [...root.querySelectorAll<SVGElement>("[data-tensor]")].map(({ dataset }) => dataset.tensor);
  const drawn = within.filter((name) =>
    cards.some((id) => id && nameOf(recording, player.state.value, id) === name),
  );
  expect(drawn).not.toEqual([]);
  for (const name of drawn) expect(labels.some((label) => label?.startsWith(name))).toBe(true);
});

it("a step leaves the cards alone that it does not change", async () => {
  const recording = load("14_data_parallel");
  const at = (recording.steps.find((step) => step.type === "node")?.index ?? 0) + 1;
  const player = createPlayer(recording, { position: at });
  render(<Scene player={player} />, root);
  await settled();
  const cards = [...root.querySelectorAll("[data-tensor]")];
  const before = cards.map((card) => card.outerHTML);
  const touched = new Set<Element>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const card = element?.closest("[data-tensor]");
      if (card) touched.add(card);
    }
  });
  observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  player.next();
  await settled();
  observer.disconnect();
  const changed = cards.filter((card, n) => card.outerHTML !== before[n]);
  expect(changed.length).toBeLessThan(4);
  expect(touched.size).toBeLessThan(5);
  expect(cards.length).toBeGreaterThan(15);
});

it("a chip of a leaf selects the leaf, and again lets it go", async () => {
  const recording = load("07_accumulate_and_zero");
  const player = createPlayer(recording, { position: recording.steps.length });
  render(<Scene player={player} />, root);
  await settled();
  const chip = root.querySelector<SVGGElement>("[role=button]:has([data-leaf])");
  const leaf = chip?.querySelector("[data-leaf]")?.getAttribute("data-leaf");
  const press = () => chip?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  press();
  expect(player.selection.value).toEqual({ kind: "tensor", id: leaf });
  await settled();
  expect(root.querySelector(".chip.selected")).not.toBeNull();
  press();
  expect(player.selection.value).toBeNull();
});

it("a button let go outside the picture ends the drag", async () => {
  const player = createPlayer(load("05_grad_fn"));
  render(<Scene player={player} />, root);
  await settled();
  const picture = root.querySelector(".dag") as HTMLElement;
  const point = (type: string, clientX: number, buttons: number) =>
    picture.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX, buttons, bubbles: true }));
  const seen = () => root.querySelector(".world")?.getAttribute("style");
  const before = seen();
  point("pointerdown", 2, 1);
  point("pointermove", 60, 0);
  point("pointermove", 90, 0);
  await settled();
  expect([seen(), player.follow.value]).toEqual([before, true]);
});

it("a recording without a layout says why and lists its tensors", async () => {
  const recording = { ...load("05_grad_fn"), layout: null, layout_problem: "graphviz took more than 3 s" };
  const player = createPlayer(recording, { position: recording.steps.length });
  render(<Scene player={player} />, root);
  await settled();
  expect(root.textContent).toContain("graphviz took more than 3 s");
  expect(root.querySelector('[data-tensor="t1"] [data-part="grad"]')?.textContent).toBe("3 3 3 3");
});
