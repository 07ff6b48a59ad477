// The marks above the rail: findings to go to, and where the program printed.

import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { Glyph } from "./Glyph";
import type { Mark } from "./marks";
import { at, fraction } from "./ticks";

type Props = { player: Player; marks: readonly Mark[]; onShow: (position: number | null) => void };

export function Marks({ player, marks, onShow }: Props) {
  const texts = usePlayerTexts().timeline;
  const { length } = player;
  return (
    <>
      {marks.map(({ position, severity, count }) => {
        const label = texts.mark(texts.severities[severity], count, position);
        return (
          <button
            type="button"
            key={position}
            // There may be many, and the console leads to each.
            tabIndex={severity === "print" ? -1 : 0}
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
