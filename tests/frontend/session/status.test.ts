import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Failure } from "../../../frontend/src/api/client";
import { en } from "../../../frontend/src/i18n/en";
import { zh } from "../../../frontend/src/i18n/zh";
import { parseRecording } from "../../../frontend/src/recording/parse";
import type { Outcome } from "../../../frontend/src/recording/types.gen";
import { embeddedId, pathOf, sharedId } from "../../../frontend/src/session/address";
import { statusOf } from "../../../frontend/src/session/status";

const read = (name: string) =>
  parseRecording(
    JSON.parse(readFileSync(resolve(import.meta.dirname, `../../fixtures/recordings/${name}.json`), "utf8")),
  );
const recording = read("05_grad_fn");
const done = { kind: "done" } as const;
const ended = (outcome: Outcome) => statusOf(done, { ...recording, outcome }, false, en.status);

describe("the status", () => {
  it("says how many iterations are not shown", () => {
    const { more, tone } = ended({ kind: "finished", skipped_iterations: 84 });
    expect(more).toEqual([en.status.skipped(84)]);
    expect(tone).toBe("good");
  });

  it("counts the steps of a run that finished", () => {
    expect(statusOf(done, recording, false, en.status)).toMatchObject({
      tone: "good",
      text: `Finished, ${recording.steps.length} steps`,
    });
  });

  it("names the error, its line and its step", () => {
    const failing = read("12_backward_needs_a_graph");
    const error = {
      ...failing,
      outcome: { kind: "error" as const },
      steps: [
        ...failing.steps,
        {
          index: failing.steps.length,
          type: "error" as const,
          exception: "RuntimeError",
          message: "m",
          frames: [],
          function: null,
          call: null,
          span: { line: 5, column: 0, end_line: 5, end_column: 3 },
        },
      ],
    };
    expect(statusOf(done, error, false, en.status)).toMatchObject({
      tone: "bad",
      text: "RuntimeError on line 5",
      step: error.steps.length,
    });
  });

  it("has a sentence of its own for every way that a run can end", () => {
    const kinds: Outcome["kind"][] = ["finished", "error", "timeout", "out_of_memory", "too_large", "killed"];
    for (const words of [en.status, zh.status]) {
      const texts = kinds.map(
        (kind) => statusOf(done, { ...recording, outcome: { kind } }, false, words).text,
      );
      expect(new Set(texts).size).toBe(kinds.length);
    }
  });

  it("tells what a limit cut off from a run that went on, and that a graph was not drawn", () => {
    const cut = ended({ kind: "finished", limits: ["printed_bytes"] });
    expect(cut).toMatchObject({ tone: "note", more: ["Cut short: printed text."] });
    const bare = { ...recording, layout: null, layout_problem: "too many" };
    expect(statusOf(done, bare, false, en.status).more).toEqual([en.status.noLayout]);
  });

  it("says that a program was edited rather than how its last run ended", () => {
    expect(statusOf(done, recording, true, en.status)).toMatchObject({ tone: "note", text: en.status.stale });
  });

  it("has a sentence for every failure", () => {
    const failures: Failure[] = [
      { kind: "cancelled" },
      { kind: "network" },
      { kind: "refused", violations: [] },
      { kind: "busy", retryAfter: 2 },
      { kind: "busy", retryAfter: null },
      { kind: "missing" },
      { kind: "too_large" },
      { kind: "broken", detail: "" },
      { kind: "server", status: 500, detail: "d" },
    ];
    const texts = failures.map(
      (failure) => statusOf({ kind: "failed", failure, source: "" }, recording, false, en.status).text,
    );
    expect(new Set(texts).size).toBe(failures.length);
  });
});

describe("an address", () => {
  const id = "abcdefghijklmnopqrstuvwxy2";

  it("gives the id that it was made from, and nothing for any other path", () => {
    expect(sharedId(new URL(pathOf(id, 3), "http://h").pathname)).toBe(id);
    expect(embeddedId(`/embed/${id}`)).toBe(id);
    expect(sharedId("/g/ABC")).toBe(null);
    expect(sharedId(`/embed/${id}`)).toBe(null);
  });
});
