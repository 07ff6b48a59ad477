// A sentence as pieces: plain text, what is stressed, code, and numbers.

export type Segment = { kind: "text" | "strong" | "code" | "value"; text: string };
export type Sentence = Segment[];

export const strong = (text: string): Segment => ({ kind: "strong", text });
export const code = (text: string): Segment => ({ kind: "code", text });
export const value = (text: string): Segment => ({ kind: "value", text });

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
