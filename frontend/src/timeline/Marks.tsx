// The marks above the rail: findings to go to, and where the program printed.

import { useMemo } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { Glyph } from "./Glyph";
import { marksOf } from "./marks";
import { at, fraction } from "./ticks";

type Props = { player: Player; width: number; onShow: (position: number | null) => void };

export function Marks({ player, width, onShow }: Props) {
  const texts = usePlayerTexts().timeline;
  const { recording, length } = player;
  const marks = useMemo(() => marksOf(recording, width), [recording, width]);
  return (
    <>
      {marks.map(({ position, severity, count }) => {
        const label = texts.mark(texts.severities[severity], count, position);
        return (
          <button
            type="button"
            key={position}
            class={`fm ${severity}`}
            style={{ left: at(fraction(position, length)) }}
            aria-label={label}
            title={label}
            onClick={() => player.seek(position)}
            onPointerEnter={() => onShow(position)}
            onPointerLeave={() => onShow(null)}
            onFocus={(event) => event.currentTarget.matches(":focus-visible") && onShow(position)}
            onBlur={() => onShow(null)}
          >
            <Glyph type={severity} />
          </button>
        );
      })}
    </>
  );
}
