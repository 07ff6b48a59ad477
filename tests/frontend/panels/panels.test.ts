// What the panels say, without drawing them.

import { describe, expect, it } from "vitest";
import { type ConsoleLine, linesOf, startOf } from "../../../frontend/src/panels/console";
import { entryInShort } from "../../../frontend/src/panels/inShort";
import {
  type Account,
  accountsOf,
  groupAt,
  LEAVES_AT_ONCE,
  pageOf,
} from "../../../frontend/src/panels/ledger";
import { subjectAt } from "../../../frontend/src/panels/subject";
import { en } from "../../../frontend/src/panels/texts";
import { zh } from "../../../frontend/src/panels/texts.zh";
import { fold } from "../../../frontend/src/recording/fold";
import { valueAt } from "../../../frontend/src/recording/lookup";
import { load, NAMES } from "../fixtures";

describe("the ledger", () => {
  const recording = load("07_accumulate_and_zero");
  const [account] = accountsOf(recording);
  const first = (index: number | null) => (index === null ? null : valueAt(recording, index).first[0]);

  it("has one account, for x, with every arrival and the zeroing between", () => {
    expect(accountsOf(recording)).toHaveLength(1);
    const kinds = account?.entries.map(({ kind, before, after }) => [kind, first(before), first(after)]);
    expect(kinds).toEqual([
      ["added", null, 3],
      ["added", 3, 4],
      ["zeroed", 4, 0],
      ["added", 0, 1],
    ]);
  });

  it("shows the arrival to come, then the latest that came, with what was before and since", () => {
    if (!account) throw new Error("no account");
    const [one, two, zeroed, three] = account.entries;
    const at = (entry: typeof one) => pageOf(account, entry?.position ?? 0);
    expect(pageOf(account, 1)).toEqual({
      arrival: one,
      happened: false,
      earlier: [],
      since: [],
      next: null,
    });
    expect(at(two)).toEqual({ arrival: two, happened: true, earlier: [one], since: [], next: three });
    expect(at(zeroed)).toEqual({
      arrival: two,
      happened: true,
      earlier: [one],
      since: [zeroed],
      next: three,
    });
    expect(pageOf(account, recording.steps.length)).toEqual({
      arrival: three,
      happened: true,
      earlier: [one, two, zeroed],
      since: [],
      next: null,
    });
  });

  it("turns to the leaves to which something happened last", () => {
    const [entry] = account?.entries ?? [];
    if (!entry) throw new Error("no entry");
    // Gradients come to the leaves one after the other, and once more to the first.
    const many: Account[] = Array.from({ length: 2 * LEAVES_AT_ONCE + 1 }, (_, n) => ({
      tensor: `t${n + 1}`,
      entries: [{ ...entry, position: 10 + n }],
    }));
    many[0]?.entries.push({ ...entry, position: 100 });
    const groups = [1, 10, 9 + LEAVES_AT_ONCE, 10 + LEAVES_AT_ONCE, 10 + 2 * LEAVES_AT_ONCE, 99, 100];
    expect(groups.map((position) => groupAt(many, position))).toEqual([0, 0, 0, 1, 2, 2, 0]);
  });

  it("counts the passes", () => {
    expect(account?.entries.map((entry) => entry.pass)).toEqual([1, 2, null, 3]);
  });

  it("knows which function sent what arrives", () => {
    const [x] = accountsOf(load("05_grad_fn"));
    expect(x?.entries.map((entry) => entry.from)).toEqual([["PowBackward0"]]);
  });

  it.each(NAMES)("agrees with the fold of %s on every .grad that it accounts for", (name) => {
    const recorded = load(name);
    for (const { tensor, entries } of accountsOf(recorded))
      for (const { position, before, after } of entries) {
        expect(fold(recorded, position - 1).tensors[tensor]?.grad).toBe(before);
        expect(fold(recorded, position).tensors[tensor]?.grad).toBe(after);
      }
  });
});

