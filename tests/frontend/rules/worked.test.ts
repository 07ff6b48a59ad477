import { describe, expect, it } from "vitest";
import { functionOf, valueAt } from "../../../frontend/src/recording/lookup";
import type { Recording, Value } from "../../../frontend/src/recording/types.gen";
import type { Element } from "../../../frontend/src/rules/element";
import { literal, partsOf, type Run } from "../../../frontend/src/rules/given";
import { historyOf, inNames, nameOf, spelled, stepsOf } from "../../../frontend/src/rules/spelled";
import { agrees, MOST_ELEMENTS, type Worked, workedOut } from "../../../frontend/src/rules/worked";
import { load, loadWorked, NAMES, WORKED } from "../fixtures";

/** Every run of a function with a rule, and what can be worked out of it. */
function runs(recording: Recording): { name: string; run: Run; worked: Worked[]; terms: number }[] {
  return recording.steps.flatMap((step) => {
    if (step.type !== "node" && step.type !== "accumulate") return [];
    const run: Run =
      step.type === "node"
        ? { received: step.received, sent: step.sent }
        : { received: [step.incoming], sent: [step.after], before: step.before };
    const row = functionOf(recording, step.function);
    const rule = recording.rules?.[row.name];
    if (!rule || rule.source) return [];
    const terms = partsOf(rule, run.sent.length).filter((vjp, n) => {
      const sent = run.sent[n];
      if (sent == null || !vjp.term) return false;
      const { shape, first } = valueAt(recording, sent);
      const size = shape.reduce((product, one) => product * one, 1);
      return size <= MOST_ELEMENTS && first.length === size;
    }).length;
    return [{ name: row.name, run, worked: workedOut(recording, row, rule, run), terms }];
  });
}

/** What the operations say that they do, of any number of terms. */
const APPLIED: Record<string, (...terms: number[]) => number> = {
  sum: (...terms) => terms.reduce((all, one) => all + one, 0),
  prod: (...terms) => terms.reduce((all, one) => all * one, 1),
  add: (a = 0, b = 0) => a + b,
  sub: (a = 0, b = 0) => a - b,
  mul: (a = 0, b = 0) => a * b,
  div: (a = 0, b = 0) => a / b,
  pow: (a = 0, b = 0) => a ** b,
  neg: (a = 0) => -a,
  eq: (a, b) => Number(a === b),
  gt: (a = 0, b = 0) => Number(a > b),
  exp: (a = 0) => Math.exp(a),
  log: (a = 0) => Math.log(a),
  abs: (a = 0) => Math.abs(a),
  sign: (a = 0) => Math.sign(a),
  sigmoid: (a = 0) => 1 / (1 + Math.exp(-a)),
  cos: (a = 0) => Math.cos(a),
  tanh: (a = 0) => Math.tanh(a),
  clamp: (a = 0, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY) =>
    Math.min(Math.max(a, low), high),
  floor_divide: (a = 0, b = 0) => Math.floor(a / b),
  ge: (a = 0, b = 0) => Number(a >= b),
  erf: (a = 0) => integral((t) => (2 / Math.sqrt(Math.PI)) * Math.exp(-t * t), a),
};

/** From 0 to `end`, by Simpson's rule. */
function integral(of: (t: number) => number, end: number): number {
  const weights = Array.from({ length: 1001 }, (_, n) => (n % 1000 === 0 ? 1 : n % 2 === 1 ? 4 : 2));
  return weights.reduce((all, weight, n) => all + weight * of((n * end) / 1000), 0) * (end / 3000);
}

const RECORDINGS = [
  ...NAMES.map((name) => [name, load(name)] as const),
  ...WORKED.map((name) => [name, loadWorked(name)] as const),
];

describe.each(RECORDINGS)("the rules of %s", (_, recording) => {
  const all = runs(recording);

  it("give with the numbers of every step what torch sent, element by element", () => {
    for (const { name: fn, run, worked, terms } of all) {
      expect([fn, worked.length]).toEqual([fn, terms]);
      for (const { input, result } of worked) {
        const value = valueAt(recording, run.sent[input] as number);
        result.elements.forEach(({ value: number }, n) => {
          const given = Number(value.first[n]);
          expect(Math.abs(number - given)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(given)));
        });
      }
    }
  });

  it("say of each element the operations that give its number", () => {
    for (const { worked } of all)
      for (const { result } of worked)
        for (const element of result.elements.flatMap((one) => [...historyOf(one)]))
          if (element.how && "operation" in element.how) {
            const { operation, terms } = element.how;
            const again = APPLIED[operation]?.(...terms.map(({ value }) => value)) ?? Number.NaN;
            const close = Math.abs(again - element.value) <= 1e-9 * Math.max(1, Math.abs(element.value));
            expect([operation, Object.is(again, element.value) || close]).toEqual([operation, true]);
          }
  });

  it("make each element of what they were given", () => {
    for (const { worked } of all)
      for (const { operands, result } of worked) {
        const given = new Set(operands.flatMap(({ tensor }) => tensor.elements));
        for (const element of result.elements)
          if (element.how) expect([...historyOf(element)].some((one) => given.has(one))).toBe(true);
      }
  });
});

