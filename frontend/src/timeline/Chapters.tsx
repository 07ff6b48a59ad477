// The rails, filled as far as the reader has come, and the names of the chapters above them.

import { useMemo } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { Icon } from "../icons/Icon";
import type { Player } from "../player/player";
import { chapterAt } from "../recording/chapters";
import { nameOf } from "./naming";
import { railPath, reach, titlesOf } from "./rails";
import { fraction, THUMB_PX } from "./ticks";

type Props = { player: Player; width: number; onShow: (position: number | null) => void };

export function Chapters({ player, width, onShow }: Props) {
  const texts = usePlayerTexts().timeline;
  const { chapters, length } = player;
  const position = player.position.value;
  const now = chapterAt(chapters, position);
  const titles = useMemo(() => titlesOf(chapters, length, width, now), [chapters, length, width, now]);
  return (
    <>
      <Rails player={player} width={width} done={doneAt(player, width)} />
      {titles.map(({ chapter, left, whole }) => {
        const name = nameOf(player, chapter, texts);
        const { from, call } = chapter;
        return (
          <button
            type="button"
            key={from}
            class={chapter === now ? "chap on" : "chap"}
            style={{ left: `${left + THUMB_PX / 2}px` }}
            title={name}
            aria-label={name}
            aria-current={chapter === now ? "true" : undefined}
            onClick={() => player.seek(from)}
            onPointerEnter={() => onShow(from)}
            onPointerLeave={() => onShow(null)}
            onFocus={(event) => event.currentTarget.matches(":focus-visible") && onShow(from)}
            onBlur={() => onShow(null)}
          >
            <Icon name={call === null ? "fall" : "up"} />
            {whole ? name : call}
          </button>
        );
      })}
    </>
  );
}

function Rails({ player, width, done }: { player: Player; width: number; done: number }) {
  const { chapters, length } = player;
  const [all, forward, backward] = useMemo(
    () =>
      [
        chapters,
        chapters.filter(({ call }) => call === null),
        chapters.filter(({ call }) => call !== null),
      ].map((some) => railPath(some, length, width)),
    [chapters, length, width],
  );
  const box = { width, height: 4, viewBox: `0 -2 ${width} 4` };
  return (
    <svg class="rails" aria-hidden="true" {...box}>
      <path d={all} />
      {/* What is done is all of it, cut off where the reader is. */}
      <svg aria-hidden="true" {...box} y={-2} width={done} viewBox={`0 -2 ${done} 4`}>
        <path class="f" d={forward} />
        <path class="b" d={backward} />
      </svg>
    </svg>
  );
}

/** The last chapter is done to its end at its last step. */
function doneAt({ chapters, length, position }: Player, width: number): number {
  const last = chapters.at(-1);
  if (last && position.value >= length) return reach(last, length, width).to;
  return fraction(position.value, length) * width;
}
