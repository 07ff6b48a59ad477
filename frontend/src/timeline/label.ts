// What is written under a mark, and what the slider says. Pure.

import type { PlayerTexts } from "../i18n/player";
import { expressionOf, functionOf, shortName, tensorOf } from "../recording/lookup";
import type { Recording, Span, Step } from "../recording/types.gen";

type Words = PlayerTexts["timeline"];

const SHORT = 6;
const LONG = 40;

/** A few characters for the mark of a step: what it makes, runs, or fills. */
export function tickLabel(recording: Recording, step: Step, words: Words): string {
  switch (step.type) {
    case "create":
      return step.how ?? nameOf(recording, step.tensor);
    case "op": {
      const written = source(recording, step.span).replace(/\s+/g, "");
      return written !== "" && written.length <= SHORT ? written : step.name;
    }
    case "bind":
      return step.name;
    case "flag":
      return words.tick.flag[step.what];
    case "backward":
      return words.tick.seed;
    case "node":
      return shortName(functionOf(recording, step.function).name);
    case "accumulate":
      return step.tensor === null ? ".grad" : `${nameOf(recording, step.tensor)}.grad`;
    case "backward_end":
      return step.failed === null ? words.tick.freed : words.tick.stopped;
    case "grad":
      return `${nameOf(recording, step.tensor)}.grad`;
    case "update":
      return nameOf(recording, step.tensor);
    case "print":
    case "warning":
    case "skipped":
    case "error":
      return words.tick[step.type];
  }
}

/** What a step is, in words, for `aria-valuetext`: its kind and what it is about. */
export function stepWords(recording: Recording, step: Step | null, words: Words): string {
  if (step === null) return words.empty;
  if (step.type === "node") return functionOf(recording, step.function).name;
  const kind = words.types[step.type];
  const about = aboutOf(recording, step);
  return about === "" ? kind : words.about(kind, about);
}

function aboutOf(recording: Recording, step: Step): string {
  switch (step.type) {
    case "bind":
      return step.name;
    case "accumulate":
      return step.tensor === null ? "" : `${nameOf(recording, step.tensor)}.grad`;
    case "grad":
      return `${nameOf(recording, step.tensor)}.grad`;
    case "error":
      return step.exception;
    case "warning":
      return step.category;
    case "skipped":
      return step.loops.map((loop) => `${loop.name} × ${loop.iterations}`).join(", ");
    default:
      return cut(source(recording, step.span), LONG);
  }
}

/** A text of at most `most` characters. */
export function cut(text: string, most: number): string {
  const points = Array.from(text);
  return points.length > most ? `${points.slice(0, Math.max(1, most - 1)).join("")}…` : text;
}

const source = (recording: Recording, span: Span | null) =>
  span === null ? "" : expressionOf(recording, span).replace(/\s+/g, " ");

function nameOf(recording: Recording, id: string): string {
  const tensor = tensorOf(recording, id);
  return tensor.names[0] ?? (cut(source(recording, tensor.span), SHORT) || id);
}