describe("what is worked out", () => {
  const recording = load("05_grad_fn");
  const [mul] = runs(recording).filter(({ name }) => name === "MulBackward0");

  it("is spelled in names and in numbers", () => {
    const pow = runs(recording).find(({ name }) => name === "PowBackward0")?.worked[0] as Worked;
    expect(pow.operands.map(({ term }) => inNames(term))).toEqual([
      "grad",
      "exponent × self ^ (exponent − 1)",
    ]);
    const [element] = pow.result.elements;
    if (!element) throw new Error("no element");
    expect(spelled(element, "names")).toBe("grad[0, 0] × 2 × self[0, 0] ^ 1");
    expect(mul).toBeDefined();
  });

  it("has what the rule calls by a name of its own said after it", () => {
    const [layer] = runs(loadWorked("layers")).filter(({ name }) => name === "NativeLayerNormBackward0");
    const [input, weight] = layer?.worked ?? [];
    const [element] = weight?.result.elements ?? [];
    if (!element || !input) throw new Error("no element");
    expect(spelled(element, "names")).toBe(
      "grad[0, 0] × xhat[0, 0] + grad[1, 0] × xhat[1, 0] + grad[2, 0] × xhat[2, 0]",
    );
    expect(stepsOf(element).steps.map(nameOf)).toEqual(["xhat[0, 0]", "xhat[1, 0]", "xhat[2, 0]"]);
    expect(spelled(stepsOf(element).steps[0] as Element, "names")).toBe(
      "(input[0, 0] − result1[0, 0]) × result2[0, 0]",
    );
    expect(input.operands.map(({ term }) => inNames(term))).toEqual([
      "grad",
      "weight",
      "input",
      "result1",
      "result2",
    ]);
  });

  it("tells of a window which products it is the sum of, and of a piece where it lay", () => {
    const all = runs(loadWorked("layers"));
    const told = (name: string, input: string, n: number) => {
      const worked = all
        .filter((one) => one.name === name)
        .flatMap((one) => one.worked)
        .filter(({ vjp }) => vjp.input === input)
        .at(-1);
      return spelled(worked?.result.elements[n] as Element, "names");
    };
    expect(told("ConvolutionBackward0", "weight", 0)).toBe("grad[0, 0, 1, 1] × input[0, 0, 1, 1]");
    expect(told("AvgPool2DBackward0", "self", 0)).toBe("grad[0, 0, 0, 0] ÷ 9");
    expect(told("StackBackward0", "tensors", 2)).toBe("grad[2, 1]");
    expect(told("EmbeddingBackward0", "weight", 8)).toBe("grad[0, 1, 0] + grad[1, 0, 0]");
    expect(told("SplitBackward0", "self", 8)).toBe("0");
  });

  it("is not shown where it comes to something else than torch did", () => {
    const [worked] = mul?.worked ?? [];
    const sent = valueAt(recording, mul?.run.sent[worked?.input ?? 0] as number);
    const wrong = { ...sent, first: sent.first.map((one) => Number(one) * 1.001) } as Value;
    expect([agrees((worked as Worked).result, sent), agrees((worked as Worked).result, wrong)]).toEqual([
      true,
      false,
    ]);
  });
});

it("reads what Python writes of numbers, shapes and flags, and nothing else", () => {
  expect(["(2, 2)", "(3,)", "()", "None", "True", "-1.5", "inf", "[(1, 2), (3,)]"].map(literal)).toEqual([
    [2, 2],
    [3],
    [],
    null,
    true,
    -1.5,
    Number.POSITIVE_INFINITY,
    [[1, 2], [3]],
  ]);
  expect(literal("'mean'")).toBe("mean");
  expect(["'a b'", "torch.float32", "{}", ""].map(literal)).toEqual(Array(4).fill(undefined));
});
