// What the program wrote, in order; each line leads to its step. What it wrote last is in sight.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { usePanelTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import type { Player } from "../player/player";
import { lastIndexOf } from "../recording/latest";
import { type ConsoleLine, linesOf, startOf } from "./console";
import { bringInSight } from "./inSight";
import type { PanelTexts } from "./texts";

export function Console({ player }: { player: Player }) {
  const texts = usePanelTexts();
  const lines = useMemo(() => linesOf(player.recording), [player.recording]);
  const position = player.position.value;
  const list = useRef<HTMLOListElement>(null);
  const latest = lastIndexOf(lines, (line) => startOf(line) <= position);
  useLayoutEffect(() => {
    const line = list.current?.children[latest] as HTMLElement | undefined;
    if (line) bringInSight(line);
  }, [latest]);
  if (lines.length === 0) return <p class="pad q">{texts.silent}</p>;
  return (
    <ol class="pad console" ref={list}>
      {lines.map((line, n) => (
        <Line key={n} {...{ line, position, texts }} onSeek={player.seek} />
      ))}
    </ol>
  );
}

type LineProps = {
  line: ConsoleLine;
  position: number;
  texts: PanelTexts;
  onSeek: (position: number) => void;
};

function Line({ line, position, texts, onSeek }: LineProps) {
  const start = startOf(line);
  const now = line.pieces.some((piece) => piece.position === position);
  const when = start > position ? "to-come" : now ? "now" : "";
  return (
    <li class={`${line.kind} ${when}`}>
      <button type="button" aria-current={now ? "step" : undefined} onClick={() => onSeek(start)}>
        {line.kind !== "stdout" && (
          <b>
            <Icon name={line.kind === "stderr" ? "note" : "alert"} />
            {texts[line.kind]}
          </b>
        )}
        <code>
          {line.pieces.map((piece, n) => (
            <span key={n} class={piece.position > position ? "to-come" : ""}>
              {piece.text || " "}
            </span>
          ))}
        </code>
        <small>{texts.step(start)}</small>
        {line.frames.length > 0 && (
          <span class="frames">
            {line.frames.map((frame, n) => (
              <span key={n}>{texts.frame(frame.line, frame.name)}</span>
            ))}
          </span>
        )}
      </button>
    </li>
  );
}
