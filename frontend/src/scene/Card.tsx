// A tensor's card: header, value on the left, the place for its gradient on the right.

import { formatShape } from "../recording/format";
import { expressionOf, tensorOf } from "../recording/lookup";
import type { Grid, PlacedNode, Recording } from "../recording/types.gen";
import { gradientWidth } from "./geometry";
import type { CardView, GradView } from "./model";
import { cellLines, Numbers } from "./Numbers";
import type { SceneTexts } from "./texts";

const BAR = 4;
const HEADER = 26;
const SIDE = 14;
const ROW = 20;
const EMPTY: Grid = { style: "none", rows: 1, columns: 1, cell_width: 36, gradient_cell_width: 42 };

type Props = {
  recording: Recording;
  node: PlacedNode;
  view: CardView;
  texts: SceneTexts;
  names: Record<string, string>;
};

export function Card({ recording, node, view, texts, names }: Props) {
  const row = tensorOf(recording, node.tensor as string);
  const bar = view.leaf && view.tracked ? BAR : 0;
  const top = node.y + (node.pill_height ?? 0) * Number(node.kind === "unit") + bar;
  const height = node.y + node.height - top;
  const { x, width } = node;
  const grid = node.grid ?? EMPTY;
  const rounded = view.leaf ? 0 : 10;
  const title = titleOf(recording, node, names);
  const body = top + HEADER;
  const radius = rounded;
  return (
    <g
      class={`card ${view.look} ${view.failed ? "failed" : ""} ${view.leaf ? "leaf" : "nonleaf"}`}
      data-tensor={node.tensor}
      data-state={view.look}
    >
      {row.base && (
        <rect class="card-o behind" x={x - 5} y={top - 5} width={width} height={height} rx={radius} />
      )}
      {view.look === "now" && (
        <rect
          class="halo"
          x={x - 5}
          y={top - bar - 5}
          width={width + 10}
          height={height + bar + 10}
          rx={radius + 5}
        />
      )}
      <rect class={`card-o ${bar ? "strong" : ""}`} x={x} y={top} width={width} height={height} rx={radius} />
      {bar > 0 && <rect class="card-bar" x={x} y={top - BAR} width={width} height={5} />}
      {row.is_parameter && <rect class="card-bar" x={x} y={top + 4} width={width} height={2} />}
      <Header
        x={x}
        y={top + 18}
        width={width}
        title={title}
        tag={tagOf(recording, row.is_parameter, view, row.base, names, texts)}
        meta={`${formatShape(row.shape)}  ${row.dtype}`}
      />
      <g data-part="value" class={view.look === "overwritten" ? "struck" : ""}>
        <ValueBox grid={grid} x={x + SIDE} y={body} />
        <Numbers
          recording={recording}
          index={view.value}
          grid={grid}
          cell={grid.cell_width}
          x={x + SIDE}
          y={body}
          tone=""
          texts={texts}
        />
        {view.look === "overwritten" && (
          <path
            class="strike"
            d={`M${x + SIDE - 4},${body + (grid.rows * ROW) / 2}h${valueWidth(grid) + 8}`}
          />
        )}
      </g>
      <Gradient
        recording={recording}
        node={node}
        grid={grid}
        grad={view.grad}
        top={top}
        height={height}
        texts={texts}
      />
    </g>
  );
}

const valueWidth = (grid: Grid) => (grid.style === "none" ? 110 : grid.columns * grid.cell_width);

