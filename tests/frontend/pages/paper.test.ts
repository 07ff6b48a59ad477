import { expect, it } from "vitest";
import { inhabited, onPaper } from "../../../frontend/src/pages/paper";

const lit = (y: number) => ({ x: 100, y, width: 264, height: 104 });

it("a picture goes on a sheet whole, shrunk as far as it can still be read", () => {
  const whole = { x: -4, y: 2, width: 700, height: 1720 };
  expect(onPaper(whole, lit(900))).toEqual({ ...whole, scale: 0.5 });
  expect(onPaper({ ...whole, width: 300, height: 400 }, lit(0)).scale).toBe(1);
});

it("of one that is too large the part around the step is printed, and nothing beyond its ends", () => {
  const whole = { x: 0, y: 0, width: 1300, height: 30_000 };
  for (const y of [20, 15_000, 29_800]) {
    const part = onPaper(whole, lit(y));
    expect(part.scale).toBe(0.6);
    expect(part.height * part.scale).toBeCloseTo(860);
    expect(part.y).toBeLessThanOrEqual(y);
    expect(part.y + part.height).toBeGreaterThanOrEqual(y + 104);
    expect(part.y).toBeGreaterThanOrEqual(0);
    expect(part.y + part.height).toBeLessThanOrEqual(30_000);
  }
});

it("of a long one that is no wider than a sheet the part is as large as on the screen", () => {
  const part = onPaper({ x: 0, y: 0, width: 400, height: 30_000 }, lit(15_000));
  expect(part).toMatchObject({ x: 0, width: 400, height: 860, scale: 1 });
});

it("a frame is printed as far as something is drawn in it", () => {
  const whole = { x: 0, y: 0, width: 400, height: 2000 };
  const things = [
    { x: 20, y: 900, width: 264, height: 132 },
    { x: 100, y: 1100, width: 264, height: 132 },
  ];
  expect(inhabited(whole, things)).toEqual({ x: 0, y: 844, width: 400, height: 444 });
  expect(inhabited(whole, [])).toEqual(whole);
});
