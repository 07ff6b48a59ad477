// Every step has its sentence, in both languages, with the step's own numbers.

import { describe, expect, it } from "vitest";
import { load, NAMES } from "../fixtures";
import { told } from "./telling";

const sentence = (name: string, type: string, nth: number, lang: "en" | "zh") => {
  const recording = load(name);
  const step = recording.steps.filter((s) => s.type === type)[nth];
  return told(recording, (step?.index ?? -1) + 1, lang);
};

describe("the walk of 05", () => {
  it("tells where contributions meet", () => {
    expect(sentence("05_grad_fn", "node", 2, "en")).toBe(
      "MulBackward0 receives 0.75 and sends 0.75 to both uses of y: each factor gets what arrives times the other factor. At y the contributions add up to 1.5.",
    );
    expect(sentence("05_grad_fn", "node", 2, "zh")).toBe(
      "MulBackward0 收到梯度 0.75，把 0.75 分别传给 y 的两处使用。每个因子得到：传来的梯度乘以另一个因子。各路梯度在 y 处相加，得到 1.5。",
    );
  });

  it("tells where backward starts and what it leaves", () => {
    expect(sentence("05_grad_fn", "backward", 0, "en")).toBe(
      "out.backward() starts from out with the gradient 1.",
    );
    expect(sentence("05_grad_fn", "accumulate", 0, "en")).toBe("x.grad was None and becomes 3 everywhere.");
    expect(sentence("05_grad_fn", "accumulate", 0, "zh")).toContain("x.grad 原来是 None");
  });
});

it("accumulation says what was there", () => {
  expect(sentence("07_accumulate_and_zero", "accumulate", 1, "en")).toBe(
    "The gradient 1 is added to what x.grad held, 3: now 4 everywhere. Gradients accumulate.",
  );
});

it("a vector-Jacobian product is named as one", () => {
  expect(sentence("08_vector_jacobian_product", "backward", 0, "en")).toContain(
    "vector v = [0.1, 1, 0.0001]",
  );
  expect(sentence("08_vector_jacobian_product", "backward", 0, "zh")).toContain("向量-雅可比积");
});

describe.each(NAMES)("%s", (name) => {
  const recording = load(name);
  it.each(["en", "zh"] as const)("has a whole sentence for every step (%s)", (lang) => {
    for (const step of recording.steps) {
      const text = told(recording, step.index + 1, lang);
      expect(text).not.toMatch(/undefined|null|\[object|NaN/);
      if (step.type !== "error" && step.type !== "warning")
        expect(text).toMatch(lang === "en" ? /\.$/ : /。$/);
      if (lang === "zh") expect(text).toMatch(/[\u4e00-\u9fff]|Error|Warning/);
    }
  });
});
