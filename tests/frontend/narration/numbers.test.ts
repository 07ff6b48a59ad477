// No number is said that the recording does not hold, and both languages say the same ones.

import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { formatNumber, formatShape } from "../../../frontend/src/recording/format";
import { parseRecording } from "../../../frontend/src/recording/parse";
import type { Node, Recording } from "../../../frontend/src/recording/types.gen";
import { sentenceOf } from "./telling";

const FOLDER = resolve(import.meta.dirname, "../../fixtures/recordings");
const PROGRAMS = readdirSync(FOLDER).map((file) => file.replace(".json", ""));

const load = (program: string): Recording =>
  parseRecording(JSON.parse(readFileSync(resolve(FOLDER, `${program}.json`), "utf8")));

/** Every way in which the recorded value at `index` may be written, read from the value itself. */
function written(recording: Recording, index: number | null): string[] {
  if (index === null) return [];
  const value = recording.values[index];
  if (!value) throw new RangeError(`value ${index}`);
  const texts = value.first.map(formatNumber);
  return [formatShape(value.shape), rows(texts, value.shape), ...texts.slice(0, 1)];
}

/** Nested as Python nests them. */
function rows(texts: string[], [, ...inner]: number[]): string {
  if (inner.length === 0) return `[${texts.join(", ")}]`;
  const each = inner.reduce((product, size) => product * size, 1);
  const parts: string[] = [];
  for (let from = 0; from < texts.length; from += each)
    parts.push(rows(texts.slice(from, from + each), inner));
  return `[${parts.join(", ")}]`;
}

const numbers = (recording: Recording, position: number, lang: "en" | "zh"): string[] =>
  sentenceOf(recording, position, lang).flatMap((segment) =>
    segment.kind === "value" ? [segment.text] : [],
  );

test("the chapter's recordings are there", () => {
  expect(PROGRAMS.filter((name) => /^\d/.test(name))).toHaveLength(14);
});

describe.each(PROGRAMS)("%s", (program) => {
  const recording = load(program);
  const positions = recording.steps.map((_, index) => index + 1);

  test("both languages say the same numbers", () => {
    for (const position of positions) {
      expect(numbers(recording, position, "zh").sort()).toEqual(numbers(recording, position, "en").sort());
    }
  });

  test("a function's sentence holds only what it received, what it sent, and the sums that its targets receive", () => {
    for (const position of positions) {
      const step = recording.steps[position - 1];
      if (step?.type !== "node") continue;
      const held = [...step.received, ...step.sent, ...receivedLater(recording, position, step)];
      const allowed = new Set(held.flatMap((index) => written(recording, index)));
      for (const number of numbers(recording, position, "en"))
        expect(allowed, `step ${position}`).toContain(number);
    }
  });
});

/** What the functions that a node step sends to are given later in the same call. */
function receivedLater(recording: Recording, position: number, step: Node): (number | null)[] {
  const inputs = recording.functions.find((row) => row.id === step.function)?.inputs ?? [];
  const targets = inputs.flatMap((edge) => (edge.kind === "function" ? [edge.function] : []));
  return recording.steps.slice(position).flatMap((later) => {
    if (later.type === "node" && later.call === step.call && targets.includes(later.function))
      return later.received;
    if (later.type === "accumulate" && later.call === step.call && targets.includes(later.function))
      return [later.incoming];
    return [];
  });
}
