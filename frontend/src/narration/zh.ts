// The narration in Chinese, all of it.

import type { Sentences } from "./sentences";
import { zhRest } from "./zhRest";
import { zhSimple } from "./zhSimple";

export const zh: Sentences = { ...zhSimple, ...zhRest };
