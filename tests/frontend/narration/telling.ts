// A step told in a language, as a sentence or as plain text.

import { en } from "../../../frontend/src/narration/en";
import { narrate } from "../../../frontend/src/narration/narrate";
import { plain, type Sentence } from "../../../frontend/src/narration/segments";
import { zh } from "../../../frontend/src/narration/zh";
import { fold } from "../../../frontend/src/recording/fold";
import type { Recording } from "../../../frontend/src/recording/types.gen";

const LANGUAGES = { en, zh };

export const sentenceOf = (recording: Recording, position: number, lang: keyof typeof LANGUAGES): Sentence =>
  narrate({ recording, stateAt: (at) => fold(recording, at) }, position, LANGUAGES[lang]);

export const told = (recording: Recording, position: number, lang: keyof typeof LANGUAGES): string =>
  plain(sentenceOf(recording, position, lang));