function ValueBox({ grid, x, y }: { grid: Grid; x: number; y: number }) {
  if (grid.style === "none") return null;
  const height = grid.style === "heat" ? grid.rows * grid.cell_width : grid.rows * ROW;
  return (
    <>
      <rect
        class="box"
        x={x}
        y={y}
        width={valueWidth(grid)}
        height={height}
        rx={grid.style === "heat" ? 0 : 3}
      />
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
  texts: SceneTexts;
};

function Gradient({ recording, node, grid, grad, top, height, texts }: GradientProps) {
  if (grad.style === "none") return null;
  const width = gradientWidth(node);
  const x = node.x + node.width - SIDE - width;
  const y = top + HEADER;
  const rows = grid.style === "heat" ? grid.rows * grid.cell_width : grid.rows * ROW;
  const well = grad.style === "well";
  const lit = well ? grad.value !== null : grad.hot;
  const tone = lit || grad.hot ? "hot" : "past";
  return (
    <g class={grad.hot ? "lit" : ""} data-grad={grad.word}>
      <text class={`cap ${tone === "hot" ? "hot" : ""}`} x={x - 12} y={y + 14} text-anchor="end">
        {well ? texts.ownGrad : texts.grad}
      </text>
      <text class={`cap2 ${tone === "hot" ? "hot" : ""}`} x={x - 12} y={y + 31} text-anchor="end">
        {texts[grad.word]}
      </text>
      {well ? (
        <rect
          class={grad.value === null ? "well-none" : "well-kept"}
          x={x}
          y={y}
          width={width}
          height={Math.max(ROW, rows)}
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
            <text class="num past" x={x + width / 2} y={y + Math.max(ROW, rows) / 2 + 4.5}>
              None
            </text>
          )
        ) : (
          <Numbers
            recording={recording}
            index={grad.value}
            grid={{ ...grid, cell_width: grid.gradient_cell_width }}
            cell={grid.style === "numbers" ? width / grid.columns : grid.gradient_cell_width}
            x={x}
            y={y}
            tone={tone}
            texts={texts}
          />
        )}
      </g>
    </g>
  );
}

type HeaderProps = {
  x: number;
  y: number;
  width: number;
  title: { text: string; name: boolean };
  tag: string;
  meta: string;
};

const NAME_WIDTH = 9.2;
const EXPRESSION_WIDTH = 8.2;

function Header({ x, y, width, title, tag, meta }: HeaderProps) {
  const character = title.name ? NAME_WIDTH : EXPRESSION_WIDTH;
  const room = width - 2 * SIDE - meta.length * 6.6 - 10 - (tag ? tag.length * 6.8 + 10 : 0);
  const text = cut(title.text, Math.max(4, Math.floor(room / character)));
  return (
    <>
      <text class={title.name ? "cname" : "cexpr"} x={x + SIDE} y={y}>
        {text}
      </text>
      {tag && (
        <text class="ctag" x={x + SIDE + text.length * character + 9} y={y}>
          {tag}
        </text>
      )}
      <text class="cmeta" x={x + width - SIDE} y={y} text-anchor="end">
        {meta}
      </text>
    </>
  );
}

export const cut = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;

/** The name that the program gave the tensor (or will give it), or else the expression that made it. */
export function titleOf(
  recording: Recording,
  node: PlacedNode,
  names: Record<string, string>,
): { text: string; name: boolean } {
  const id = node.tensor as string;
  const name = names[id] ?? tensorOf(recording, id).names[0];
  return { text: nameOf(recording, id, names), name: name !== undefined };
}

function nameOf(recording: Recording, id: string, names: Record<string, string>): string {
  const { names: given, span } = tensorOf(recording, id);
  return names[id] ?? given[0] ?? (span ? expressionOf(recording, span).replace(/\s+/g, " ") : id);
}

function tagOf(
  recording: Recording,
  parameter: boolean,
  view: CardView,
  base: string | null,
  names: Record<string, string>,
  texts: SceneTexts,
): string {
  if (view.version) return `${texts.version} ${view.version}`;
  if (parameter) return texts.parameter;
  if (view.detached) return texts.detached;
  if (base) return `${texts.view} ${cut(nameOf(recording, base, names), 10)}`;
  if (view.retained) return texts.retainedTag;
  if (view.leaf) return view.tracked ? texts.leaf : texts.untracked;
  return "";
}
