// Arithmetic in a line, as it is written and only if it is true. Pure.

import { formatNumber } from "../recording/format";
import type { Scalar } from "../recording/types.gen";

export type Sign = "+" | "−" | "×" | "÷";
/** A number, then each further one with what it is joined by; reckoned from left to right. */
export type Sum = [number, ...[Sign, number][]];

const RECKON: Record<Sign, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "−": (a, b) => a - b,
  "×": (a, b) => a * b,
  "÷": (a, b) => a / b,
};

// Values travel with four significant digits.
const ROUNDED = 2e-3;
const EXACT = 1e-9;

const reckoned = ([first, ...rest]: Sum, as: (x: number) => number): number =>
  rest.reduce((total, [sign, number]) => RECKON[sign](total, as(number)), as(first));

/** A number as the margin writes it, with a true minus. */
export const written = (scalar: Scalar): string => formatNumber(scalar).replace(/-/g, "−");

/**
 * `0.25 × 3 = 0.75` in lines of at most `width` characters; `≈` where the digits shown are rounded; null where it is not so.
 */
export function spelled(sum: Sum, result: number, width = Number.POSITIVE_INFINITY): string[] | null {
  const scale = Math.max(
    ...[sum[0], ...sum.slice(1).map((part) => (part as [Sign, number])[1])].map(Math.abs),
    Math.abs(result),
  );
  if (!(Math.abs(reckoned(sum, (x) => x) - result) <= ROUNDED * Math.max(Math.abs(result), 1e-3 * scale)))
    return null;
  const digits = (x: number): number => Number(formatNumber(x));
  const off = Math.abs(reckoned(sum, digits) - digits(result));
  return broken(parts(sum), `${off <= EXACT * Math.max(1, scale) ? "=" : "≈"} ${written(result)}`, width);
}

/** A sum that is not all there yet: `0.5 + 2 + …`. */
export const begun = (sum: Sum, width: number): string[] => broken(parts(sum), "+ …", width);

function parts([first, ...rest]: Sum): string[] {
  return [
    written(first),
    ...rest.map(([sign, number]) =>
      sign === "+" && number < 0
        ? `− ${written(-number)}`
        : `${sign} ${number < 0 ? `(${written(number)})` : written(number)}`,
    ),
  ];
}

function broken(pieces: string[], end: string, width: number): string[] {
  const lines = [""];
  for (const piece of [...pieces, end]) {
    const line = lines.at(-1) as string;
    if (line && line.length + 1 + piece.length > width) lines.push(piece);
    else lines[lines.length - 1] = line ? `${line} ${piece}` : piece;
  }
  return lines;
}