const textOf = (line: ConsoleLine) => line.pieces.map((piece) => piece.text).join("");

describe("the console", () => {
  it.each(NAMES)("has all that %s printed, in order", (name) => {
    const recording = load(name);
    const printed = recording.steps.flatMap((step) =>
      step.type === "print" && step.stream === "stdout" ? [step.text] : [],
    );
    const lines = linesOf(recording).filter((line) => line.kind === "stdout");
    expect(lines.map(textOf).join("\n")).toBe(printed.join("").replace(/\n$/, ""));
  });

  it("ends with the error in torch's own words, and each line leads to its step", () => {
    const recording = load("12_backward_needs_a_graph");
    const last = linesOf(recording).at(-1);
    expect(last?.kind).toBe("error");
    if (!last) throw new Error("no line");
    expect(textOf(last)).toMatch(/^RuntimeError: element 0 of tensors does not require grad/);
    expect(recording.steps[startOf(last) - 1]?.type).toBe("error");
    expect(last.frames.at(-1)?.name).toBe("<module>");
  });

  it("joins what several steps wrote into lines, and breaks where another stream comes in", () => {
    const print = (index: number, text: string, stream: "stdout" | "stderr" = "stdout") => ({
      type: "print" as const,
      index,
      span: null,
      stream,
      text,
    });
    const steps = [print(0, "a"), print(1, "b\n\nc"), print(2, "d", "stderr"), print(3, "e\n")];
    const lines = linesOf({ ...load("12_backward_needs_a_graph"), steps });
    expect(lines.map((line) => [line.kind, line.pieces])).toEqual([
      [
        "stdout",
        [
          { text: "a", position: 1 },
          { text: "b", position: 2 },
        ],
      ],
      ["stdout", [{ text: "", position: 2 }]],
      ["stdout", [{ text: "c", position: 2 }]],
      ["stderr", [{ text: "d", position: 3 }]],
      ["stdout", [{ text: "e", position: 4 }]],
    ]);
  });
});

it("a negative gradient that is added stands in brackets", () => {
  const recording = load("07_accumulate_and_zero");
  const entry = accountsOf(recording)[0]?.entries[0];
  if (entry?.kind !== "added" || entry.incoming === null) throw new Error("nothing was added");
  expect(entryInShort(recording, entry, en)).toBe("pass 1: +3 → 3");
  expect(entryInShort(recording, entry, zh)).toBe("第 1 次：+3 → 3");
  const values = recording.values.map((value, index) =>
    index === entry.incoming ? { ...value, first: value.first.map(() => -3) } : value,
  );
  expect(entryInShort({ ...recording, values }, entry, en)).toBe("pass 1: +(-3) → -3");
});

describe("the inspector", () => {
  it("is about what is selected, else about the step, else about the step before", () => {
    const recording = load("05_grad_fn");
    const at = (type: string) => (recording.steps.find((step) => step.type === type)?.index ?? -1) + 1;
    expect(subjectAt(recording, 1, { kind: "function", id: "f2" })).toEqual({ kind: "function", id: "f2" });
    expect(subjectAt(recording, at("node"), null)?.kind).toBe("function");
    expect(subjectAt(recording, at("create"), null)).toEqual({ kind: "tensor", id: "t1" });
    expect(subjectAt(recording, at("print"), null)).toEqual(subjectAt(recording, at("print") - 1, null));
    expect(subjectAt({ ...recording, steps: [] }, 0, null)).toBeNull();
  });

  it("is about the tensor that a number is taken out of", () => {
    const recording = load("numbers_out");
    const taken = recording.steps.filter((step) => step.type === "op" && step.cut === "item");
    expect(taken).not.toEqual([]);
    for (const step of taken) {
      const input = step.type === "op" ? step.inputs.find((one) => "tensor" in one) : null;
      expect(subjectAt(recording, step.index + 1, null)).toEqual({ kind: "tensor", id: input?.tensor });
    }
  });
});
