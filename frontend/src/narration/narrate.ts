// One sentence a step: what happened, with the step's own numbers.

import { also } from "../still/also";
import { toldRest } from "./rest";
import type { Sentence } from "./segments";
import type { Sentences } from "./sentences";
import { toldSimple } from "./simple";
import type { Told } from "./told";

/** The sentence for the step that `position` steps end with; 0 only where there are none. */
export function narrate(told: Told, position: number, words: Sentences): Sentence {
  const step = told.recording.steps[position - 1];
  const rest = __STILL__ ? also.toldRest : toldRest;
  const sentence = step && (rest?.(told, step, words) ?? toldSimple(told, step, words));
  return words.finished(sentence ?? words.nothing());
}
