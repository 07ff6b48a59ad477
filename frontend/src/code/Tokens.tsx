// Pieces of a program in their colours.

import { visible } from "../recording/visible";
import type { Token } from "./highlight";

export function Tokens({ tokens }: { tokens: Token[] }) {
  return (
    <>
      {tokens.map(({ kind, text }, index) =>
        kind === "" ? (
          visible(text)
        ) : (
          <span key={index} class={kind}>
            {visible(text)}
          </span>
        ),
      )}
    </>
  );
}
