// How far the program is scrolled sideways.

import { expect, it } from "vitest";
import { scrolledTo } from "../../../frontend/src/code/along";

it("does not move for what is seen where the lines begin", () => {
  expect(scrolledTo(84, 234, 240)).toBe(0);
});

it("shows the end of what lies beyond, and all of it if there is room", () => {
  const at = scrolledTo(300, 420, 240);
  expect(at).toBeLessThan(300 - 44);
  expect(at + 240).toBeGreaterThan(420);
});

it("shows the start of what is wider than the pane", () => {
  const at = scrolledTo(144, 644, 240);
  expect(at).toBeLessThan(100);
  expect(at).toBeGreaterThan(60);
});

it("leaves the lines at their start where the half of the pane shows what is wider than that", () => {
  expect(scrolledTo(84, 644, 240)).toBe(0);
  expect(scrolledTo(120, 644, 240)).toBe(0);
});
