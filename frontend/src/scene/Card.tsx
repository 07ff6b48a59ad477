// A tensor's card: header, value on the left, the place for its gradient on the right.

import { nameOf } from "../narration/facts";
import type { State } from "../recording/fold";
import { formatShape } from "../recording/format";
import { originOf, tensorOf, valueAt } from "../recording/lookup";
import type { Grid, PlacedNode, Recording } from "../recording/types.gen";
import { also } from "../still/also";
import { cellLines, ROW } from "../values/Cells";
import type { CardView } from "./cards";
import type { GradView } from "./future";
import { gradientWidth } from "./geometry";
import { cut, headingOf, smallWidth } from "./heading";
import { Numbers } from "./Numbers";
import { Octagon } from "./Octagon";
import type { SceneTexts } from "./texts";

const BAR = 4;
const HEADER = 26;
const SIDE = 14;
/** From the middle of a card with its gradient beneath the value to that gradient: they share what header and foot leave. */
const BENEATH = 21;
const BEHIND = 6;
const EMPTY: Grid = { style: "none", rows: 1, columns: 1, cell_width: 36, gradient_cell_width: 42 };

type Props = {
  recording: Recording;
  node: PlacedNode;
  view: CardView;
  texts: SceneTexts;
  state: State;
};

export function Card({ recording, node, view, texts, state }: Props) {
  const row = tensorOf(recording, node.tensor as string);
  const bar = view.leaf && view.tracked ? BAR : 0;
  const top = node.y + (node.pill_height ?? 0) * Number(node.kind === "unit") + bar;
  const height = node.y + node.height - top;
  const { x, width } = node;
  const grid = node.grid ?? EMPTY;
  // Its row says what it was made as, which `.data` and `double()` change. The picture before the player knows only that.
  const now = __STILL__ ? null : valueAt(recording, view.value ?? row.value);
  const body = top + HEADER;
  const radius = view.leaf ? 0 : 10;
  const { well, room } = placesOf(node, grid, view.grad.style !== "none");
  const Failed = __STILL__ ? also.Octagon : Octagon;
  return (
    <g
      class={`card ${view.look} ${view.failed ? "failed" : ""} ${view.leaf ? "leaf" : "nonleaf"}`}
      data-tensor={node.tensor}
      data-state={view.look}
    >
      {row.base && (
        <rect
          class="card-o behind"
          x={x - BEHIND}
          y={top + BEHIND}
          width={width}
          height={height}
          rx={radius}
        />
      )}
      <rect class={`card-o ${bar ? "strong" : ""}`} x={x} y={top} width={width} height={height} rx={radius} />
      {bar > 0 && <rect class="card-bar" x={x} y={top - BAR} width={width} height={5} />}
      {bar > 0 && row.is_parameter && (
        <rect class="card-bar" x={x} y={top - BAR - 4} width={width} height={2} />
      )}
      <Header
        {...{ x, width }}
        y={top + 18}
        title={titleOf(recording, state, row.id)}
        named={row.names.length > 0}
        tag={tagOf(recording, row.is_parameter, view, row.base, state, texts)}
        meta={`${formatShape((now ?? row).shape, texts.scalar)}  ${(now ?? row).dtype}`}
      />
      <g data-part="value" class={view.look === "overwritten" ? "struck" : ""}>
        <ValueBox grid={grid} x={x + SIDE} y={body} />
        <Numbers
          {...{ recording, grid, texts, room }}
          index={view.value}
          cell={grid.cell_width}
          x={x + SIDE}
          y={body}
          tone=""
        />
        {view.look === "overwritten" && (
          <path
            class="strike"
            d={`M${x + SIDE - 4},${body + (grid.rows * ROW) / 2}h${valueWidth(grid) + 8}`}
          />
        )}
      </g>
      <Gradient {...{ recording, node, grid, top, height, texts, room }} grad={view.grad} width={well} />
      {Failed && view.failed && <Failed x={x + width - 1} y={top + 1} />}
    </g>
  );
}

/** How wide the place for the gradient is, and how wide a line of text under the value or under the gradient may be. */
function placesOf(node: PlacedNode, grid: Grid, graded: boolean): { well: number; room: number } {
  const inner = node.width - 2 * SIDE;
  return { well: gradientWidth(node), room: graded && !grid.stacked ? inner / 2 - 6 : inner };
}

const valueWidth = (grid: Grid) => (grid.style === "none" ? 110 : grid.columns * grid.cell_width);
const rowsHigh = (grid: Grid) =>
  grid.style === "heat" ? grid.rows * grid.cell_width : Math.max(1, grid.rows) * ROW;

