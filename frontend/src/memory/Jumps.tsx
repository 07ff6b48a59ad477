// The strides of a tensor as jumps over the cells of its storage, one line for each dimension.

import { useMemoryTexts } from "../i18n/page";
import { type Jump, jumpsOf } from "./layouts";
import type { Looker, Strip } from "./strip";

const MOST_JUMPS = 8;

export function Jumps({ strip, looker }: { strip: Strip; looker: Looker }) {
  const texts = useMemoryTexts();
  const jumps = jumpsOf(looker);
  return (
    <>
      {jumps.map(({ dim, size, stride }) => (
        <div key={dim} class="jumps">
          {looker.cells !== null && stride > 0 && (
            <Arcs cells={strip.values.length} from={looker.offset} jump={{ dim, size, stride }} />
          )}
          <span class="q">{stride === 0 ? texts.stays(dim, size) : texts.jumps(dim, size, stride)}</span>
        </div>
      ))}
    </>
  );
}

/** Arcs from the middle of one cell to the middle of the next that the dimension goes to. */
function Arcs({ cells, from, jump }: { cells: number; from: number; jump: Jump }) {
  const count = Math.min(jump.size - 1, MOST_JUMPS);
  const arcs = Array.from({ length: count }, (_, n) => {
    const start = from + n * jump.stride + 0.5;
    return `M${start},0Q${start + jump.stride / 2},2 ${start + jump.stride},0`;
  });
  return (
    <svg
      class="arcs"
      style={{ "--cells": cells }}
      viewBox={`0 0 ${cells} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={arcs.join("")} />
    </svg>
  );
}
