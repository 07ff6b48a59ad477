// What a still picture needs besides if it is of more than a first step that makes a tensor: rest.ts brings it.

import type { keepInView } from "../code/keepInView";
import type { Lens } from "../code/Lens";
import type { lensOf } from "../code/lensOf";
import type { Sentence } from "../findings/Sentence";
import type { abridged } from "../narration/abridged";
import type { nameOf } from "../narration/facts";
import type { toldRest } from "../narration/rest";
import type { happen } from "../recording/happen";
import type { callAt, failedIn, isAmong } from "../scene/affairs";
import type { Flow } from "../scene/Flow";
import type { gradView, meetsIn } from "../scene/gradients";
import type { Heat } from "../scene/Heat";
import type { pastOf, shownAt } from "../scene/history";
import type { partOf, pillLook, targetsOf } from "../scene/lines";
import type { lineView } from "../scene/lineView";
import type { Meeting } from "../scene/Meeting";
import type { Minimap } from "../scene/Minimap";
import type { Octagon } from "../scene/Octagon";
import type { Halo, Inside, Outcome, widened } from "../scene/PillMarks";
import type { shortened } from "../scene/shortened";
import type { taken } from "../scene/Taken";
import type { Tokens } from "../scene/Tokens";
import type { Why } from "../scene/Why";
import type { Marks } from "../timeline/Marks";
import type { marksOf } from "../timeline/marks";
import type { shownOf } from "../values/shown";

type Also = {
  callAt: typeof callAt;
  failedIn: typeof failedIn;
  Flow: typeof Flow;
  gradView: typeof gradView;
  Halo: typeof Halo;
  happen: typeof happen;
  Heat: typeof Heat;
  Inside: typeof Inside;
  abridged: typeof abridged;
  isAmong: typeof isAmong;
  keepInView: typeof keepInView;
  Lens: typeof Lens;
  lensOf: typeof lensOf;
  lineView: typeof lineView;
  Marks: typeof Marks;
  marksOf: typeof marksOf;
  Meeting: typeof Meeting;
  meetsIn: typeof meetsIn;
  Minimap: typeof Minimap;
  nameOf: typeof nameOf;
  Octagon: typeof Octagon;
  Outcome: typeof Outcome;
  partOf: typeof partOf;
  pastOf: typeof pastOf;
  pillLook: typeof pillLook;
  Sentence: typeof Sentence;
  shortened: typeof shortened;
  shownAt: typeof shownAt;
  shownOf: typeof shownOf;
  taken: typeof taken;
  targetsOf: typeof targetsOf;
  Tokens: typeof Tokens;
  toldRest: typeof toldRest;
  Why: typeof Why;
  widened: typeof widened;
};

/** Empty until it is needed. */
export const also: Partial<Also> = {};
