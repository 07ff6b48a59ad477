import { expect, it } from "vitest";
import { heightOf } from "../../../frontend/src/frame/height";

const picture = { width: 300, height: 300, pane: 400 };
const parts = { width: 720, code: 200, picture, panels: false, rest: 120 };

it("a frame is as high as the picture at its own size, or as the code beside it, and what is beneath", () => {
  expect(heightOf(parts)).toBe(300 + 56 + 120);
  expect(heightOf({ ...parts, code: 400 })).toBe(400 + 120);
  expect(heightOf({ ...parts, picture: { ...picture, pane: 150 } })).toBe(220 + 120);
});

it("is never higher than a screen, however long the program and large the graph", () => {
  expect(heightOf({ ...parts, code: 50_000, picture: { width: 900, height: 90_000, pane: 900 } })).toBe(
    420 + 120,
  );
});

it("has the code above the picture where it is narrow, in the share of the height that the style gives it", () => {
  const height = heightOf({ ...parts, width: 360, code: 5000 });
  expect(height).toBe(Math.ceil((340 + 120) / 0.7));
  expect(heightOf({ ...parts, width: 360, code: 50 })).toBe(340 + 120 + 50);
});

it("has room for panels, and needs none for a picture that is not there", () => {
  expect(heightOf({ ...parts, panels: true })).toBe(Math.ceil((300 + 56 + 120) / 0.64));
  expect(heightOf({ ...parts, picture: null })).toBe(200 + 120);
});
