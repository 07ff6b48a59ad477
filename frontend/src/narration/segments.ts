// A sentence as pieces: plain text, what is stressed, code, numbers, and a rule. A piece may name a tensor or a function.

import type { Selection } from "../player/player";

export type Segment = { kind: "text" | "strong" | "code" | "value" | "rule"; text: string; ref?: Selection };
export type Sentence = Segment[];

/** What the program calls a tensor or a function, and which one it is. */
export type Name = { text: string; ref?: Selection };

const named =
  (kind: "strong" | "code") =>
  (name: string | Name): Segment =>
    typeof name === "string" ? { kind, text: name } : { kind, ...name };

export const strong = named("strong");
export const code = named("code");
export const value = (text: string): Segment => ({ kind: "value", text });

/** The `.grad` of a tensor. */
export const gradOf = ({ text, ref }: Name): Segment =>
  strong(ref ? { text: `${text}.grad`, ref: { ...ref, part: "grad" } } : `${text}.grad`);

/** A template for sentences: say`${strong("x")} is ${value("3")}.`; a part may itself be a sentence. */
export function say(texts: TemplateStringsArray, ...parts: (Segment | Sentence | string)[]): Sentence {
  const sentence: Sentence = [];
  texts.forEach((text, index) => {
    push(sentence, text);
    const part = parts[index];
    if (typeof part === "string") push(sentence, part);
    else if (Array.isArray(part)) sentence.push(...part);
    else if (part) sentence.push(part);
  });
  return sentence;
}

function push(sentence: Sentence, text: string) {
  if (text) sentence.push({ kind: "text", text });
}

/** The sentence as plain text, for screen readers and tooltips. */
export const plain = (sentence: Sentence): string => sentence.map((segment) => segment.text).join("");

/** `a`, `a and b`, `a, b and c` with the language's own words. */
export function join(items: Sentence[], comma: string, last: string): Sentence {
  return items.flatMap((item, index) => {
    const before = index === 0 ? "" : index === items.length - 1 ? last : comma;
    return before ? [{ kind: "text" as const, text: before }, ...item] : item;
  });
}
