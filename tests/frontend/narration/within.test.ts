// An operation on the way to what an expression stands for is not told as that.

import { describe, expect, it, test } from "vitest";
import { calleeOf } from "../../../frontend/src/narration/within";
import { lastOf } from "../../../frontend/src/recording/latest";
import type { Op, Step } from "../../../frontend/src/recording/types.gen";
import { load } from "../fixtures";
import { told } from "./telling";

const inside = load("inside");

const said = (name: string, lang: "en" | "zh" = "en") =>
  inside.steps.flatMap((step) =>
    step.type === "op" && step.name === name ? [told(inside, step.index + 1, lang)] : [],
  );
const created = (place: string, lang: "en" | "zh" = "en") =>
  inside.steps.flatMap((step) => {
    const text = told(inside, step.index + 1, lang);
    return step.type === "create" && text.includes(place) ? [text] : [];
  });

describe("what an expression calls", () => {
  test.each([
    ["net(x)", "net"],
    ["(a * b).sum(0)", "sum"],
    ["self.layers[0](x)", ""],
    ["f(1)(x)", ""],
    ['torch.einsum("(i", a)', "einsum"],
    ["(f(x) for x in rows(y))", ""],
    ["for row in rows(x):\n    pass", ""],
    ["a + f(x)", null],
    ["-f(x)", null],
    ["not f(x)", null],
    ["x[0]", null],
    ["x.T", null],
    ["loss", null],
    ["预测.sum()", "sum"],
    ["网络(输入)", ""],
    ["输入 @ 权重", null],
  ])("%s", (expression, called) => {
    expect(calleeOf(expression)).toBe(called);
  });
});

