// What the API says instead of an answer: problem details (RFC 9457), read from whatever came.

import type { Span } from "../recording/types.gen";
import { visible } from "../recording/visible";

export type Words = { en: string; zh: string };

/** A place in the program that is the reason why it is not run. Lines from 1, columns from 0 in code points, the end exclusive. */
export interface Violation extends Span {
  rule: string;
  reason: Words;
  hint: Words;
}

export interface Problem {
  name: string;
  title: string;
  detail: string;
  violations: Violation[];
  /** A word for programs: why there is no Jacobian. */
  reason: string;
}

const PREFIX = "urn:gradwalk:problem:";

/** A problem from the body of an answer, null if it is none. */
export function parseProblem(body: unknown): Problem | null {
  if (!isObject(body) || typeof body.type !== "string") return null;
  return {
    name: body.type.startsWith(PREFIX) ? body.type.slice(PREFIX.length) : body.type,
    title: text(body.title),
    detail: text(body.detail),
    violations: Array.isArray(body.violations) ? body.violations.flatMap(parseViolation) : [],
    reason: text(body.reason),
  };
}

function parseViolation(input: unknown): Violation[] {
  if (!isObject(input)) return [];
  const { line, column, end_line, end_column } = input;
  const reason = parseWords(input.reason);
  const hint = parseWords(input.hint);
  if (![line, column, end_line, end_column].every(Number.isInteger) || !reason || !hint) return [];
  const place = { line, column, end_line, end_column } as Span;
  return [{ ...place, rule: text(input.rule), reason, hint }];
}

/** A text in both languages, null if it is none. */
export function parseWords(input: unknown): Words | null {
  return isObject(input) && typeof input.en === "string" && typeof input.zh === "string"
    ? { en: visible(input.en), zh: visible(input.zh) }
    : null;
}

export function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

const text = (input: unknown): string => (typeof input === "string" ? visible(input) : "");
