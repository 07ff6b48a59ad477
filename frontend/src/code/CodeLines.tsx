// A program to read that has not been run: its lines in colour, with their numbers.

import { useMemo } from "preact/hooks";
import { linesOf } from "./lines";
import { Tokens } from "./Tokens";

export function CodeLines({ source, label }: { source: string; label: string }) {
  const lines = useMemo(() => linesOf(source), [source]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol class="ed" aria-label={label} tabIndex={0}>
      {lines.map(({ tokens, style }, index) => (
        <li class="ln" key={index}>
          <i>{index + 1}</i>
          <code style={style}>
            <Tokens tokens={tokens} />
          </code>
        </li>
      ))}
    </ol>
  );
}
