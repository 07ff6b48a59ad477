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

/** The code that puts a recording into another page: a frame that may run scripts and nothing else. */
export function frameCode(origin: string, id: string, step: number, lang: string, title: string): string {
  const address = asAttribute(`${origin}/embed/${id}?lang=${lang}#step=${step}`);
  return `<iframe src="${address}" title="${asAttribute(title)}" width="100%" height="520" style="border:0" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const asAttribute = (text: string): string =>
  text.replace(/[&"<>]/g, (character) => ENTITIES[character] ?? character);
