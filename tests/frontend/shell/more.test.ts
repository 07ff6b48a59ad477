// On which sides of a box that scrolls there is more.
import { expect, it } from "vitest";
import { moreOf } from "../../../frontend/src/shell/useMore";

it("there is more before once it is scrolled, and after until its end", () => {
  const at = (scrollLeft: number) => moreOf({ scrollLeft, scrollWidth: 500, clientWidth: 300 });
  expect([0, 100, 200].map(at)).toEqual(["after", "before after", "before"]);
  expect([0.5, 199.5].map(at)).toEqual(["after", "before"]);
  expect(moreOf({ scrollLeft: 0, scrollWidth: 300, clientWidth: 300 })).toBe("");
});
