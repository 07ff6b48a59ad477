// The lines of a program, to be drawn.

import { hangOf } from "./hang";
import { highlight, type Token } from "./highlight";

export interface Line {
  text: string;
  tokens: Token[];
  /** Where its further rows begin, if it is longer than its pane. */
  style: string;
}

export function linesOf(source: string): Line[] {
  return highlight(source.replace(/\n$/, "")).map((tokens) => {
    const text = tokens.map((token) => token.text).join("");
    return { text, tokens, style: `--in:-${hangOf(text)}ch` };
  });
}
