// The numbers of a lens in the text: marks on characters, under which the style draws them. The text itself stays as it is.

import { type Arranged, arranged } from "./arrange";
import { widthOf } from "./breadth";
import type { Range } from "./highlight";
import type { Lens } from "./lensOf";

export type Mark = Range & { attributes: { class: string; "data-text": string; style: string } };

/** A character on paper, in 12 px: there nothing can be measured, but the rows are long. */
const CHARACTER = 7.2;
const DIGIT = 7.3;
const PADDING = 8;
const LETTER = 6.6;
const SQUARE = 12;

const widthOfBox = (text: string): number => text.length * DIGIT + PADDING;
const widthOfSum = (together: string | null, word: string): number =>
  together === null ? 0 : widthOf(`${word} ${together}`, LETTER, SQUARE);

/** What marks the operands of a line, in units of that line. `word` names the sum. */
export function marksOf({ sent, together }: Lens, word: string): Mark[] {
  const numbers = sent.map(({ text, at }) => ({ x: at * CHARACTER, row: 0, width: widthOfBox(text) }));
  const { by, sum } = arranged(numbers, widthOfSum(together, word), Number.POSITIVE_INFINITY);
  const marks = sent.map(({ text, from, to, mid }, n): Mark => {
    const style = `--mid: ${(mid * 100).toFixed(0)}%; --by: var(--by${n}, ${px(by[n])})`;
    return { from, to, attributes: { class: "sent", "data-text": text, style } };
  });
  const last = sent.at(-1);
  if (together === null || !last) return marks;
  const style = `--mid: ${(last.mid * 100).toFixed(0)}%; --beside: var(--sum, ${px(sum)})`;
  const attributes = { class: "sent-sum", "data-text": `${word} ${together}`, style };
  return [...marks, { from: last.from, to: last.to, attributes }];
}

const px = (length = 0): string => `${length.toFixed(1)}px`;

/** Where the numbers of a lens have room in their rows; null where its line is not there to be measured. */
export function measured(box: HTMLElement, { sent, together }: Lens, word: string): Arranged | null {
  const marks = [...box.querySelectorAll<HTMLElement>(".sent")];
  const line = marks[0]?.closest<HTMLElement>(".cm-line, code");
  if (!line?.offsetWidth || marks.length !== sent.length) return null;
  const around = line.getBoundingClientRect();
  const scale = around.width / line.offsetWidth;
  const numbers = marks.map((mark, n) => {
    const { text = "", mid = 0.5 } = sent[n] ?? {};
    const { left, width, top } = mark.getBoundingClientRect();
    return {
      x: (left + width * mid - around.left) / scale,
      row: Math.round(top),
      width: widthOfBox(text),
    };
  });
  return arranged(numbers, widthOfSum(together, word), line.offsetWidth);
}

/** Have them stand there. It is said around the text, so that nothing in the text changes. */
export function place(box: HTMLElement, { by, sum }: Arranged): void {
  for (const [n, length] of by.entries()) box.style.setProperty(`--by${n}`, px(length));
  box.style.setProperty("--sum", px(sum));
}

/** Both at once. */
export function settle(box: HTMLElement | null, lens: Lens, word: string): void {
  const room = box && measured(box, lens, word);
  if (box && room) place(box, room);
}
