// Values inside the picture: a small table of numbers, a heat map of what was recorded, or why there is nothing.

import { formatNumber, formatShape } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { Grid, Recording, Scalar, Value } from "../recording/types.gen";
import type { SceneTexts } from "./texts";

const ROW = 20;
const STEPS = 4;

type Place = {
  recording: Recording;
  index: number | null;
  grid: Grid;
  cell: number;
  x: number;
  y: number;
  tone: string;
  texts: SceneTexts;
};

/** The numbers of a value, their top left corner at x, y. A null index leaves dots: the value is still to come. */
export function Numbers({ recording, index, grid, cell, x, y, tone, texts }: Place) {
  const value = index === null ? null : valueAt(recording, index);
  if (value?.hidden) return <Words x={x} y={y} text={texts.hidden[value.hidden]} />;
  if (value?.shape.includes(0))
    return <Words x={x} y={y} text={`${formatShape(value.shape)}, ${texts.noElements}`} />;
  if (grid.style === "none") return <Words x={x} y={y} text={value ? formatShape(value.shape) : "·"} />;
  if (grid.style === "heat") return <Heat value={value} grid={grid} x={x} y={y} texts={texts} />;
  const cells = Array.from({ length: grid.rows * grid.columns }, (_, n) => n);
  return (
    <>
      {cells.map((n) => {
        const scalar = value?.first[n];
        const text = scalar === undefined ? "·" : formatNumber(scalar);
        const bad = text === "NaN" || text.endsWith("Infinity");
        return (
          <text
            key={n}
            class={`num ${tone} ${bad ? "bad" : ""}`}
            x={x + ((n % grid.columns) + 0.5) * cell}
            y={y + (Math.floor(n / grid.columns) + 0.5) * ROW + 4.5}
          >
            {short(text)}
          </text>
        );
      })}
    </>
  );
}

const short = (text: string) => text.replace("Infinity", "Inf");

function Words({ x, y, text }: { x: number; y: number; text: string }) {
  return (
    <text class="cap2" x={x + 4} y={y + 14.5}>
      {text}
    </text>
  );
}

/** Lines between the cells of a table of numbers. */
export function cellLines(grid: Grid, cell: number, x: number, y: number): string {
  let path = "";
  for (let row = 1; row < grid.rows; row++) path += `M${x},${y + row * ROW}h${grid.columns * cell}`;
  for (let column = 1; column < grid.columns; column++)
    path += `M${x + column * cell},${y}v${grid.rows * ROW}`;
  return path;
}

function Heat({
  value,
  grid,
  x,
  y,
  texts,
}: {
  value: Value | null;
  grid: Grid;
  x: number;
  y: number;
  texts: SceneTexts;
}) {
  const columns = value?.shape.at(-1) ?? grid.columns;
  const size = grid.cell_width;
  const most = value ? Math.max(...value.first.map(magnitude)) : 0;
  const count = value?.shape.reduce((product, n) => product * n, 1) ?? 0;
  const cells = Array.from({ length: grid.rows * grid.columns }, (_, n) => n);
  return (
    <>
      {cells.map((n) => {
        const [row, column] = [Math.floor(n / grid.columns), n % grid.columns];
        const scalar = value?.first[row * columns + column];
        const level = scalar === undefined ? null : levelOf(scalar, most);
        const at = { x: x + column * size, y: y + row * size };
        return (
          <g key={n}>
            <rect
              {...at}
              width={size}
              height={size}
              class="heat"
              style={level === null ? "fill:none" : `fill:var(--dv-${level})`}
            />
            {level?.startsWith("n") && (
              <path class="minus" d={`M${at.x + 3.5},${at.y + size / 2}h${size - 7}`} />
            )}
            {level === null && scalar !== undefined && (
              <path
                class="cross"
                d={`M${at.x + 3.5},${at.y + 3.5}l${size - 7},${size - 7}m0,${7 - size}l${7 - size},${size - 7}`}
              />
            )}
          </g>
        );
      })}
      {value && value.first.length < count && (
        <text class="cap2" x={x} y={y + grid.rows * size + 15}>
          {texts.first(value.first.length, count)}
        </text>
      )}
    </>
  );
}

/** A real number; null for NaN, infinities and complex numbers, which have no place on the scale. */
function realOf(scalar: Scalar): number | null {
  if (Array.isArray(scalar)) return null;
  const number = Number(scalar);
  return Number.isFinite(number) ? number : null;
}

const magnitude = (scalar: Scalar): number => Math.abs(realOf(scalar) ?? 0);

/** The step of the diverging scale: n4 … 0 … p4, with 0 always in the middle; null for what is not on it. */
export function levelOf(scalar: Scalar, most: number): string | null {
  const number = realOf(scalar);
  if (number === null) return null;
  const step = most === 0 ? 0 : Math.sign(number) * Math.ceil((Math.abs(number) / most) * STEPS);
  return step === 0 ? "0" : `${step < 0 ? "n" : "p"}${Math.abs(step)}`;
}
