// The derivative rule in the words that a recording has for it, fit to end a sentence with. Pure.

import { valueAt } from "../recording/lookup";
import type { Node, Recording } from "../recording/types.gen";
import type { Segment } from "./segments";

type Words = { en: string; zh: string };

/** What is said of the rule of a function that sent something; null where it is the program's own or not known. */
export function ruleOf(recording: Recording, name: string, { sent }: Node): Words | null {
  const rules = recording.rules ?? {};
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return rule && !rule.source && sent.some((value) => value !== null) ? rule.says : null;
}

/** Whether an input got the sum over the dimensions along which it had been stretched. */
export function stretchedIn(recording: Recording, name: string, step: Node): boolean {
  const shape = (index: number) => valueAt(recording, index).shape.join();
  const [came] = step.received;
  return (
    came != null &&
    Boolean(ruleOf(recording, name, step) && recording.rules?.[name]?.shapes.en.includes("broadcast")) &&
    step.sent.some((value) => value !== null && shape(value) !== shape(came))
  );
}

/** `: each factor gets …`; as a sentence of its own where it has a colon already, or begins with no plain word. */
export function ruled(says: string, lang: keyof Words): Segment {
  const [end, stop, colon] = lang === "en" ? [". ", ". ", ": "] : ["。", "。", "："];
  const first = (says.split(end)[0] as string).replace(/[.。]$/, "").replaceAll("`", "");
  const joins = !first.includes(colon) && (lang === "zh" || PLAIN.test(first));
  const text = joins ? colon + first.replace(PLAIN, (letter) => letter.toLowerCase()) : stop + first;
  return { kind: "rule", text };
}

const PLAIN = /^(A(?= )|[A-Z](?=[a-z]))/;
