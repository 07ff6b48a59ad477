// What a still picture needs besides if it is of more than simple steps and small tables, or has findings or a map: rest.ts brings it.

import type { Lens } from "../code/Lens";
import type { lensOf } from "../code/lensOf";
import type { Sentence } from "../findings/Sentence";
import type { toldRest } from "../narration/rest";
import type { Flow } from "../scene/Flow";
import type { gradView, meetsIn } from "../scene/gradients";
import type { Heat } from "../scene/Heat";
import type { lineView } from "../scene/lineView";
import type { Minimap } from "../scene/Minimap";
import type { taken } from "../scene/Taken";
import type { Tokens } from "../scene/Tokens";
import type { Marks } from "../timeline/Marks";
import type { marksOf } from "../timeline/marks";
import type { shownOf } from "../values/shown";

type Also = {
  Flow: typeof Flow;
  gradView: typeof gradView;
  Heat: typeof Heat;
  Lens: typeof Lens;
  lensOf: typeof lensOf;
  lineView: typeof lineView;
  Marks: typeof Marks;
  marksOf: typeof marksOf;
  meetsIn: typeof meetsIn;
  Minimap: typeof Minimap;
  Sentence: typeof Sentence;
  shownOf: typeof shownOf;
  taken: typeof taken;
  Tokens: typeof Tokens;
  toldRest: typeof toldRest;
};

/** Empty until it is needed. */
export const also: Partial<Also> = {};
