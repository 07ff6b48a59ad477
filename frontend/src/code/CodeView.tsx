// The program as it ran, to read: the current sub-expression in the lamp's colour, a line's number goes to its steps.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { spansNow } from "../linking/spans";
import type { Player } from "../player/player";
import { visible } from "../recording/visible";
import { also } from "../still/also";
import { scrollAlong } from "./along";
import { rangeInLine } from "./columns";
import { highlight, pieces, type Range, splitTokens, type Token } from "./highlight";
import { Lens } from "./Lens";
import { lensOf } from "./lensOf";
import { placeOf } from "./place";

interface Props {
  player: Player;
  /** Show only so many lines around the current one. */
  around?: number;
}

export function CodeView({ player, around }: Props) {
  const whole = __STILL__ || around === undefined;
  const texts = usePlayerTexts().code;
  const { source } = player.recording.program;
  const tokens = useMemo(() => highlight(source.replace(/\n$/, "")), [source]);
  const lines = useMemo(() => source.split("\n"), [source]);
  const stepped = useMemo(() => new Set(player.recording.steps.map((step) => step.span?.line)), [player]);
  const { lamp, caller } = placeOf(player.recording, player.step.value);
  const current = lamp?.line ?? 1;
  const lens = (__STILL__ ? also.lensOf : lensOf)?.(player.recording, player.state.value, player.step.value);
  const Under = __STILL__ ? also.Lens : Lens;
  const failed = player.phase.value === "error";
  const linked = __STILL__ ? [] : spansNow(player);
  const box = useRef<HTMLOListElement>(null);

  useLayoutEffect(() => {
    if (whole && lamp !== null) keepInView(box.current, current);
  }, [whole, current, lamp]);
  if (!__STILL__) {
    const shown = player.hover.value === null ? linked[0]?.line : undefined;
    useLayoutEffect(() => {
      if (whole && shown !== undefined) keepInView(box.current, shown);
    }, [whole, shown]);
    const begun = useRef(false);
    useLayoutEffect(() => {
      scrollAlong(box.current, begun.current);
      begun.current = true;
    }, [whole, current, lamp]);
  } else useLayoutEffect(() => also.scrollAlong?.(box.current), [lamp]);

  const first = whole ? 1 : Math.max(1, Math.min(current - around, tokens.length - 2 * around));
  const last = whole ? tokens.length : Math.min(tokens.length, first + 2 * around);
  return (
    <ol class="ed" ref={box} aria-label={texts.region} tabIndex={whole ? 0 : undefined}>
      {tokens.slice(first - 1, last).map((line, index) => {
        const number = first + index;
        const text = lines[number - 1] ?? "";
        const range = lamp && rangeInLine(text, number, lamp);
        const links = __STILL__ ? [] : linked.flatMap((span) => rangeInLine(text, number, span) ?? []);
        const go = () => {
          if (stepped.has(number) && getSelection()?.isCollapsed !== false) player.seekLine(number);
        };
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
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the line's number is the button, this makes it larger */}
            <code onClick={go}>
              <Marked tokens={line} lamp={range} links={links} />
            </code>
            {Under && lens?.line === number && <Under lens={lens} word={texts.together} />}
          </li>
        );
      })}
    </ol>
  );
}

/** The lamp is one mark; what is pointed at is outlined within and beside it. */
function Marked({ tokens, lamp, links }: { tokens: Token[]; lamp: Range | null; links: Range[] }) {
  const outlined = (piece: Token[], at: number) =>
    __STILL__ ? <Tokens tokens={piece} /> : <Outlined tokens={piece} at={at} links={links} />;
  if (lamp === null) return outlined(tokens, 0);
  const [before, now, after] = splitTokens(tokens, lamp.from, lamp.to);
  return (
    <>
      {outlined(before, 0)}
      <mark class="now">{outlined(now, lamp.from)}</mark>
      {outlined(after, lamp.to)}
    </>
  );
}

function Outlined({ tokens, at, links }: { tokens: Token[]; at: number; links: Range[] }) {
  if (links.length === 0) return <Tokens tokens={tokens} />;
  return (
    <>
      {pieces(tokens, at, links).map(({ tokens: piece, inside }, index) =>
        inside ? (
          <mark class="link" key={index}>
            <Tokens tokens={piece} />
          </mark>
        ) : (
          <Tokens key={index} tokens={piece} />
        ),
      )}
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
    box.scrollTop = Math.min(top, top + 2 * line.offsetHeight - box.clientHeight);
  }
}
