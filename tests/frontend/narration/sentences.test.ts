// What is said of each kind of step, in the programs of the chapter that have it.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { join, plain, say, strong, value } from "../../../frontend/src/narration/segments";
import { zh } from "../../../frontend/src/narration/zh";
import { formatNumber } from "../../../frontend/src/recording/format";
import { parseRecording } from "../../../frontend/src/recording/parse";
import type { Accumulate, Node, Op, Recording, Step } from "../../../frontend/src/recording/types.gen";
import { sentenceOf, told } from "./telling";

const load = (program: string): Recording =>
  parseRecording(
    JSON.parse(
      readFileSync(resolve(import.meta.dirname, `../../fixtures/recordings/${program}.json`), "utf8"),
    ),
  );

const english = (recording: Recording, position: number) => told(recording, position, "en");
const chinese = (recording: Recording, position: number) => told(recording, position, "zh");

/** The positions that end with a step of this type, and with the given facts where some are given. */
const positionsOf = (recording: Recording, type: Step["type"], facts: object = {}): number[] =>
  recording.steps.flatMap((step, index) =>
    step.type === type && Object.entries(facts).every(([key, fact]) => (step as never)[key] === fact)
      ? [index + 1]
      : [],
  );

const only = (positions: number[]): number => {
  const [position] = positions;
  if (position === undefined || positions.length > 1) throw new Error(`${positions.length} such steps`);
  return position;
};

describe("two contributions meet", () => {
  test("the function that sends them both tells their sum", () => {
    const recording = load("05_grad_fn");
    expect(positionsOf(recording, "node").map((position) => english(recording, position))).toEqual([
      "MeanBackward0 receives 1 and sends 0.25 to every element of z: every element has an equal part in the mean, so each gets what arrives divided by their number.",
      "MulBackward0 receives 0.25 and sends 0.75 to y * y: each factor gets what arrives times the other factor.",
      "MulBackward0 receives 0.75 and sends 0.75 to both uses of y: each factor gets what arrives times the other factor. At y the contributions add up to 1.5.",
      "PowBackward0 receives 1.5 and sends 3 to x. The power rule: what arrives times the exponent, times the input to the power of the exponent minus one.",
    ]);
  });

  test("Chinese tells it too", () => {
    const recording = load("05_grad_fn");
    const [, , third = 0] = positionsOf(recording, "node");
    expect(chinese(recording, third)).toBe(
      "MulBackward0 收到梯度 0.75，把 0.75 分别传给 y 的两处使用。每个因子得到：传来的梯度乘以另一个因子。各路梯度在 y 处相加，得到 1.5。",
    );
  });

  test("what one number goes to in all elements is told where not all that is told of are such", () => {
    const [first = 0] = positionsOf(load("05_grad_fn"), "node");
    expect(chinese(load("05_grad_fn"), first)).toContain("收到梯度 1，把 0.25 传给 z 的每个元素：");
  });

  test("no sum is told where the recording ends before anything receives it", () => {
    const whole = load("05_grad_fn");
    const [, , third = 0] = positionsOf(whole, "node");
    const cut = { ...whole, steps: whole.steps.slice(0, third) };
    expect(english(cut, third)).toBe(
      "MulBackward0 receives 0.75 and sends 0.75 to both uses of y: each factor gets what arrives times the other factor.",
    );
  });

  test("a sum from two functions is told by the later one only", () => {
    const recording = load("11_leaf_rules");
    const told = positionsOf(recording, "node").filter((position) =>
      english(recording, position).includes("add up"),
    );
    expect(told).toEqual([positionsOf(recording, "node").at(-1)]);
    expect(english(recording, only(told))).toContain("At b the contributions add up to 5.");
  });
});

test("a gradient of too many elements is told in Chinese as a gradient of its shape", () => {
  const facts = { meetings: [], made: 0, rule: null, stretched: false };
  const sent = [{ to: { text: "w" }, value: { shape: "3×8" }, times: 1, same: false }];
  const sentence = zh.node({ fn: { text: "TBackward0" }, received: [{ shape: "8×3" }], sent, ...facts });
  expect(plain(zh.finished(sentence))).toBe("TBackward0 收到一个 8×3 的梯度，把一个 3×8 的梯度传给 w。");
});

