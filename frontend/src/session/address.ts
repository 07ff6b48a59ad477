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
export const pathOf = (id: string, step: number, search = ""): string => `/g/${id}${search}#step=${step}`;

/**
 * The path of the frame in which the program of a recording is changed, which keeps what the frame was asked for. Its address
 * names that recording first, and last the one that it all began with; those between are forgotten.
 */
export const editPath = (id: string, step: number, search: string): string =>
  `/embed?of=${id}.${step}&${search.slice(1).replace(/^of=[^&]*&(?=of=)/, "")}`;

/** The recording whose program is to be changed, null if the program comes in the link. */
export const changedIn = (search: string): string | null =>
  new URLSearchParams(search).get("of")?.replace(/\..*/, "") ?? null;

/** The path of the frame of the recording that it began with, null if the address does not say. */
export function originalPath(search: string): string | null {
  const query = new URLSearchParams(search);
  const [, id, step] = /^([a-z2-7]{26})\.(\d{1,6})$/.exec(query.getAll("of").at(-1) ?? "") ?? [];
  query.delete("of");
  return id ? `/embed/${id}?${query}#step=${step}` : null;
}
