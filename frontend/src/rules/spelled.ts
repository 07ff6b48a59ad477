// Trees and elements written out: as names, and as numbers. Pure.

import { formatNumber } from "../recording/format";
import type { Term } from "../recording/types.gen";
import type { Element } from "./element";

/** What an operation is written as between its operands, and how tightly that binds. */
const INFIX: Record<string, [sign: string, binds: number]> = {
  logical_or: ["or", 0],
  logical_and: ["and", 1],
  eq: ["=", 2],
  ne: ["≠", 2],
  lt: ["<", 2],
  le: ["≤", 2],
  gt: [">", 2],
  ge: ["≥", 2],
  add: ["+", 3],
  sum: ["+", 3],
  sub: ["−", 3],
  mul: ["×", 4],
  div: ["÷", 4],
  matmul: ["@", 4],
  pow: ["^", 6],
};
/** Which operand needs brackets where it binds no tighter: right of a minus or a division sign, left of a power. */
const STRICT: Record<string, number> = { sub: 1, div: 1, matmul: 1, pow: 0 };
const NEGATED = 5;
const TIGHT = 9;
const MOST_TERMS = 6;

export const signOf = (operation: string): string => INFIX[operation]?.[0] ?? "";

type Written = { text: string; binds: number };

const closed = ({ text, binds }: Written, least: number): string => (binds < least ? `(${text})` : text);

function joined(operation: string, terms: readonly Written[], left: number): Written {
  const infix = INFIX[operation];
  if (operation === "neg" && terms[0]) return { text: `−${closed(terms[0], NEGATED)}`, binds: NEGATED };
  if (operation === "transpose" && terms.length === 1 && terms[0])
    return { text: `${closed(terms[0], TIGHT)}ᵀ`, binds: TIGHT };
  if (!infix || (operation === "sum" && terms.length < 2))
    return { text: `${operation}(${terms.map(({ text }) => text).join(", ")})`, binds: TIGHT };
  const [sign, binds] = infix;
  const text = terms
    .map((term, n) => closed(term, n === STRICT[operation] ? binds + 1 : binds))
    .join(` ${sign} `);
  return { text: left > 0 ? `${text} ${sign} …` : text, binds };
}

/** A tree in names: `exponent × self ^ (exponent − 1)`. */
export const inNames = (term: Term): string => written(term).text;

function written(term: Term): Written {
  if (term.kind === "variable") return { text: term.name, binds: TIGHT };
  if (term.kind === "number")
    return { text: term.value === null ? "None" : formatNumber(term.value), binds: TIGHT };
  return joined(term.operation, term.terms.map(written), 0);
}

/** An element in the names of what it is made of, `grad[0, 1] × other[0, 1]`, or in their numbers. */
export const spelled = (element: Element, as: "names" | "numbers"): string => made(element, as).text;

/** Whether there is more to say of an element than its number. */
export const isMade = ({ how }: Element): boolean => how !== null && "operation" in how;

function made({ value, how }: Element, as: "names" | "numbers"): Written {
  const number = formatNumber(value).replace("-", "−");
  if (how === null || (as === "numbers" && "name" in how))
    return { text: number, binds: value < 0 ? NEGATED : TIGHT };
  if ("name" in how) return { text: `${how.name}${placed(how.place)}`, binds: TIGHT };
  const some = how.terms.slice(0, MOST_TERMS);
  return joined(
    how.operation,
    some.map((term) => made(term, as)),
    how.terms.length - some.length,
  );
}

export const placed = (place: readonly number[]): string => (place.length > 0 ? `[${place.join(", ")}]` : "");

/** Everything that an element is made of, itself included. */
export function historyOf(element: Element, found: Set<Element> = new Set()): Set<Element> {
  if (found.has(element)) return found;
  found.add(element);
  if (element.how && "terms" in element.how) for (const term of element.how.terms) historyOf(term, found);
  return found;
}
