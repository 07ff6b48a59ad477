import { describe, expect, it, vi } from "vitest";
import { parseJacobian } from "../../../frontend/src/jacobian/answer";
import { createAsk } from "../../../frontend/src/jacobian/ask";
import { request, stateOf } from "../../../frontend/src/jacobian/asking";
import { elementsOf, product, shownProduct, termsOf } from "../../../frontend/src/jacobian/product";
import { load } from "../fixtures";

const identity = {
  input: 0,
  complex: false,
  argument: "self",
  tensor: "t1",
  shape: [2],
  rows: [
    [1, 0],
    [0, 1],
  ],
  structure: "identity",
  block: null,
};
const answer = { question: {}, shape: [2], matrices: [identity] };

describe("an answer", () => {
  it("is read as rows of numbers, with what is to be seen in them", () => {
    const infinite = {
      ...identity,
      rows: [
        ["NaN", 0],
        [0, "-Infinity"],
      ],
      structure: "of tomorrow",
      block: [1, 1],
    };
    expect(parseJacobian({ ...answer, matrices: [infinite] })?.matrices[0]).toMatchObject({
      rows: [
        [Number.NaN, 0],
        [0, Number.NEGATIVE_INFINITY],
      ],
      structure: "dense",
      block: [1, 1],
    });
    expect(parseJacobian({ ...answer, matrices: [{ ...identity, rows: null }] })?.matrices[0]?.rows).toBe(
      null,
    );
  });

  it("is none where its rows do not fit its shapes", () => {
    for (const rows of [[[1, 0]], [[1], [0]], "no", [1, 2]])
      expect(parseJacobian({ ...answer, matrices: [{ ...identity, rows }] })).toBe(null);
    for (const body of [null, [], {}, { shape: [2] }, { shape: "2", matrices: [] }])
      expect(parseJacobian(body)).toBe(null);
  });
});

describe("v·J", () => {
  const recording = load("05_grad_fn");
  const step = recording.steps.find(
    (one) =>
      one.type === "node" && recording.functions[Number(one.function.slice(1)) - 1]?.name === "MulBackward0",
  );
  if (step?.type !== "node") throw new Error("no step");
  const v = elementsOf(recording, step.received[0]) ?? [];
  const scaled = (by: number) => v.map((_, n) => v.map((__, m) => (n === m ? by : 0)));
  const factor = (elementsOf(recording, step.sent[0])?.[0] ?? 0) / (v[0] ?? 1);

  it("is a sum for each column, of the products that are not 0", () => {
    const rows = [
      [1, 2],
      [0, 4],
    ];
    expect(product([10, 1], rows)).toEqual([10, 24]);
    expect(termsOf([10, 1], rows, 0)).toEqual([{ row: 0, v: 10, j: 1 }]);
    expect(termsOf([10, 1], rows, 1)).toHaveLength(2);
  });

  it("is shown where it is what torch sent, and not where it is something else", () => {
    const matrix = (by: number) => ({
      ...identity,
      structure: "diagonal" as const,
      rows: scaled(by),
      block: null,
    });
    const sent = step.sent[0] ?? null;
    expect(shownProduct(recording, matrix(factor), v, sent)).toEqual(v.map((one) => one * factor));
    expect(shownProduct(recording, matrix(factor * 2), v, sent)).toBe(null);
    expect(shownProduct(recording, matrix(factor), v, null)).toBe(null);
    expect(shownProduct(recording, matrix(factor), null, sent)).toBe(null);
  });
});

describe("a question", () => {
  const question = { function: "f1", output: 0 };
  const answering = (status: number, body: unknown) =>
    vi.fn(async () => new Response(JSON.stringify(body), { status })) as unknown as typeof fetch;

  it("is posted to its recording, and answered once for as long as that is played", async () => {
    const fetcher = answering(200, answer);
    const recording = load("05_grad_fn");
    await request(createAsk("/api", fetcher), recording, question);
    expect(stateOf(recording, question).value.kind).toBe("answered");
    expect(vi.mocked(fetcher).mock.calls[0]?.[0]).toBe(`/api/graphs/${recording.id}/jacobian`);
    expect(stateOf(load("05_grad_fn"), question).value.kind).toBe("not");
  });

  it("is answered with the API's reason, or with the failure", async () => {
    const recording = load("05_grad_fn");
    const problem = { type: "urn:gradwalk:problem:no-jacobian", title: "", detail: "", reason: "too_large" };
    await request(createAsk("/api", answering(422, problem)), recording, question);
    expect(stateOf(recording, question).value).toEqual({ kind: "failed", reason: "too_large" });
    await request(createAsk("/api", answering(200, { shape: 1 })), recording, question);
    expect(stateOf(recording, question).value).toEqual({ kind: "failed", reason: "broken" });
  });

  it("can be called off, and what comes later changes nothing", async () => {
    const recording = load("05_grad_fn");
    const asked = request(createAsk("/api", answering(200, answer)), recording, question);
    const state = stateOf(recording, question);
    if (state.value.kind !== "pending") throw new Error("not pending");
    state.value.cancel();
    await asked;
    expect(state.value.kind).toBe("not");
  });
});
