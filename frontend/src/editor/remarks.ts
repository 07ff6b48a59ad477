// What there is to say of places in the program: why it is not run, or what went wrong when it ran. Pure.

import type { Lang } from "../i18n";
import type { Recording, Step } from "../recording/types.gen";
import type { Run } from "../session/session";
import type { Remark } from "./diagnostics";

const MOST = 100;

/** The remarks and the text that they are about: the program that was refused, else the one that ran. */
export function remarksOf(
  run: Run,
  recording: Recording | null,
  lang: Lang,
): { source: string; remarks: Remark[] } {
  if (run.kind === "failed" && run.failure.kind === "refused") {
    const remarks = run.failure.violations.map(
      ({ reason, hint, ...span }): Remark => ({
        span,
        severity: "error",
        text: `${reason[lang]}\n${hint[lang]}`,
      }),
    );
    return { source: run.source, remarks };
  }
  if (recording === null) return { source: "", remarks: [] };
  const said = recording.steps.flatMap(remarkOf);
  const found = (recording.findings ?? []).flatMap(({ span, severity, title, what }): Remark[] =>
    span
      ? [{ span, severity: severity === "note" ? "info" : severity, text: `${title[lang]}\n${what[lang]}` }]
      : [],
  );
  return { source: recording.program.source, remarks: [...said, ...found].slice(0, MOST) };
}

function remarkOf(step: Step): Remark[] {
  if (!step.span || (step.type !== "error" && step.type !== "warning")) return [];
  const name = step.type === "error" ? step.exception : step.category;
  const text = step.message === "" ? name : `${name}: ${step.message}`;
  return [{ span: step.span, severity: step.type, text }];
}
