// How far a run has come. Screen readers hear where it is; the steps, which change all the time, are only seen.

import type { Progress } from "../api/told";
import { useProgressTexts } from "./words";

export function Stage({ progress: { stage, ahead, steps } }: { progress: Progress }) {
  const texts = useProgressTexts();
  return (
    <>
      {stage === "queued" ? texts.queued(ahead) : texts[stage]}
      {stage === "running" && steps !== null && <span aria-hidden="true"> · {texts.steps(steps)}</span>}
    </>
  );
}
