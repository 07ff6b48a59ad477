// The program as it ran, to read: the current sub-expression in the lamp's colour, a line's number goes to its steps.

import { Fragment } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { spansNow } from "../linking/spans";
import type { Player } from "../player/player";
import { also } from "../still/also";
import { rangeInLine } from "./columns";
import { pieces, type Range, splitTokens, type Token } from "./highlight";
import { keepInView } from "./keepInView";
import { Lens } from "./Lens";
import { lensOf, type Lens as Shown } from "./lensOf";
import { linesOf } from "./lines";
import { placeOf } from "./place";
import { Tokens } from "./Tokens";

export function CodeView({ player }: { player: Player }) {
  const texts = usePlayerTexts().code;
  const { source } = player.recording.program;
  const lines = useMemo(() => linesOf(source), [source]);
  const stepped = useMemo(() => new Set(player.recording.steps.map((step) => step.span?.line)), [player]);
  const { lamp, caller } = placeOf(player.recording, player.step.value);
  const lens = (__STILL__ ? also.lensOf : lensOf)?.(player.recording, player.state.value, player.step.value);
  const failed = player.phase.value === "error";
  const linked = __STILL__ ? [] : spansNow(player);
  const box = useRef<HTMLOListElement>(null);

  useLayoutEffect(() => (__STILL__ ? also.keepInView : keepInView)?.(box.current), [lamp]);
  if (!__STILL__) {
    const shown = player.hover.value === null ? linked[0]?.line : undefined;
    useLayoutEffect(() => {
      if (shown !== undefined) keepInView(box.current, `[data-line="${shown}"]`);
    }, [shown]);
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol class="ed" ref={box} aria-label={texts.region} tabIndex={0}>
      {lines.map(({ tokens, text, style }, index) => {
        const number = index + 1;
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
            <code onClick={go} style={style}>
              {marked(tokens, range, links, lens?.line === number && lens)}
            </code>
          </li>
        );
      })}
    </ol>
  );
}

type Numbers = Shown | false | null | undefined;

/** The lamp is one mark; what is pointed at is outlined within and beside it. */
function marked(tokens: Token[], lamp: Range | null, links: Range[], lens: Numbers) {
  const text = (piece: Token[], at: number) =>
    __STILL__ ? textOf(piece, at, lens) : outlined(piece, at, links, lens);
  if (lamp === null) return text(tokens, 0);
  const [before, now, after] = splitTokens(tokens, lamp.from, lamp.to);
  return (
    <>
      {text(before, 0)}
      <mark class="now">{text(now, lamp.from)}</mark>
      {text(after, lamp.to)}
    </>
  );
}

function outlined(tokens: Token[], at: number, links: Range[], lens: Numbers) {
  if (links.length === 0) return textOf(tokens, at, lens);
  return pieces(tokens, at, links).map(({ tokens: piece, from, inside }) => {
    const text = textOf(piece, from, lens);
    return inside ? (
      <mark class="link" key={from}>
        {text}
      </mark>
    ) : (
      <Fragment key={from}>{text}</Fragment>
    );
  });
}

function textOf(tokens: Token[], at: number, lens: Numbers) {
  const Numbered = __STILL__ ? also.Lens : Lens;
  return lens && Numbered ? <Numbered tokens={tokens} at={at} lens={lens} /> : <Tokens tokens={tokens} />;
}