test("an undefined gradient is not told as zeros", () => {
  const recording = load("05_grad_fn");
  const [, , third = 0] = positionsOf(recording, "node");
  const step = recording.steps[third - 1] as Node;
  step.sent = [null, step.sent[1] ?? null];
  expect(english(recording, third)).toBe(
    "MulBackward0 receives 0.75 and sends no gradient to y and 0.75 to y: each factor gets what arrives times the other factor.",
  );
  expect(chinese(recording, third)).toContain("把空梯度传给 y");
});

test("a gradient sent to a constant is not told", () => {
  const recording = load("05_grad_fn");
  const [, second = 0] = positionsOf(recording, "node");
  expect(english(recording, second).match(/ to /g)).toHaveLength(1);
});

describe("a leaf's gradient", () => {
  const recording = load("07_accumulate_and_zero");
  const [first = 0, second = 0, third = 0] = positionsOf(recording, "accumulate");

  test("is None before the first backward call", () => {
    expect(english(recording, first)).toBe("x.grad was None and becomes 3 everywhere.");
    expect(chinese(recording, first)).toBe("x.grad 原来是 None，现在是 3（所有元素）。");
  });

  test("accumulates in the second", () => {
    expect(english(recording, second)).toContain(
      "The gradient 1 is added to what x.grad held, 3: now 4 everywhere.",
    );
    expect(chinese(recording, second)).toBe("梯度累加：x.grad 原有 3，加上传入的 1，现在是 4（所有元素）。");
  });

  test("starts from the zeros that the program wrote", () => {
    expect(english(recording, only(positionsOf(recording, "grad")))).toBe(
      "The program fills x.grad with zeros; it was 4.",
    );
    expect(english(recording, third)).toContain("held, 0: now 1 everywhere");
  });

  test("has no name once the leaf is gone", () => {
    const gone = load("07_accumulate_and_zero");
    (gone.steps[first - 1] as Accumulate).tensor = null;
    expect(english(gone, first)).toBe("A gradient 3 arrives at a leaf that is gone.");
  });
});

describe("what autograd does not see", () => {
  test("a number that is taken out leaves the graph behind", () => {
    const recording = load("numbers_out");
    const [one] = positionsOf(recording, "op", { name: "item" });
    const [several] = positionsOf(recording, "op", { name: "tolist" });
    expect(english(recording, one as number)).toBe(
      "loss.item() takes the number out of loss: plain Python, with no gradient. The graph stays behind.",
    );
    expect(english(recording, several as number)).toContain("y.tolist() takes the numbers out of y:");
    expect(chinese(recording, one as number)).toContain("从 loss 中取出数值");
  });

  test("detach cuts the history and keeps the memory", () => {
    const recording = load("09_no_grad_and_detach");
    const detached = only(positionsOf(recording, "op", { cut: "detach" }));
    expect(english(recording, detached)).toContain("no gradient passes here");
    expect(chinese(recording, detached)).toContain("从计算图中分离");
  });

  test("under no_grad no function is made", () => {
    const recording = load("09_no_grad_and_detach");
    const untracked = only(positionsOf(recording, "op", { cut: "no_grad" }));
    expect(english(recording, untracked)).toContain("Under no_grad nothing is tracked");
    expect(english(recording, untracked)).not.toContain("PowBackward0");
  });

  test("a leaf changed through .data keeps its version", () => {
    const recording = load("10_data");
    const [update = 0] = positionsOf(recording, "update");
    expect(english(recording, update)).toBe(
      "x changes in place from 1 to 100. It stays a leaf: autograd does not record this.",
    );
  });
});

