// A value inside a card: a small table of numbers, a heat map with its digest, or why there is nothing.

import { formatShape } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { Grid, Recording } from "../recording/types.gen";
import { HeatCells, NumberCells, ROW, sliceLines } from "../values/Cells";
import { digestOf } from "../values/digest";
import { shownOf } from "../values/shown";
import type { SceneTexts } from "./texts";

const CHARACTER = 6.6;

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
    const [every, width] = [value ? shownOf(value, grid).every : 0, grid.columns * cell];
    return (
      <>
        <NumberCells {...{ value, grid, cell, x, y, tone }} />
        {sliceLines(every, grid.rows, ROW, width, x, y)}
      </>
    );
  }
  if (!value) return null;
  const digest = digestOf(value, shownOf(value, grid).part, Math.abs(room) / CHARACTER);
  return (
    <>
      <HeatCells {...{ value, grid, cell, x, y }} />
      <text
        class="cap2"
        x={room < 0 ? x + grid.columns * cell : x + 2}
        y={y + grid.rows * cell + 15}
        text-anchor={room < 0 ? "end" : "start"}
      >
        {digest.map(({ text, bad }, n) => (
          <tspan key={text} class={bad ? "bad" : ""} dx={n ? 8 : 0}>
            {text}
          </tspan>
        ))}
      </text>
    </>
  );
}

function Words({ x, y, text }: { x: number; y: number; text: string }) {
  return (
    <text class="cap2" x={x + 4} y={y + 14.5}>
      {text}
    </text>
  );
}
