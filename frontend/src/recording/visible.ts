// Characters that hide, or turn around what stands beside them, are shown by their names. Pure.

// Controls, marks and overrides of direction, spaces without width; not the joiners that Persian and emoji need.
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const EACH = new RegExp(UNSEEN, "gu");

/** The text, with ‹U+001B› for an escape and ‹U+202E› for an override of direction. */
export function visible(text: string): string {
  return UNSEEN.test(text) ? text.replace(EACH, shown) : text;
}

/** The same of every text in what came as JSON; what has nothing to hide stays the same object. */
export function allVisible<Json>(json: Json): Json {
  return hides(json) ? (remade(json) as Json) : json;
}

function shown(character: string): string {
  const point = character.codePointAt(0) as number;
  return `‹U+${point.toString(16).toUpperCase().padStart(4, "0")}›`;
}

function hides(json: unknown): boolean {
  if (typeof json === "string") return UNSEEN.test(json);
  if (typeof json !== "object" || json === null) return false;
  return (Array.isArray(json) ? json : Object.values(json)).some(hides);
}

function remade(json: unknown): unknown {
  if (typeof json === "string") return visible(json);
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(remade);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, remade(value)]));
}
