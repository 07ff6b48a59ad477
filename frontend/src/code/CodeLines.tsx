// A program to read that has not been run: its lines in colour, with their numbers.

import { useMemo } from "preact/hooks";
import { visible } from "../recording/visible";
import { highlight } from "./highlight";

export function CodeLines({ source, label }: { source: string; label: string }) {
  const lines = useMemo(() => highlight(source.replace(/\n$/, "")), [source]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol class="ed" aria-label={label} tabIndex={0}>
      {lines.map((tokens, index) => (
        <li class="ln" key={index}>
          <i>{index + 1}</i>
          <code>
            {tokens.map(({ kind, text }, at) => (
              <span key={at} class={kind}>
                {visible(text)}
              </span>
            ))}
          </code>
        </li>
      ))}
    </ol>
  );
}
