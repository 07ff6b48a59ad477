// An index for each dimension that a sheet of two cannot show.

import { Icon } from "../icons/Icon";
import type { PanelTexts } from "./texts";

type Props = {
  /** The sizes of the leading dimensions, and how far each was recorded. */
  sizes: number[];
  reach: number[];
  place: number[];
  onStep: (place: number[]) => void;
  texts: PanelTexts;
};

export function Steppers({ sizes, reach, place, onStep, texts }: Props) {
  return (
    <div class="steppers">
      {sizes.map((size, dimension) => {
        const now = place[dimension] ?? 0;
        const last = (reach[dimension] ?? 1) - 1;
        const to = (index: number) => onStep(place.map((old, n) => (n === dimension ? index : old)));
        return (
          <div key={dimension} class="stepper">
            <span>{texts.dimension(dimension)}</span>
            <button
              type="button"
              class="ib"
              aria-label={texts.lower(dimension)}
              disabled={now <= 0}
              onClick={() => to(now - 1)}
            >
              <Icon name="previous" />
            </button>
            <input
              type="range"
              min={0}
              max={Math.max(last, 0)}
              value={now}
              disabled={last <= 0}
              aria-label={texts.dimension(dimension)}
              aria-valuetext={texts.indexOf(now, size)}
              // The arrow keys step this index, not the player.
              onKeyDown={(event) => event.stopPropagation()}
              onInput={(event) => to(Number(event.currentTarget.value))}
            />
            <button
              type="button"
              class="ib"
              aria-label={texts.higher(dimension)}
              disabled={now >= last}
              onClick={() => to(now + 1)}
            >
              <Icon name="next" />
            </button>
            <code>{texts.indexOf(now, size)}</code>
          </div>
        );
      })}
    </div>
  );
}
