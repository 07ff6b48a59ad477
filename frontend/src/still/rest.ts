// Brings what a still picture needs of more than simple steps and small tables.

import { Lens } from "../code/Lens";
import { lensOf } from "../code/lensOf";
import { Sentence } from "../findings/Sentence";
import type { Lang } from "../i18n";
import { toldRest } from "../narration/rest";
import type { Sentences } from "../narration/sentences";
import { Flow } from "../scene/Flow";
import { gradView, meetsIn } from "../scene/gradients";
import { Heat } from "../scene/Heat";
import { lineView } from "../scene/lineView";
import { Minimap } from "../scene/Minimap";
import { taken } from "../scene/Taken";
import { Tokens } from "../scene/Tokens";
import { Marks } from "../timeline/Marks";
import { marksOf } from "../timeline/marks";
import { shownOf } from "../values/shown";
import { also } from "./also";

/** Have it used, and add the sentences about the rest of the steps. */
export async function bringRest(sentences: Sentences, lang: Lang): Promise<void> {
  Object.assign(also, { Flow, gradView, Heat, Lens, lensOf, lineView, Marks, marksOf, meetsIn });
  Object.assign(also, { Minimap, Sentence, shownOf, taken, Tokens, toldRest });
  const rest =
    lang === "en"
      ? (await import("../narration/enRest")).enRest
      : (await import("../narration/zhRest")).zhRest;
  Object.assign(sentences, rest);
}
