// Under the line that a backward step is about: what goes back to each operand, and what comes together.

import type { Lens as Shown } from "./lensOf";

/** `word` names the sum in the language of the page. */
export function Lens({ lens: { sent, together }, word }: { lens: Shown; word: string }) {
  const last = sent.at(-1);
  return (
    <div class="lens">
      {sent.map(({ text, at, by }) => (
        <span key={at} style={{ left: `calc(${at}ch + ${by.toFixed(1)}px)` }}>
          <b>{text}</b>
        </span>
      ))}
      {together !== null && last && (
        <span
          class="together"
          style={{ left: `calc(${last.at + last.text.length}ch + ${(last.by + 24).toFixed(1)}px)` }}
        >
          {word} {together}
        </span>
      )}
    </div>
  );
}
