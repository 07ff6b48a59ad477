// In which order findings are told, and what each is about. Pure.

import type { Finding, Recording } from "../recording/types.gen";

const GRAVITY = ["error", "warning", "note"];

/** The gravest first; of the same gravity in the recording's order. */
export const findingsOf = ({ findings = [] }: Recording): Finding[] =>
  [...findings].sort((one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity));

export const hasError = ({ findings = [] }: Recording): boolean =>
  findings.some(({ severity }) => severity === "error");

/** Those that a tensor or a function has the first part in. */
export const about = (recording: Recording, id: string): Finding[] =>
  findingsOf(recording).filter(({ tensors, functions }) => tensors?.[0] === id || functions?.[0] === id);

/** The first step of a finding, counted from 1; null where it has none. */
export const positionOf = ({ steps }: Finding): number | null =>
  steps?.[0] === undefined ? null : steps[0] + 1;
