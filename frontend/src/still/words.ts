// The words of a still picture, in the language that it is built for. In place of i18n/player.ts.

import { playerEn } from "../i18n/player.en";
import { playerZh } from "../i18n/player.zh";
import { enSimple } from "../narration/enSimple";
import type { Sentences } from "../narration/sentences";
import { zhSimple } from "../narration/zhSimple";
import { en } from "../scene/texts";
import { zh } from "../scene/texts.zh";

export type { PlayerTexts } from "../i18n/player.en";

const isChinese = __LANGUAGE__ === "zh";
const player = isChinese ? playerZh : playerEn;
const scene = isChinese ? zh : en;
// It learns the rest if it comes to that (rest.ts).
const sentences = (isChinese ? zhSimple : enSimple) as Sentences;

export const usePlayerTexts = () => player;
export const useSceneTexts = () => scene;
export const useSentences = () => sentences;
