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
  prod: ["×", 4],
  div: ["÷", 4],
  matmul: ["@", 4],
  pow: ["^", 6],
};
/** Which operand needs brackets where it binds no tighter: right of a minus or a division sign, left of a power. */
const STRICT: Record<string, number> = { sub: 1, div: 1, matmul: 1, pow: 0 };
const NEGATED = 5;
const TIGHT = 9;
const MOST_TERMS = 9;

export const signOf = (operation: string): string => INFIX[operation]?.[0] ?? "";

/** Operations of any number of terms. */
const JOINING = new Set(["sum", "prod"]);
/** What the rule calls an element is written out where it stands if it weighs no more than this: two numbers that are given. */
const SHORT = 4;
const GIVEN = 2;
const MOST_STEPS = 8;

type Written = { text: string; binds: number };

const closed = ({ text, binds }: Written, least: number): string => (binds < least ? `(${text})` : text);
/** What stands after a sign: with a sign of its own, in brackets. */
const after = (term: Written, least: number): string =>
  term.text.startsWith("−") && term.binds >= least ? `(${term.text})` : closed(term, least);

const called = (operation: string, terms: readonly Written[]): Written => ({
  text: `${operation}(${terms.map(({ text }) => text).join(", ")})`,
  binds: TIGHT,
});

function joined(operation: string, terms: readonly Written[], left: number): Written {
  const infix = INFIX[operation];
  if (operation === "neg" && terms[0]) return { text: `−${after(terms[0], NEGATED)}`, binds: NEGATED };
  if (operation === "transpose" && terms.length === 1 && terms[0])
    return { text: `${closed(terms[0], TIGHT)}ᵀ`, binds: TIGHT };
  if (operation === "item" && terms.length === 2)
    return { text: `${terms[0]?.text}[${terms[1]?.text}]`, binds: TIGHT };
  if (!infix || (JOINING.has(operation) && terms.length < 2)) return called(operation, terms);
  const [sign, binds] = infix;
  const text = terms
    .map((term, n) => (n > 0 ? after : closed)(term, n === STRICT[operation] ? binds + 1 : binds))
    .join(` ${sign} `);
  return { text: left > 0 ? `${text} ${sign} …` : text, binds };
}

/** A tree in names: `exponent × self ^ (exponent − 1)`. */
export const inNames = (term: Term): string => written(term).text;

function written(term: Term): Written {
  if (term.kind === "variable") return { text: term.name, binds: TIGHT };
  if (term.kind === "number")
    return { text: term.value === null ? "None" : formatNumber(term.value), binds: TIGHT };
  const terms = term.terms.map(written);
  return JOINING.has(term.operation) ? called(term.operation, terms) : joined(term.operation, terms, 0);
}

/** An element in the names of what it is made of, `grad[0, 1] × other[0, 1]`, or in their numbers. */
export const spelled = (element: Element, as: "names" | "numbers"): string => made(element, as, true).text;

/** Whether there is more to say of an element than its number. */
export const isMade = ({ how }: Element): boolean => how !== null && "operation" in how;

/** The elements that the rule has names of its own for, in the order in which an element's spelling needs them. */
export function stepsOf(element: Element): { steps: Element[]; more: boolean } {
  const steps = new Set<Element>();
  const pending = [element];
  for (let next = pending.shift(); next; next = pending.shift())
    for (const step of namedIn(next)) {
      if (steps.has(step)) continue;
      if (steps.size === MOST_STEPS) return { steps: [...steps], more: true };
      steps.add(step);
      pending.push(step);
    }
  return { steps: [...steps], more: false };
}

/** What the rule calls an element; nothing where its name is that of what it was given as. */
export const nameOf = ({ how }: Element): string =>
  how?.called ? `${how.called.name}${placed(how.called.place)}` : "";

function namedIn(element: Element): Element[] {
  return termsOf(element).terms.flatMap((term) => (isNamed(term) ? [term] : namedIn(term)));
}

/** Whether an element stands under the rule's own name in what is made of it. */
const isNamed = (element: Element): boolean =>
  nameOf(element) !== "" && (!isMade(element) || weight(element, SHORT + 1) > SHORT);

function weight(element: Element, most: number): number {
  const { terms } = termsOf(element);
  if (terms.length === 0) return element.how === null ? 1 : GIVEN;
  let count = 0;
  for (const term of terms) {
    count += isNamed(term) ? GIVEN : weight(term, most - count);
    if (count >= most) break;
  }
  return count;
}

/** What an element is written as made of: sums within sums as one, without zeros and ones that say nothing, the first few. */
function termsOf({ how }: Element): { terms: readonly Element[]; left: number } {
  if (how === null || !("operation" in how)) return { terms: [], left: 0 };
  const { operation, terms } = how;
  if (!JOINING.has(operation)) return { terms, left: 0 };
  const flat = terms.flatMap((term) => partsOf(term, operation));
  const telling = flat.filter((term) => !isIdle(term, operation));
  const told = telling.length > 0 ? telling : flat.slice(0, 1);
  return { terms: told.slice(0, MOST_TERMS), left: Math.max(0, told.length - MOST_TERMS) };
}

const partsOf = (element: Element, operation: string): readonly Element[] =>
  element.how && "operation" in element.how && element.how.operation === operation
    ? element.how.terms.flatMap((term) => partsOf(term, operation))
    : [element];

/** A zero in a sum, and a one in a product. */
const isIdle = ({ value, how }: Element, operation: string): boolean =>
  how === null && value === (operation === "prod" ? 1 : 0);

function made(element: Element, as: "names" | "numbers", root = false): Written {
  const { value, how } = element;
  const number = { text: formatNumber(value || 0).replace("-", "−"), binds: value < 0 ? NEGATED : TIGHT };
  const named = !root && isNamed(element);
  if (how === null || (as === "numbers" && ("name" in how || named))) return number;
  if (named) return { text: nameOf(element), binds: TIGHT };
  if ("name" in how) return { text: `${how.name}${placed(how.place)}`, binds: TIGHT };
  const { terms, left } = termsOf(element);
  const [only] = terms;
  if (JOINING.has(how.operation) && terms.length === 1 && left === 0 && only) return made(only, as);
  return joined(
    how.operation,
    terms.map((term) => made(term, as)),
    left,
  );
}

export const placed = (place: readonly number[]): string => (place.length > 0 ? `[${place.join(", ")}]` : "");

/** Everything that an element is made of, itself included. */
export function historyOf(element: Element, found: Set<Element> = new Set()): Set<Element> {
  if (found.has(element)) return found;
  found.add(element);
  for (const term of element.how?.terms ?? []) historyOf(term, found);
  return found;
}
