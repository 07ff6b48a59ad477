// What a still picture needs of more than a first step that makes a tensor, and of more than small tables.

import { keepInView } from "../code/keepInView";
import { Lens } from "../code/Lens";
import { lensOf } from "../code/lensOf";
import { Sentence } from "../findings/Sentence";
import { abridged } from "../narration/abridged";
import { enRest } from "../narration/enRest";
import { nameOf } from "../narration/facts";
import { toldRest } from "../narration/rest";
import { zhRest } from "../narration/zhRest";
import { happen } from "../recording/happen";
import { callAt, failedIn, isAmong } from "../scene/affairs";
import { Flow } from "../scene/Flow";
import { gradView, meetsIn } from "../scene/gradients";
import { Heat } from "../scene/Heat";
import { pastOf, shownAt } from "../scene/history";
import { partOf, pillLook, targetsOf } from "../scene/lines";
import { lineView } from "../scene/lineView";
import { Meeting } from "../scene/Meeting";
import { Minimap } from "../scene/Minimap";
import { Octagon } from "../scene/Octagon";
import { Halo, Inside, Outcome, widened } from "../scene/PillMarks";
import { shortened } from "../scene/shortened";
import { taken } from "../scene/Taken";
import { Tokens } from "../scene/Tokens";
import { Why } from "../scene/Why";
import { Marks } from "../timeline/Marks";
import { marksOf } from "../timeline/marks";
import { shownOf } from "../values/shown";
import { also } from "./also";
import { useSentences } from "./words";

/** Have it used, with the sentences about the rest of the steps. */
export function bringRest(): void {
  Object.assign(also, {
    abridged,
    callAt,
    failedIn,
    Flow,
    gradView,
    Halo,
    happen,
    Heat,
    Inside,
    isAmong,
    keepInView,
    Lens,
    lensOf,
    lineView,
    Marks,
    marksOf,
    Meeting,
    meetsIn,
    Minimap,
    nameOf,
    Octagon,
    Outcome,
    partOf,
    pastOf,
    pillLook,
    Sentence,
    shortened,
    shownAt,
    shownOf,
    taken,
    targetsOf,
    Tokens,
    toldRest,
    Why,
    widened,
  });
  Object.assign(useSentences(), __LANGUAGE__ === "zh" ? zhRest : enRest);
}