function ValueBox({ grid, x, y }: { grid: Grid; x: number; y: number }) {
  if (grid.style === "none") return null;
  const radius = grid.style === "heat" ? 0 : 3;
  return (
    <>
      <rect class="box" {...{ x, y }} width={valueWidth(grid)} height={rowsHigh(grid)} rx={radius} />
      {grid.style === "numbers" && <path class="cell" d={cellLines(grid, grid.cell_width, x, y)} />}
    </>
  );
}

type GradientProps = {
  recording: Recording;
  node: PlacedNode;
  grid: Grid;
  grad: GradView;
  top: number;
  height: number;
  width: number;
  room: number;
  texts: SceneTexts;
};

function Gradient({ recording, node, grid, grad, top, height, width, room, texts }: GradientProps) {
  if (grad.style === "none") return null;
  const x = node.x + node.width - SIDE - width;
  const high = rowsHigh(grid);
  const y = top + (grid.stacked ? height / 2 + BENEATH : HEADER);
  const well = grad.style === "well";
  const at = grid.stacked ? x + width : x - 12;
  const tone = grad.hot || (well && grad.value !== null) ? "hot" : "past";
  const hot = tone === "hot" ? "hot" : "";
  // In a wide font a long word gives way rather than lie over the value.
  const free = x - 12 - (node.x + SIDE + valueWidth(grid)) - 4;
  const squeezed =
    smallWidth(texts[grad.word]) > free ? { textLength: free, lengthAdjust: "spacingAndGlyphs" } : {};
  const cell = grid.style === "numbers" ? width / grid.columns : grid.gradient_cell_width;
  const left = grid.style === "heat" ? x + (width - grid.columns * cell) / 2 : x;
  return (
    <g class={grad.hot ? "lit" : ""} data-grad={grad.word}>
      <text x={at} y={grid.stacked ? y - 8 : y + 14} text-anchor="end">
        <tspan class={`cap ${hot}`}>{well ? texts.ownGrad : texts.grad}</tspan>
        <tspan class={`cap2 ${hot}`} {...(grid.stacked ? { dx: 8 } : { x: at, y: y + 31, ...squeezed })}>
          {texts[grad.word]}
        </tspan>
      </text>
      {well ? (
        <rect
          class={grad.value === null ? "well-none" : "well-kept"}
          {...{ x, y, width }}
          height={high}
          rx={3}
        />
      ) : (
        <>
          {grad.hot && <rect class="chan" x={x} y={y - 2} width={width} height={top + height - y + 2} />}
          <path
            class={`wall ${grad.hot ? "hot" : ""}`}
            d={`M${x},${y - 2}V${top + height}M${x + width},${y - 2}V${top + height}`}
          />
        </>
      )}
      <g data-part="grad">
        {grad.value === null ? (
          well && (
            <text class="num past" x={x + width / 2} y={y + high / 2 + 4.5}>
              None
            </text>
          )
        ) : (
          <>
            {well && grid.style === "numbers" && <path class="cell" d={cellLines(grid, cell, x, y)} />}
            <Numbers
              {...{ recording, y, cell, tone, texts }}
              x={left}
              index={grad.value}
              grid={{ ...grid, cell_width: grid.gradient_cell_width }}
              room={well ? -room : width}
            />
          </>
        )}
      </g>
    </g>
  );
}

type HeaderProps = {
  x: number;
  y: number;
  width: number;
  title: string;
  /** Whether the title is one that the program gave. */
  named: boolean;
  tag: string;
  meta: string;
};

function Header({ x, y, width, title, named, tag, meta }: HeaderProps) {
  const room = width - 2 * SIDE - smallWidth(meta) - 8;
  const shown = headingOf(title, named, tag, room);
  return (
    <>
      <text class={named ? "cname" : "cexpr"} x={x + SIDE} y={y}>
        {shown.title}
      </text>
      {shown.tag && (
        <text class="ctag" x={x + SIDE + shown.tagAt} y={y}>
          {shown.tag}
        </text>
      )}
      <text class="cmeta" x={x + width - SIDE} y={y} text-anchor="end">
        {meta}
      </text>
    </>
  );
}

/** The name that the program gave the tensor (or will give it), or else the expression that made it. */
export function titleOf(recording: Recording, state: State, id: string): string {
  const row = tensorOf(recording, id);
  return (
    (__STILL__ ? also.nameOf : nameOf)?.(recording, state, id) ??
    row.names[0] ??
    (originOf(recording, row) || id)
  );
}

function tagOf(
  recording: Recording,
  parameter: boolean,
  view: CardView,
  base: string | null,
  state: State,
  texts: SceneTexts,
): string {
  if (view.version !== null) return `${texts.version} ${view.version}`;
  if (parameter) return texts.parameter;
  if (view.detached) return texts.detached;
  if (base) return `${texts.view} ${cut(titleOf(recording, state, base), 10)}`;
  if (view.retained) return texts.retainedTag;
  if (view.leaf) return view.tracked ? texts.leaf : texts.untracked;
  return "";
}
