import { describe, expect, it } from "vitest";
import {
  fitted,
  followed,
  near,
  opening,
  outside,
  panned,
  zoomed,
} from "../../../frontend/src/scene/viewport";

const PANE = { width: 600, height: 400 };
const TALL = { width: 600, height: 2000 };
const at = (x: number, y: number, view: { left: number; top: number; scale: number }) => ({
  x: x * view.scale + view.left,
  y: y * view.scale + view.top,
});

describe("the camera", () => {
  it("shows all of a picture that can be read so", () => {
    expect(opening(PANE, { width: 300, height: 200 })).toEqual(fitted(PANE, { width: 300, height: 200 }));
  });

  it("never opens below a legible scale", () => {
    expect(opening(PANE, { width: 3000, height: 2000 })).toEqual({ left: 0, top: 0, scale: 1 });
    expect(fitted(PANE, { width: 3000, height: 2000 }).scale).toBe(0.2);
  });

  it("stays where it is while the step is in the middle", () => {
    const view = { left: 0, top: 0, scale: 1 };
    expect(followed(view, [{ x: 200, y: 150, width: 100, height: 80 }], PANE, TALL)).toEqual(view);
    expect(followed(view, [], PANE, TALL)).toEqual(view);
  });

  it("moves just as far as it must, and does not zoom", () => {
    const moved = followed(
      { left: 0, top: 0, scale: 1 },
      [{ x: 200, y: 500, width: 100, height: 80 }],
      PANE,
      TALL,
    );
    expect(moved).toEqual({ left: 0, top: 400 - 80 - 580, scale: 1 });
  });
});

it("does not show the empty beyond the picture", () => {
  const top = followed({ left: 0, top: 0, scale: 1 }, [{ x: 200, y: 0, width: 100, height: 80 }], PANE, TALL);
  expect(top.top).toBe(0);
  const end = followed(
    { left: 0, top: 0, scale: 1 },
    [{ x: 200, y: 1920, width: 100, height: 80 }],
    PANE,
    TALL,
  );
  expect(end.top).toBe(400 - 2000);
});

describe("a step that is about more than can be seen", () => {
  const WIDE = { width: 2400, height: 2000 };
  const view = { left: 0, top: 0, scale: 1 };
  const box = (x: number, y: number, width = 264, height = 104) => ({ x, y, width, height });
  const seen = ({ x, y, width, height }: ReturnType<typeof box>, to: typeof view, pane = PANE) =>
    x + to.left >= 0 &&
    y + to.top >= 0 &&
    x + width + to.left <= pane.width &&
    y + height + to.top <= pane.height;

  it("shows what it is first about, and of the rest what there is room for", () => {
    const [fn, near, far] = [box(400, 1500), box(500, 1320), box(100, 40)];
    const moved = followed(view, [fn, far, near], PANE, WIDE);
    expect([seen(fn, moved), seen(near, moved), seen(far, moved)]).toEqual([true, true, false]);
  });

  it("shows of the way up to what is too far away as much as there is room for beside hints and buttons", () => {
    const [fn, far] = [box(400, 1500, 264, 28), box(300, 900)];
    const bare = { width: 600, height: 400 };
    const under = fn.y + fn.height + followed(view, [fn, far], bare, WIDE).top;
    expect(under).toBeLessThanOrEqual(400 - 44);
    expect(under).toBeGreaterThan(400 - 44 - 20);
    // To a side of it, but not above: nothing is on its way up.
    const beside = { ...fn, x: 1400 };
    expect(followed(view, [fn, beside], bare, WIDE).top).toBe(followed(view, [fn], bare, WIDE).top);
  });

  it("shows the start of a box wider than the pane, or its end where the gradient is", () => {
    const card = box(500, 800, 900);
    expect(followed(view, [card], PANE, WIDE).left).toBe(8 - 500);
    expect(followed(view, [card], PANE, WIDE, true).left).toBe(600 - 8 - 1400);
  });

  it("leaves room for the arithmetic beside the last card, beyond the picture", () => {
    const moved = followed(view, [box(300, 800)], PANE, { width: 590, height: 2000 });
    expect(564 + 210 + moved.left).toBeLessThanOrEqual(PANE.width);
  });
});

describe("buttons over the pane's edges", () => {
  const covered = { ...PANE, above: 52, under: 60 };

  it("lie over nothing of a picture that is small enough", () => {
    const { top } = fitted(covered, { width: 300, height: 280 });
    expect(top).toBeGreaterThanOrEqual(52);
    expect(top + 280).toBeLessThanOrEqual(400 - 60);
    expect(opening(covered, TALL).top).toBe(52);
  });

  it("lie over neither the first nor the last card once they are followed to", () => {
    const start = { left: 0, top: 52, scale: 1 };
    const last = { x: 200, y: 1920, width: 100, height: 80 };
    const end = followed(start, [last], covered, TALL);
    expect(2000 + end.top).toBe(400 - 60);
    expect(followed(end, [{ ...last, y: 0 }], covered, TALL).top).toBe(52);
  });
});

it("zooming keeps the point under the pointer where it is", () => {
  const before = { left: 30, top: -20, scale: 1 };
  const after = zoomed(before, 2, 130, 80);
  expect(at(100, 100, before)).toEqual({ x: 130, y: 80 });
  expect(at(100, 100, after)).toEqual({ x: 130, y: 80 });
  expect(zoomed(before, 1000, 0, 0).scale).toBe(3);
});

it("panning moves and nothing else", () => {
  expect(panned({ left: 1, top: 2, scale: 0.5 }, 10, 20)).toEqual({ left: 11, top: 22, scale: 0.5 });
});

it("knows what lies above and below", () => {
  const boxes = [0, 300, 900].map((y) => ({ x: 0, y, width: 10, height: 50 }));
  const { above, below } = outside({ left: 0, top: -100, scale: 1 }, boxes, PANE);
  expect([above.map((box) => box.y), below.map((box) => box.y)]).toEqual([[0], [900]]);
});

describe("what is drawn of a large picture", () => {
  const seen = (top: number, scale = 1) => ({ left: 0, top: -top, scale });
  const first = near(null, seen(0), seen(0), PANE);

  it("is what is seen, and a margin", () => {
    expect(first).toEqual({ x: -300, y: -200, width: 1200, height: 800 });
  });

  it("stays the same while all that is seen on the way lies in it", () => {
    expect(near(first, seen(0), seen(200), PANE)).toBe(first);
    expect(near(first, seen(200), seen(100), PANE)).toBe(first);
  });

  it("comes along when it does not, and shows both ends of the way", () => {
    const { y, height } = near(first, seen(100), seen(300), PANE);
    expect([y, y + height]).toEqual([100 - 200, 700 + 200]);
  });

  it("is drawn anew when far less is seen", () => {
    const close = near(first, seen(0, 3), seen(0, 3), PANE);
    expect(close.width).toBeLessThan(first.width);
    expect(near(close, seen(0, 3), seen(0, 3), PANE)).toBe(close);
  });
});
