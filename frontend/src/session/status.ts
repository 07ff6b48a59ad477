// What the status says of a run: every outcome and every failure has its sentence. Pure.

import type { Failure } from "../api/client";
import type { ShellTexts } from "../i18n/page";
import { lastOf } from "../recording/latest";
import type { Recording } from "../recording/types.gen";
import type { Run } from "./session";

export type Tone = "calm" | "busy" | "good" | "note" | "bad";

export interface Status {
  tone: Tone;
  text: string;
  /** What else is to be said of the recording: what was cut off, what could not be drawn. */
  more: string[];
  /** The step to look at, if the text is about one. */
  step: number | null;
}

type Words = ShellTexts["status"];

export function statusOf(run: Run, recording: Recording | null, stale: boolean, words: Words): Status {
  if (run.kind === "running") return plain("busy", words.running);
  const calledOff = run.kind === "failed" && run.failure.kind === "cancelled";
  if (run.kind === "failed" && !(calledOff && recording === null)) return failed(run.failure, words);
  if (recording === null) return plain("calm", words.idle);
  const said = outcome(recording, words);
  return stale ? { ...said, tone: "note", text: words.stale } : said;
}

function outcome(recording: Recording, words: Words): Status {
  const { kind, limits = [], skipped_iterations: skipped = 0 } = recording.outcome;
  const steps = recording.steps.length;
  const more = recording.layout_problem ? [words.noLayout] : [];
  // An end by a limit says so itself; a limit in a run that went on has to be told.
  if (limits.length > 0 && (kind === "finished" || kind === "error")) more.unshift(words.cut(limits));
  const tone: Tone = kind !== "finished" ? "bad" : more.length > 0 ? "note" : "good";
  if (skipped > 0) more.push(words.skipped(skipped));
  if (kind === "finished") return { tone, text: words.finished(steps), more, step: null };
  if (kind === "refused") return { tone, text: words.refused, more, step: null };
  if (kind === "error") {
    const last = lastOf(recording.steps, (step) => step.type === "error");
    const text = words.error(last?.exception ?? "Error", last?.span?.line ?? null);
    return { tone, text, more, step: last ? last.index + 1 : null };
  }
  return { tone, text: words[kind](steps), more, step: null };
}

function failed(failure: Failure, words: Words): Status {
  switch (failure.kind) {
    case "cancelled":
      return plain("note", words.cancelled);
    case "network":
      return plain("bad", words.network);
    case "refused":
      return plain("bad", words.refusedCount(failure.violations.length));
    case "busy":
      return plain("bad", words.busy(failure.retryAfter));
    case "missing":
      return plain("bad", words.missing);
    case "too_large":
      return plain("bad", words.tooLarge);
    case "bad_link":
      return plain("bad", words.badLink);
    case "broken":
      return plain("bad", words.broken);
    case "server":
      return plain("bad", words.server(failure.detail));
  }
}

const plain = (tone: Tone, text: string): Status => ({ tone, text, more: [], step: null });
