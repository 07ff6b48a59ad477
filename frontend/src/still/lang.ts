// The language of a still picture, which is built for one. In place of i18n/index.ts.

import type { Lang } from "../i18n/wanted";

export type { Lang };

export const lang = { value: __LANGUAGE__ as Lang };

/** They come with the picture. */
export const loadWords = async (): Promise<void> => {};
