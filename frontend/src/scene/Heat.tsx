// A value inside a card as a heat map with its digest.

import type { Grid, Value } from "../recording/types.gen";
import { digestOf } from "../values/digest";
import { HeatCells } from "../values/HeatCells";
import { shownOf } from "../values/shown";

const CHARACTER = 6.6;

type Place = { value: Value; grid: Grid; cell: number; x: number; y: number; room: number };

/** `room`: as for the numbers of a card. */
export function Heat({ value, grid, cell, x, y, room }: Place) {
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
