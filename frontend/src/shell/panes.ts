// How wide the panes are: what the reader dragged them to, kept. Pure but for the storage.

import { signal } from "@preact/signals";
import { readStored, writeStored } from "../storage/stored";

/** The program's column, the inspector's, and what stands under the program. Sizes in px; absent: as designed. */
export type Pane = "code" | "insp" | "under";
export type Sizes = Partial<Record<Pane, number>>;

const KEY = "gradwalk.panes";
const PANES: readonly Pane[] = ["code", "insp", "under"];

/** No pane is so small that nothing can be read in it, and the graph keeps its room. */
export const LEAST: Record<Pane, number> = { code: 240, insp: 240, under: 96 };
const GRAPH = 300;
const EDITOR = 120;

export const sizes = signal<Sizes>(parse(readStored(KEY)));

export function resize(pane: Pane, size: number | null): void {
  const { [pane]: _, ...others } = sizes.peek();
  sizes.value = size === null ? others : { ...others, [pane]: Math.round(size) };
  writeStored(KEY, JSON.stringify(sizes.value));
}

export function resetPanes(): void {
  sizes.value = {};
  writeStored(KEY, "{}");
}

/** What a pane may take of the room that it shares with others; `taken` is what those have. */
export function clamped(pane: Pane, size: number, room: number, taken: number): number {
  const rest = pane === "under" ? EDITOR : GRAPH;
  return Math.max(LEAST[pane], Math.min(size, room - taken - rest));
}

/** Sizes that were kept, of which only what is one is taken. */
export function parse(text: string | null): Sizes {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? "");
  } catch {
    return {};
  }
  if (typeof kept !== "object" || kept === null) return {};
  const entries = Object.entries(kept).filter(
    ([pane, size]) => (PANES as string[]).includes(pane) && Number.isFinite(size) && (size as number) > 0,
  );
  return Object.fromEntries(entries) as Sizes;
}

/** The sizes as the custom properties that the page's grid is laid out with. */
export const asProperties = (now: Sizes): Record<string, string> =>
  Object.fromEntries(Object.entries(now).map(([pane, size]) => [`--pane-${pane}`, `${size}px`]));
