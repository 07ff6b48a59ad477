// The spaces of a Chinese sentence.

import type { Segment, Sentence } from "./segments";

/** Chinese puts spaces around numbers and code, and none between its own characters. */
export function tidied(sentence: Sentence): Sentence {
  const merged: Sentence = [];
  for (const segment of sentence) {
    const last = merged.at(-1);
    if (segment.kind === "text" && last?.kind === "text")
      merged[merged.length - 1] = { kind: "text", text: last.text + segment.text };
    else merged.push(segment);
  }
  return merged.map((segment): Segment => {
    return segment.kind === "text" ? { ...segment, text: segment.text.replace(BETWEEN, "$1") } : segment;
  });
}

const BETWEEN = /([\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff\uff00-\uffef])/g;