test("of what is too large for a sentence the shape is told once", () => {
  const large = (name: string) => {
    const recording = load(name);
    return { ...recording, values: recording.values.map((value) => ({ ...value, shape: [8, 8] })) };
  };
  const data = large("10_data");
  const [update = 0] = positionsOf(data, "update");
  expect(english(data, update)).toBe(
    "x, an 8×8 tensor, changes in place. It stays a leaf: autograd does not record this.",
  );
  expect(chinese(data, update).match(/8×8/g)).toHaveLength(1);
  const zeroed = large("07_accumulate_and_zero");
  const second = positionsOf(zeroed, "accumulate")[1] ?? 0;
  expect(english(zeroed, second)).toBe(
    "The gradient, an 8×8 tensor, is added to what x.grad held. Gradients accumulate.",
  );
  expect(chinese(zeroed, second).match(/8×8/g)).toHaveLength(1);
});

test("an in-place operation tells the tensor and its new version", () => {
  const recording = load("02_index_shares_memory");
  const [first = 0] = recording.steps.flatMap((step, index) =>
    step.type === "op" && step.mutated.length ? [index + 1] : [],
  );
  expect(english(recording, first)).toBe("y += 1 writes into y in place, now at version 1: it is [1, 2, 3].");
});

test("what is written beside a result is told apart from it", () => {
  const recording = load("02_index_shares_memory");
  const [first = 0] = recording.steps.flatMap((step, index) =>
    step.type === "op" && step.mutated.length ? [index + 1] : [],
  );
  const step = recording.steps[first - 1] as Op;
  step.outputs = step.mutated;
  expect(english(recording, first)).toBe("y += 1 is [1, 2, 3], and writes into y in place.");
  expect(chinese(recording, first)).toBe("y += 1 的结果是 [1, 2, 3]，同时就地修改了 y。");
});

test("a call with a vector is a vector-Jacobian product", () => {
  const recording = load("08_vector_jacobian_product");
  const call = only(positionsOf(recording, "backward"));
  const vector = [0.1, 1, Math.fround(0.0001)].map(formatNumber).join(", ");
  expect(english(recording, call)).toContain(`the vector v = [${vector}], for a vector-Jacobian product`);
  expect(chinese(recording, call)).toContain("向量-雅可比积");
});

test("a gradient that is asked for at a place in the graph is that of an input", () => {
  const recording = load("08_vector_jacobian_product");
  const call = only(positionsOf(recording, "backward"));
  Object.assign(recording.steps[call - 1] as Step, { entry: "grad", inputs: [] });
  expect(english(recording, call)).toContain("It returns the gradient of its inputs and touches no .grad.");
  expect(chinese(recording, call)).toContain("梯度直接返回，不会写入 .grad。");
});

test("uninitialised memory is not told as numbers", () => {
  const recording = load("01_create");
  const noise = recording.steps.flatMap((step, index) => {
    const tensor = step.type === "bind" ? step.tensor : step.type === "create" ? step.tensor : null;
    const row = recording.tensors.find((each) => each.id === tensor);
    return row && recording.values[row.value]?.hidden === "uninitialised" ? [index + 1] : [];
  });
  expect(noise.length).toBeGreaterThan(0);
  for (const position of noise) {
    expect(sentenceOf(recording, position, "en").filter((segment) => segment.kind === "value")).toEqual([]);
  }
});

test("retain_grad is told of a tensor that is no leaf", () => {
  const recording = load("11_leaf_rules");
  expect(english(recording, only(positionsOf(recording, "flag")))).toContain(
    "e is no leaf, but keeps its gradient",
  );
});

test("an error is told in Python's own words", () => {
  const recording = load("12_backward_needs_a_graph");
  const message = "element 0 of tensors does not require grad and does not have a grad_fn";
  expect(english(recording, recording.steps.length)).toBe(`RuntimeError: ${message}`);
  expect(chinese(recording, recording.steps.length)).toBe(`RuntimeError：${message}`);
});

test("without steps there is still a sentence", () => {
  const recording = { ...load("05_grad_fn"), steps: [] };
  expect(english(recording, 0)).toBe("The program did nothing with tensors.");
  expect(chinese(recording, 0)).toBe("程序没有进行任何张量运算。");
});

