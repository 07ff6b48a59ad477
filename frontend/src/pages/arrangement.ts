// How the parts of the page stand, by its width.

import { LARGER, large } from "../shell/large";
import { useMedia } from "../shell/useMedia";

/** Three columns; two and a drawer; one above the other; one at a time. */
export type Arrangement = "wide" | "medium" | "narrow" | "phone";

const COLUMNS_PX = 1200;

export function useArrangement(): Arrangement {
  // In large type three columns need as much more room.
  const columns = large.value ? COLUMNS_PX * LARGER : COLUMNS_PX;
  const wide = useMedia(`(min-width: ${columns}px)`);
  // A telephone on its side has no room for one above the other, either.
  const medium = useMedia("(min-width: 800px), (min-width: 600px) and (max-height: 520px)");
  const narrow = useMedia("(min-width: 600px)");
  return wide ? "wide" : medium ? "medium" : narrow ? "narrow" : "phone";
}
