// What is said under a heat map in one line: what is not finite, which part is shown, the ends, the mean. Pure.

import type { Scalar, Value } from "../recording/types.gen";
import { cellText } from "./Cells";

/** A piece of the line; a bad one is about elements that are not finite. */
export type Piece = { text: string; bad: boolean };

const number = (scalar: Scalar): string => cellText(scalar === 0 ? 0 : scalar);
const plain = (text: string): Piece => ({ text, bad: false });

/** Most important first, as many pieces as fit `room` characters. */
export function digestOf({ summary, dtype }: Value, part: string, room: number): Piece[] {
  const pieces: Piece[] = [];
  if (summary?.nan) pieces.push({ text: `${summary.nan} NaN`, bad: true });
  if (summary?.inf) pieces.push({ text: `${summary.inf} Inf`, bad: true });
  if (part) pieces.push(plain(part));
  if (dtype.startsWith("complex")) pieces.push(plain("|z|"));
  const { min, max, mean } = summary ?? {};
  const known = min != null && max != null && min !== "NaN" && max !== "NaN";
  if (known) pieces.push(plain(min === max ? `= ${number(min)}` : `${number(min)} … ${number(max)}`));
  if (known && mean != null && min !== max) pieces.push(plain(`mean ${number(mean)}`));
  let [used, count] = [0, 0];
  for (const { text } of pieces) {
    used += text.length + 2;
    if (used - 2 > room) break;
    count++;
  }
  return pieces.slice(0, count);
}
