// A backward step is told with the words of its function's rule.

import { describe, expect, it } from "vitest";
import { ruled } from "../../../frontend/src/narration/ruled";
import type { Recording } from "../../../frontend/src/recording/types.gen";
import { load, loadWorked, NAMES, WORKED } from "../fixtures";
import { sentenceOf, told } from "./telling";

const nodes = (recording: Recording) =>
  recording.steps.flatMap((step) => (step.type === "node" ? [step] : []));

describe.each([
  ...NAMES.map((name) => [name, load] as const),
  ...WORKED.map((name) => [name, loadWorked] as const),
])("%s", (name, read) => {
  const recording = read(name);
  it("says the rule of every function that sends something, and of no other", () => {
    for (const step of nodes(recording).slice(0, 60)) {
      const row = recording.functions[Number(step.function.slice(1)) - 1];
      const rule = recording.rules?.[row?.name ?? ""];
      const due = rule && !rule.source && step.sent.some((value) => value !== null);
      for (const lang of ["en", "zh"] as const) {
        const said = sentenceOf(recording, step.index + 1, lang).filter(({ kind }) => kind === "rule");
        expect(said.map(({ text }) => text).slice(0, 1)).toEqual(
          due ? [ruled(rule.says[lang], lang).text] : [],
        );
      }
    }
  });
});

it("what was broadcast is said to get a sum, and nothing else is", () => {
  const said = (name: string, type: string) => {
    const recording = load(name);
    const of = (step: { function: string }) =>
      recording.functions[Number(step.function.slice(1)) - 1]?.name === type;
    return nodes(recording)
      .filter(of)
      .map((step) => told(recording, step.index + 1, "en").includes("What was broadcast"));
  };
  expect(said("04_broadcast", "AddBackward0")).toEqual([true]);
  expect(new Set(said("03_view_reshape_clone", "AddBackward0"))).toEqual(new Set([false]));
  expect(new Set(said("scopes", "AddmmBackward0"))).toEqual(new Set([false]));
});

it("a rule ends the sentence where it can, and is one of its own where it has a colon or begins with code", () => {
  const text = (says: string, lang: "en" | "zh" = "en") => ruled(says, lang).text;
  expect(text("What arrives is sent on.")).toBe(": what arrives is sent on");
  expect(text("A copy. It is one.")).toBe(": a copy");
  expect(text("The power rule: g times n.")).toBe(". The power rule: g times n");
  expect(text("`other - self` is turned.")).toBe(". other - self is turned");
  expect(text("Q stays.")).toBe(". Q stays");
  expect(text("传来的梯度原样传出。", "zh")).toBe("：传来的梯度原样传出");
  expect(text("副本的值相同：原样传出。", "zh")).toBe("。副本的值相同：原样传出");
});

it("a function of the program's own is told without a rule's words", () => {
  const recording = structuredClone(load("05_grad_fn"));
  const [first] = nodes(recording);
  const rule = recording.rules?.MeanBackward0;
  if (!first || !rule) throw new Error("no mean");
  const span = recording.steps[0]?.span;
  if (!span) throw new Error("no span");
  rule.source = { text: "def backward(ctx, grad): ...", span, class_span: span };
  expect(told(recording, first.index + 1, "en")).toBe(
    "MeanBackward0 receives 1 and sends 0.25 to every element of z.",
  );
});
