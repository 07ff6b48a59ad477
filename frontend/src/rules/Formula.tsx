// A formula: presentation MathML, of which only what draws formulas is taken over.

import { type ComponentChildren, h } from "preact";

const ELEMENTS = new Set(
  "math mrow mi mn mo mtext ms mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle mpadded".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  "display displaystyle stretchy symmetric fence separator form lspace rspace width height depth mathvariant accent accentunder movablelimits linethickness columnalign rowspacing columnspacing".split(
    " ",
  ),
);
const LETTER = /^[a-z]$/i;
const DEEPEST = 40;

/** A function's rule comes back with each of its steps: what is drawn of it is read once. */
const read = new Map<string, ComponentChildren>();

/** What is drawn of a formula; null where it is none. */
export function drawn(formula: string): ComponentChildren {
  const { documentElement: root } = new DOMParser().parseFromString(formula, "application/xml");
  return root?.localName === "math" ? taken(root, 0) : null;
}

function taken(node: Node, depth: number): ComponentChildren {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (!(node instanceof Element) || depth > DEEPEST || !ELEMENTS.has(node.localName)) return null;
  const attributes = Object.fromEntries(
    [...node.attributes].filter(({ name }) => ATTRIBUTES.has(name)).map(({ name, value }) => [name, value]),
  );
  // Browsers take an italic letter from another block of Unicode, which many a telephone has no font for.
  if (node.localName === "mi" && LETTER.test(node.textContent ?? ""))
    Object.assign(attributes, { class: "letter", mathvariant: "normal" });
  return h(node.localName, attributes, ...[...node.childNodes].map((child) => taken(child, depth + 1)));
}

export function Formula({ formula }: { formula: string }) {
  if (!read.has(formula)) read.set(formula, drawn(formula));
  return <>{read.get(formula)}</>;
}
