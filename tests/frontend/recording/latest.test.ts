import { expect, it } from "vitest";
import { lastIndexOf, lastOf } from "../../../frontend/src/recording/latest";

it("the last that is so is what an array's own findLast finds", () => {
  for (const numbers of [[], [1], [2], [1, 2, 3, 4, 5], [2, 4, 1]])
    for (const is of [(one: number) => one % 2 === 0, (one: number) => one > 9, () => true]) {
      const backwards = [...numbers].reverse();
      expect(lastOf(numbers, is)).toBe(backwards.find(is));
      expect(lastIndexOf(numbers, is)).toBe(numbers.lastIndexOf(backwards.find(is) ?? Number.NaN));
    }
});