test("a backward call that raises before any function runs is not told as done", () => {
  const recording = load("12_backward_needs_a_graph");
  expect(english(recording, only(positionsOf(recording, "backward")))).toBe("z.backward() starts from z.");
  expect(english(recording, only(positionsOf(recording, "backward_end")))).toBe(
    "Backward ended with an error.",
  );
  expect(chinese(recording, only(positionsOf(recording, "backward_end")))).toBe("反向传播因出错而结束。");
});

test("an operation with several results tells how many", () => {
  const recording = load("14_data_parallel");
  const [chunk = 0] = positionsOf(recording, "op", { name: "chunk" });
  expect(english(recording, chunk)).toContain("batch.chunk(2) makes 2 tensors; the first is a 4×4 tensor.");
  expect(chinese(recording, chunk)).toContain("得到 2 个张量");
});

test("elements that look the same at four digits are not told as equal", () => {
  const recording = load("05_grad_fn");
  const value = recording.values[0];
  if (value) value.first = [1.00001, 1.00002, 1.00003, 1.00004];
  expect(english(recording, 2)).not.toContain("everywhere");
});

test("a leaf that no gradient reaches keeps what it had", () => {
  const recording = load("05_grad_fn");
  const position = only(positionsOf(recording, "accumulate"));
  Object.assign(recording.steps[position - 1] as Accumulate, { incoming: null, after: null });
  expect(english(recording, position)).toBe("No gradient arrives at x: x.grad stays None.");
  expect(chinese(recording, position)).toBe("没有梯度传到 x：x.grad 仍是 None。");
});

describe("pieces of a sentence", () => {
  test("keep their kind and their order", () => {
    expect(say`${strong("x")} is ${value("3")}.`).toEqual([
      { kind: "strong", text: "x" },
      { kind: "text", text: " is " },
      { kind: "value", text: "3" },
      { kind: "text", text: "." },
    ]);
  });

  test.each([
    [0, ""],
    [1, "a"],
    [2, "a and b"],
    [3, "a, b and c"],
  ])("a list of %i reads well", (count, expected) => {
    const items = ["a", "b", "c"].slice(0, count).map((text) => say`${text}`);
    expect(plain(join(items, ", ", " and "))).toBe(expected);
  });
});

describe("words that fit what they are said of", () => {
  test("an article fits the number or the word that follows it", () => {
    expect(english(load("01_create"), 16)).toContain("makes an int64 leaf of 5 elements");
    expect(english(load("14_data_parallel"), 1)).toContain("makes an 8×4 float32 leaf");
  });

  test("a second name is told to mean the same tensor", () => {
    const recording = load("13_cuda");
    const at = only(positionsOf(recording, "bind", { name: "moved" }));
    expect(english(recording, at)).toBe("The name moved means the same tensor as x: 1 everywhere.");
    expect(chinese(recording, at)).toBe("名字 moved 与 x 指向同一个张量：1（所有元素）。");
  });

  test("a comparison is true or false", () => {
    const recording = load("08_vector_jacobian_product");
    const told = positionsOf(recording, "op", { name: "lt" }).map((at) => english(recording, at));
    expect(told.at(0)).toContain("< 1000 is True.");
    expect(told.at(-1)).toContain("< 1000 is False.");
  });

  test("a list that is sent on as it came is not told twice", () => {
    const recording = load("14_data_parallel");
    const [first] = positionsOf(recording, "node").filter((at) =>
      english(recording, at).startsWith("CloneBackward0"),
    );
    expect(english(recording, first as number)).toContain("and sends the same to weight");
    expect(chinese(recording, first as number)).toContain("把同样的梯度传给 weight");
  });

  test("one element needs no vector", () => {
    const recording = load("10_data");
    expect(english(recording, only(positionsOf(recording, "backward")))).toBe(
      "y.backward() starts from y with the gradient 1.",
    );
  });
});
