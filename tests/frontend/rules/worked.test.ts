import { describe, expect, it } from "vitest";
import { functionOf, valueAt } from "../../../frontend/src/recording/lookup";
import type { Recording, Value } from "../../../frontend/src/recording/types.gen";
import { literal, partsOf, type Run } from "../../../frontend/src/rules/given";
import { historyOf, inNames, spelled } from "../../../frontend/src/rules/spelled";
import { agrees, MOST_ELEMENTS, type Worked, workedOut } from "../../../frontend/src/rules/worked";
import { load, NAMES } from "../fixtures";

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

describe.each(NAMES)("the rules of %s", (name) => {
  const recording = load(name);
  const all = runs(recording);

  it("give with the numbers of every step what torch sent, element by element", () => {
    for (const { name: fn, run, worked, terms } of all) {
      expect([fn, worked.length]).toEqual([fn, terms]);
      for (const { input, result } of worked) {
        const value = valueAt(recording, run.sent[input] as number);
        result.elements.forEach(({ value: number }, n) => {
          expect(number).toBeCloseTo(Number(value.first[n]), 4);
        });
      }
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
  expect(["'mean'", "torch.float32", "{}", ""].map(literal)).toEqual(Array(4).fill(undefined));
});
