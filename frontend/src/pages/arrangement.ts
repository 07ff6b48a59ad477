// How the parts of the page stand, by its width.

import { useMedia } from "../shell/useMedia";

/** Three columns; two and a drawer; one above the other; one at a time. */
export type Arrangement = "wide" | "medium" | "narrow" | "phone";

export function useArrangement(): Arrangement {
  const wide = useMedia("(min-width: 1200px)");
  const medium = useMedia("(min-width: 800px)");
  const narrow = useMedia("(min-width: 600px)");
  return wide ? "wide" : medium ? "medium" : narrow ? "narrow" : "phone";
}
