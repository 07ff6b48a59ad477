// Long expressions are told by what they are made of, not by how they begin.

import { expect, it, test } from "vitest";
import { abridged } from "../../../frontend/src/narration/abridged";

const LEAF = "torch.tensor([1.0, 2.0, 3.0], requires_grad=True)";

test.each([
  ["x * y", "x * y"],
  [LEAF, "torch.tensor([…], requires_grad=True)"],
  [`${LEAF}.sum()`, "torch.tensor([…], requires_grad=True).sum()"],
  [`(out - ${LEAF}.sum()) ** 2`, "(out - torch.tensor(…).sum()) ** 2"],
  [
    `(out - ${LEAF}.sum()) ** 2 + torch.nn.functional.mse_loss(out, target)`,
    "(…) ** 2 + torch.nn.functional.mse_loss(…)",
  ],
  [
    "first_of_many + second_of_many + third_of_many + fourth",
    "first_of_many + second_of_many + third_of_many …",
  ],
])("%s", (whole, short) => {
  expect(abridged(whole)).toBe(short);
});

it("tells a leaf from what is made of it in the same expression, however long both begin alike", () => {
  const long = `torch.tensor([${"1.0, ".repeat(40)}2.0], requires_grad=True)`;
  expect(abridged(long)).not.toBe(abridged(`${long}.sum()`));
});

it("ends where brackets do not meet, as in what is no expression", () => {
  for (const broken of ["(".repeat(60), ")".repeat(60), `${"[a".repeat(30)})${"b]".repeat(30)}`])
    expect(abridged(broken).length).toBeLessThanOrEqual(48);
});

it("shortens what is longer than any line in as many passes as its brackets are deep", () => {
  const wide = `torch.stack([${Array.from({ length: 400 }, (_, n) => `f(x[${n}:${n + 2}], (a + b))`).join(", ")}])`;
  expect(abridged(wide)).toBe("torch.stack([…])");
  const deep = `${"f(".repeat(3000)}xyz${")".repeat(3000)}`;
  expect(abridged(deep)).toMatch(/^(f\()+…\)+$/);
});
