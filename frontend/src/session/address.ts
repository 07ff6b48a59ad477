// Addresses of recordings: what a link holds, and how one is made. Pure.

const ID = /^\/g\/([a-z2-7]{26})\/?$/;
const EMBED_ID = /^\/embed\/([a-z2-7]{26})\/?$/;

/** The id in the path of a shared link, null if there is none. */
export const sharedId = (path: string): string | null => ID.exec(path)?.[1] ?? null;

/** The id in the path of an embed, null if there is none. */
export const embeddedId = (path: string): string | null => EMBED_ID.exec(path)?.[1] ?? null;

/** Whether a path is that of frames whose program comes in the link. */
export const isForPrograms = (path: string): boolean => /^\/embed\/?$/.test(path);

/** The path of a recording at a step. */
export const pathOf = (id: string, step: number): string => `/g/${id}#step=${step}`;
