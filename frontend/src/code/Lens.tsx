// Under the line that a backward step is about: what goes back to each operand, and what comes together.

import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { pieces, type Token } from "./highlight";
import { marksOf, settle } from "./lensMarks";
import type { Lens as Shown } from "./lensOf";
import { Tokens } from "./Tokens";

/** Tokens of such a line that begin at unit `at`. */
export function Lens({ tokens, at, lens }: { tokens: Token[]; at: number; lens: Shown }) {
  const word = usePlayerTexts().code.together;
  const marks = marksOf(lens, word);
  const one = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const box = one.current?.closest<HTMLElement>(".ed");
    if (!box) return;
    const look = () => settle(box, lens, word);
    look();
    if (__STILL__) return;
    const resized = new ResizeObserver(look);
    resized.observe(box);
    return () => resized.disconnect();
  });
  return (
    <>
      {pieces(tokens, at, lens.sent).map(({ tokens: piece, from, inside }) =>
        marks
          .filter((mark) => inside && mark.from === from)
          .reduce<ComponentChild>(
            (within, { attributes }) => (
              <span key={from} ref={one} {...attributes}>
                {within}
              </span>
            ),
            <Tokens key={from} tokens={piece} />,
          ),
      )}
    </>
  );
}
