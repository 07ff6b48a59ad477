// What has been drawn of each box and line, kept until something about it changes: a step touches only what it changes.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Layout } from "../recording/types.gen";

type Kept = { inputs: string; drawing: JSX.Element };
/** What `draw` gave for this id when it last had these inputs, or gives now. */
export type Drawn = (id: string, inputs: unknown[], draw: () => JSX.Element) => JSX.Element;

/** Where a group opens or closes, everything is drawn anew. */
export function useDrawings(layout: Layout): Drawn {
  const kept = useMemo(() => ({ layout, drawings: new Map<string, Kept>() }), [layout]).drawings;
  return (id, inputs, draw) => {
    const key = JSON.stringify(inputs);
    const before = kept.get(id);
    if (before?.inputs === key) return before.drawing;
    const drawing = draw();
    kept.set(id, { inputs: key, drawing });
    return drawing;
  };
}