describe("a module that is called", () => {
  it("gives what its last operation does, and no other", () => {
    const [, inTwin] = said("linear");
    expect(inTwin).toMatch(/^In twin\(x\), linear of 0 \(Linear\) gives \[\[/);
    expect(said("tanh")[1]).toMatch(/^twin\(x\) is \[\[/);
  });

  it("is told so in Chinese, too", () => {
    expect(said("linear", "zh")[1]).toMatch(/^在 twin\(x\) 中，0 \(Linear\) 的 linear 得到 \[\[/);
    expect(said("tanh", "zh")[1]).toMatch(/^twin\(x\) 的结果是 \[\[/);
  });

  it("gives nothing to a call of backward that runs it again", () => {
    const again = structuredClone(inside);
    const last = lastOf(again.steps, (step) => step.type === "op" && step.name === "tanh") as Op;
    const { index, scope } = lastOf(
      again.steps,
      ({ type, index: at }) => type === "bind" && at < last.index,
    ) as Step;
    const call = {
      call: 9,
      entry: "backward",
      roots: [],
      inputs: null,
      retain_graph: false,
      create_graph: false,
    };
    again.steps[index] = { type: "backward", index, scope, span: last.span, ...call } as Step;
    expect(told(again, last.index + 1, "en")).toMatch(/^In twin\(x\), tanh of 1 \(Tanh\) gives/);
  });
});

it("a partial sum is not the sum", () => {
  for (const sum of said("add")) expect(sum).toMatch(/^In sum\(parts\), add gives /);
});

it("a call of a function of the program's own is what it gives", () => {
  expect(said("Square")).toEqual([expect.stringMatching(/^Square\.apply\(y\) is \[\[/)]);
  expect(inside.steps.map((step) => told(inside, step.index + 1, "en"))).toContainEqual(
    expect.stringMatching(/^SumBackward0 receives .* of Square\.apply\(y\)[ :]/),
  );
});

it("what is assigned to an item stands for itself", () => {
  expect(said("setitem")).toEqual([expect.stringMatching(/^buffer\[0\] = … writes into buffer in place/)]);
});

describe("a tensor that no call made", () => {
  it("is there, where a copy of a module has it", () => {
    expect(created("twin")[0]).toBe(
      "In twin there is a 2×2 float32 parameter that no recorded step made. It requires a gradient, so autograd tracks it.",
    );
    expect(created("twin", "zh")[0]).toContain("不是由已记录的步骤创建的");
  });

  it("is handed over by backward, where that calls the program", () => {
    expect(created("g: torch.Tensor")).toEqual([
      expect.stringContaining("that backward hands to the program"),
    ]);
    expect(created("g: torch.Tensor", "zh")).toEqual([expect.stringContaining("它是反向传播交给程序的")]);
  });

  it("is a gradient that is read and not made", () => {
    expect(created("held.grad")).toEqual([
      expect.stringMatching(/^held\.grad is the gradient that is held there: \[\[/),
    ]);
    expect(created("held.grad", "zh")).toEqual([expect.stringMatching(/^held\.grad 是此时保留的梯度：\[\[/)]);
  });
});

describe("a name within a call", () => {
  const bound = (lang: "en" | "zh") =>
    inside.steps.flatMap((step) =>
      step.type === "bind" && step.local != null ? [told(inside, step.index + 1, lang)] : [],
    );

  it("may mean what it means outside, or what has another name there", () => {
    expect(bound("en").slice(0, 2)).toEqual([
      "Within this call the name x means the same tensor as outside of it: 1 everywhere.",
      expect.stringContaining("the name x means the same tensor as y"),
    ]);
    expect(bound("zh")[0]).toBe("在这次调用中，名字 x 与调用之外指向同一个张量：1（所有元素）。");
  });
});

describe("what a library makes on its way", () => {
  const recording = load("on_the_way");
  const all = (lang: "en" | "zh") => recording.steps.map((step) => told(recording, step.index + 1, lang));

  it("has the operation's name behind the call's, not the call's alone", () => {
    expect(all("en")).toContainEqual(
      expect.stringMatching(
        /^PowBackward0 receives .* to Normal\(mean, 1\.0\)\.log_prob\(torch\.ones\(2\)\) › sub\. /,
      ),
    );
    expect(all("zh")).toContainEqual(expect.stringContaining("log_prob(torch.ones(2)) › sub"));
  });

  it("is told of names that a tensor is unpacked to as an operation", () => {
    expect(all("en")).toContainEqual(expect.stringMatching(/^In first, second, unbind makes 2 tensors/));
  });
});

describe("a leaf that is changed without a call of torch", () => {
  const recording = load("on_the_way");
  const updates = (lang: "en" | "zh") =>
    recording.steps
      .filter((step) => step.type === "update")
      .map((step) => told(recording, step.index + 1, lang));

  it("is given other memory, or written to by numpy", () => {
    expect(updates("en")).toEqual([
      expect.stringMatching(/^mean is given other memory: it changes from /),
      expect.stringMatching(/^numpy changes mean in place from /),
    ]);
    expect(updates("zh")).toEqual([
      expect.stringMatching(/^mean 换了一块内存：/),
      expect.stringMatching(/^numpy 就地修改了 mean：/),
    ]);
  });
});

it("nothing is said of inputs that require no gradient where one does", () => {
  const recording = load("on_the_way");
  const step = recording.steps.find(
    ({ type, ...rest }) => type === "op" && "name" in rest && rest.name === "broadcast_tensors",
  ) as Op;
  expect(step.cut).toBeNull();
  expect(told(recording, step.index + 1, "en")).toMatch(
    / 1 everywhere\. It is a view: the same memory as its input\.$/,
  );
});

it("what is detached in place is cut off, not written to", () => {
  const recording = load("on_the_way");
  const step = recording.steps.find((at) => at.type === "op" && at.name === "detach_") as Op;
  expect(told(recording, step.index + 1, "en")).toBe(
    "loss.detach_() cuts loss off from its history: from here on it is a leaf.",
  );
  expect(told(recording, step.index + 1, "zh")).toContain("把 loss 从计算图中分离");
});
