// What is written under a mark, and what the slider says. Pure.

import type { PlayerTexts } from "../i18n/player";
import { nameOf, sourceOf } from "../narration/facts";
import type { Told } from "../narration/told";
import { withinCall } from "../narration/within";
import { functionOf, shortName } from "../recording/lookup";
import type { Op, Step } from "../recording/types.gen";
import { shortened } from "../scene/shortened";

type Words = PlayerTexts["timeline"];

const SHORT = 6;
const GRAD = ".grad";

/** A few characters for the mark of a step, at most `most`: what it makes, runs, or fills. */
export function tickLabel(told: Told, step: Step, words: Words, most = Number.POSITIVE_INFINITY): string {
  const called = (id: string, tail = "") => {
    const room = most - tail.length;
    const name = nameAfter(told, step, id);
    return room > 1 ? cut(name, room) + tail : cut(name + tail, most);
  };
  const word = (text: string) => cut(text, most);
  switch (step.type) {
    case "create":
      return step.how === null ? called(step.tensor) : word(step.how);
    case "op": {
      const written = sourceOf(told.recording, step.span).replace(/\s+/g, "");
      return word(written !== "" && written.length <= SHORT ? written : step.name);
    }
    case "bind":
      return word(step.name);
    case "flag":
      return word(words.tick.flag[step.what]);
    case "backward":
      return word(words.tick.seed);
    case "node":
      return word(shortName(functionOf(told.recording, step.function).name));
    case "accumulate":
      return step.tensor === null ? word(GRAD) : called(step.tensor, GRAD);
    case "backward_end":
      return word(step.failed === null ? words.tick.freed : words.tick.stopped);
    case "grad":
      return called(step.tensor, GRAD);
    case "update":
      return called(step.tensor);
    case "print":
    case "warning":
    case "skipped":
    case "error":
      return word(words.tick[step.type]);
  }
}

/** What a step is, in words, for `aria-valuetext`: its kind and what it is about. */
export function stepWords(told: Told, step: Step | null, words: Words): string {
  if (step === null) return words.empty;
  if (step.type === "node") return functionOf(told.recording, step.function).name;
  const kind = words.types[step.type];
  const about = aboutOf(told, step);
  return about === "" ? kind : words.about(kind, about);
}

function aboutOf(told: Told, step: Step): string {
  switch (step.type) {
    case "op":
      return operation(told, step);
    case "bind":
      return step.name;
    case "accumulate":
      return step.tensor === null ? "" : nameAfter(told, step, step.tensor) + GRAD;
    case "grad":
      return nameAfter(told, step, step.tensor) + GRAD;
    case "update":
      return nameAfter(told, step, step.tensor);
    case "error":
      return step.exception;
    case "warning":
      return step.category;
    case "skipped":
      return step.loops.map((loop) => `${loop.name} × ${loop.iterations}`).join(", ");
    default:
      return sourceOf(told.recording, step.span);
  }
}

/** Its expression; and what it is on the way to that, where it is not all of it. */
function operation({ recording, stateAt }: Told, step: Op): string {
  const within = withinCall(recording, stateAt(step.index + 1), step);
  return `${sourceOf(recording, step.span)}${within ? ` › ${within.op}` : ""}`;
}

/** The name that the tensor has by then, as in the step's sentence. */
const nameAfter = ({ recording, stateAt }: Told, { index }: Step, tensor: string): string =>
  nameOf(recording, stateAt(index + 1), tensor);

/** A text of at most `most` characters. */
function cut(text: string, most: number): string {
  const points = Array.from(text);
  if (points.length <= most) return text;
  return shortened(text, most) ?? `${points.slice(0, Math.max(1, most - 1)).join("")}…`;
}
