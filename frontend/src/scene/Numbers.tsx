// A value inside a card: a small table of numbers, a heat map with its digest, or why there is nothing.

import { formatShape } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { Grid, Recording } from "../recording/types.gen";
import { also } from "../still/also";
import { NumberCells, ROW, sliceLines } from "../values/Cells";
import { shownOf } from "../values/shown";
import { Heat } from "./Heat";
import type { SceneTexts } from "./texts";

type Place = {
  recording: Recording;
  index: number | null;
  grid: Grid;
  cell: number;
  x: number;
  y: number;
  tone: string;
  texts: SceneTexts;
  /** Px that the line under a heat map may take, to the right of x; negative: to the left of the map's right edge. */
  room: number;
};

/** The numbers of a value, their top left corner at x, y. A null index leaves dots: the value is still to come. */
export function Numbers({ recording, index, grid, cell, x, y, tone, texts, room }: Place) {
  const value = index === null ? null : valueAt(recording, index);
  if (value?.hidden) return <Words x={x} y={y} text={texts.hidden[value.hidden]} />;
  if (value?.shape.includes(0))
    return <Words x={x} y={y} text={`${formatShape(value.shape)}, ${texts.noElements}`} />;
  if (grid.style === "none") return <Words x={x} y={y} text={value ? formatShape(value.shape) : "·"} />;
  if (grid.style === "numbers") {
    const shown = __STILL__ ? also.shownOf : shownOf;
    const [every, width] = [value ? (shown?.(value, grid).every ?? 0) : 0, grid.columns * cell];
    return (
      <>
        <NumberCells {...{ value, grid, cell, x, y, tone }} />
        {sliceLines(every, grid.rows, ROW, width, x, y)}
      </>
    );
  }
  if (!value) return null;
  const Heated = __STILL__ ? also.Heat : Heat;
  return Heated ? <Heated {...{ value, grid, cell, x, y, room }} /> : null;
}
function Words({ x, y, text }: { x: number; y: number; text: string }) {
  return (
    <text class="cap2" x={x + 4} y={y + 14.5}>
      {text}
    </text>
  );
}
