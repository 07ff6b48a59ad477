// Pointers to what lies outside: as many words as there is room for beside what is drawn.

import { describe, expect, it } from "vitest";
import { pointerTo } from "../../../frontend/src/scene/pointers";

const strip = { x: 12, y: 8, width: 336, height: 26 };
const card = (x: number, width = 264) => ({ x, y: 0, width, height: 120 });

describe("a pointer", () => {
  it("stands at the right end where nothing is under it", () => {
    const pointer = pointerTo(["x", "w"], strip, [{ ...card(0), y: 60 }]);
    expect(pointer?.text).toBe("x, w");
    expect(pointer?.left).toBeGreaterThan(260);
  });

  it("gives way to a card that reaches to its place", () => {
    const pointer = pointerTo(["x"], strip, [card(200, 160)]);
    expect(pointer?.text).toBe("x");
    expect(pointer?.left).toBeLessThan(160);
  });

  it("has fewer words where there is less room", () => {
    expect(pointerTo(["hidden", "weight", "x"], strip, [card(0, 210)])?.text).toBe("hidden +2");
    expect(pointerTo(["hidden", "weight", "x"], strip, [card(40)])).toBeNull();
    expect(pointerTo(["hidden", "weight", "x"], strip, [card(0, 280)])?.text).toBe("+3");
  });

  it("names what has one name once", () => {
    expect(pointerTo(["h", "h", "h", "W", "U", "x"], strip, [])?.text).toBe("h, W +2");
  });

  it("of nothing is none", () => {
    expect(pointerTo([], strip, [])).toBeNull();
  });
});

it("in large type needs more room", () => {
  const beside = [card(0, 290)];
  expect(pointerTo(["x"], strip, beside)).not.toBeNull();
  expect(pointerTo(["x"], strip, beside, 1.4)).toBeNull();
});
