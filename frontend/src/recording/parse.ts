// From whatever came over the wire to a recording: checks the shape that the rest relies on, not every field.

import type { Recording } from "./types.gen";
import { allVisible } from "./visible";

export const VERSION = 1;

/** What came is no recording, or one of a version that this player does not know. */
export class RecordingError extends Error {
  override name = "RecordingError";
}

const TABLES = ["tensors", "functions", "storages", "scopes", "values", "steps"] as const;

// What carries a program's own words. Its source is shown piece by piece: places in it count its own characters.
const TOLD = ["tensors", "functions", "scopes", "steps", "outcome", "findings"] as const;

/** Parse an answer of the API. Throws a RecordingError that says what is wrong. */
export function parseRecording(input: unknown): Recording {
  if (!isObject(input)) throw new RecordingError("this is no recording: not an object");
  if (input.version !== VERSION)
    throw new RecordingError(`this recording has version ${String(input.version)}, not ${VERSION}`);
  for (const table of TABLES) {
    if (!Array.isArray(input[table])) throw new RecordingError(`this is no recording: ${table} is missing`);
  }
  for (const part of ["program", "engine", "outcome"]) {
    if (!isObject(input[part])) throw new RecordingError(`this is no recording: ${part} is missing`);
  }
  const recording = input as unknown as Recording;
  recording.steps.forEach((step, index) => {
    if (!isObject(step) || step.index !== index)
      throw new RecordingError(`step ${index} of this recording is out of order`);
  });
  const told = TOLD.filter((part) => part in input).map((part) => [part, allVisible(recording[part])]);
  return { ...recording, ...Object.fromEntries(told) };
}

function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}
