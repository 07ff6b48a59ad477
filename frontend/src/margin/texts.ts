// What the margin says under its arithmetic, in English. `x` and `y` are numbers as they are written.

/** A word of the margin and the numbers in it. */
export type Says = [Exclude<keyof MarginTexts, "element">, ...number[]];

export const en = {
  addUp: () => "contributions add up",
  more: () => "more is still to come",
  oldPlusNew: () => "old + incoming",
  first: () => "it was None before",
  seed: (x: string) => `backward starts from ${x}`,
  factor: (x: string) => `the other factor is ${x}`,
  divisor: (x: string) => `divided by ${x}`,
  added: () => "passed on as it is",
  negated: () => "it was subtracted",
  summed: () => "to every element",
  mean: (n: string) => `mean of ${n} elements`,
  power: (n: string, x: string) => `n × xⁿ⁻¹ with n = ${n}, x = ${x}`,
  own: (y: string) => `times the result, ${y}`,
  twice: (y: string) => `twice the root, ${y}`,
  sigmoid: (y: string) => `y × (1 − y) with y = ${y}`,
  tanh: (y: string) => `1 − y² with y = ${y}`,
  open: () => "the input was positive",
  shut: () => "the input was not positive",
  cosine: (x: string) => `times cos(${x})`,
  copied: () => "a copy, passed on as it is",
  moved: () => "only the shape changes",
  elementwise: () => "element by element",
  stopped: () => "stopped here",
  step: (n: string) => `step ${n}`,
  saved: () => "it saved",
  version: (n: string) => `version ${n}`,
  versionNow: (n: string) => `now version ${n}`,
  element: (place: string) => `for element ${place}`,
};

export type MarginTexts = typeof en;
