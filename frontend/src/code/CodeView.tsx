// The program as it ran, to read: the current sub-expression in the lamp's colour, a line's number goes to its steps.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { visible } from "../recording/visible";
import { rangeInLine } from "./columns";
import { highlight, splitTokens, type Token } from "./highlight";
import { Lens } from "./Lens";
import { lensOf } from "./lensOf";
import { placeOf } from "./place";

interface Props {
  player: Player;
  /** Show only so many lines around the current one. */
  around?: number;
}

export function CodeView({ player, around }: Props) {
  const texts = usePlayerTexts().code;
  const { source } = player.recording.program;
  const tokens = useMemo(() => highlight(source.replace(/\n$/, "")), [source]);
  const lines = useMemo(() => source.split("\n"), [source]);
  const stepped = useMemo(() => new Set(player.recording.steps.map((step) => step.span?.line)), [player]);
  const { lamp, caller } = placeOf(player.recording, player.step.value);
  const current = lamp?.line ?? 1;
  const lens = lensOf(player.recording, player.state.value, player.step.value);
  const failed = player.phase.value === "error";
  const box = useRef<HTMLOListElement>(null);

  useLayoutEffect(() => {
    if (around === undefined && lamp !== null) keepInView(box.current, current);
  }, [around, current, lamp]);

  const first =
    around === undefined ? 1 : Math.max(1, Math.min(current - around, tokens.length - 2 * around));
  const last = around === undefined ? tokens.length : Math.min(tokens.length, first + 2 * around);
  return (
    <ol class="ed" ref={box} aria-label={texts.region} tabIndex={around === undefined ? 0 : undefined}>
      {tokens.slice(first - 1, last).map((line, index) => {
        const number = first + index;
        const range = lamp && rangeInLine(lines[number - 1] ?? "", number, lamp);
        const kind = range ? (failed ? "ln on bad" : "ln on") : number === caller ? "ln caller" : "ln";
        return (
          <li class={kind} key={number} data-line={number} aria-current={range ? "step" : undefined}>
            {stepped.has(number) ? (
              <button type="button" onClick={() => player.seekLine(number)} aria-label={texts.line(number)}>
                {number}
              </button>
            ) : (
              <i>{number}</i>
            )}
            <code>
              {range ? <Marked tokens={line} from={range.from} to={range.to} /> : <Tokens tokens={line} />}
            </code>
            {lens?.line === number && <Lens lens={lens} word={texts.together} />}
          </li>
        );
      })}
    </ol>
  );
}

function Marked({ tokens, from, to }: { tokens: Token[]; from: number; to: number }) {
  const [before, now, after] = splitTokens(tokens, from, to);
  return (
    <>
      <Tokens tokens={before} />
      <mark class="now">
        <Tokens tokens={now} />
      </mark>
      <Tokens tokens={after} />
    </>
  );
}

function Tokens({ tokens }: { tokens: Token[] }) {
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

/** Scroll the box, and nothing around it, so that a line is in it. */
function keepInView(box: HTMLElement | null, number: number): void {
  const line = box?.querySelector<HTMLElement>(`[data-line="${number}"]`);
  if (!box || !line) return;
  const top = line.offsetTop - box.offsetTop;
  if (top < box.scrollTop) box.scrollTop = top - line.offsetHeight;
  else if (top + line.offsetHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = top + 2 * line.offsetHeight - box.clientHeight;
  }
}
