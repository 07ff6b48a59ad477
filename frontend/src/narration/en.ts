// The narration in English, all of it.

import { enRest } from "./enRest";
import { enSimple } from "./enSimple";
import type { Sentences } from "./sentences";

export const en: Sentences = { ...enSimple, ...enRest };
