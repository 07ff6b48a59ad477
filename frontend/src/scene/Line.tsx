// An edge: data goes down the left by a thin line, the gradient comes up the right on a broad band.

import { formatNumber, formatShape } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { PlacedEdge, PlacedNode, Recording } from "../recording/types.gen";
import { along, chevrons, headAt, type Lanes, type Point, pathOf } from "./geometry";
import type { LineView } from "./model";
import { cellLines } from "./Numbers";

type Props = {
  recording: Recording;
  edge: PlacedEdge;
  source: PlacedNode;
  view: LineView;
  lanes: Lanes;
};

const CHEVRON_GAP = 13;
const ROW = 18;

export function Line({ edge, source, view, lanes }: Props) {
  const { data, gradient } = lanes;
  const chip = edge.kind === "constant" && source.kind === "constant";
  return (
    <g class={`line of-${edge.kind} ${view.look}`} data-edge={edge.id} data-gradient={view.gradient}>
      <path class="data" d={pathOf(data)} />
      {!chip && <path class="data-h" d={headAt(data)} />}
      {edge.kind === "cut" && <Cut at={along(data, 0.5)} label={edge.label ?? ""} />}
      {edge.kind === "data" && edge.label && (
        <Argument at={along(data, 0.86)} label={edge.label} first={!edge.input} />
      )}
      {view.gradient === "lane" && <path class="lane" d={pathOf(gradient)} />}
      {(view.gradient === "past" || view.gradient === "now") && (
        <Flow points={gradient} now={view.gradient === "now"} />
      )}
    </g>
  );
}

type At = { x: number; y: number };

/** Two strokes through a line: no gradient passes here. */
function Cut({ at: { x, y }, label }: { at: At; label: string }) {
  return (
    <>
      <path class="slashes" d={`M${x - 10},${y + 3}l20,-10m-20,16l20,-10`} />
      <text class="argl" x={x + 16} y={y + 5}>
        {label}
      </text>
    </>
  );
}

/** The name of an input, outside of the lines that it tells apart. */
function Argument({ at: { x, y }, label, first }: { at: At; label: string; first: boolean }) {
  return (
    <text class="argl" x={x + (first ? -9 : 9)} y={y + 4} text-anchor={first ? "end" : "start"}>
      {label}
    </text>
  );
}

function Flow({ points, now }: { points: Point[]; now: boolean }) {
  const tone = now ? "now" : "past";
  return (
    <g class={`flow ${tone}`}>
      {now && <path class="band rim now" d={pathOf(points)} />}
      <path class={`band ${tone}`} d={pathOf(points)} />
      {chevrons(points, CHEVRON_GAP).map(({ x, y, angle }) => (
        <path
          key={`${x},${y}`}
          class={`chev ${tone}`}
          transform={`translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${angle.toFixed(1)})`}
          d={now ? "M-4,2.2L0,-2.2L4,2.2" : "M-3.2,1.8L0,-1.8L3.2,1.8"}
        />
      ))}
    </g>
  );
}

/** What travels along an edge in this step, on top of everything else. */
export function Token({ recording, view, lanes }: Pick<Props, "recording" | "view" | "lanes">) {
  const gradient = view.gradient === "now";
  const index = gradient ? view.sent : view.token;
  if (index === null) return null;
  const value = valueAt(recording, index);
  const { x, y } = along(gradient ? lanes.gradient : lanes.data, 0.5);
  const rows = value.shape.length > 1 ? value.shape.slice(0, -1).reduce((a, b) => a * b, 1) : 1;
  const columns = value.shape.at(-1) ?? 1;
  const small =
    rows * columns > 0 && rows <= 4 && columns <= 4 && value.first.length >= rows * columns && !value.hidden;
  const texts = small ? value.first.map(formatNumber) : [formatShape(value.shape)];
  const cell = Math.max(34, Math.max(...texts.map((text) => text.length)) * 7.9 + 6);
  const grid = {
    style: "numbers" as const,
    rows: small ? rows : 1,
    columns: small ? columns : 1,
    cell_width: cell,
    gradient_cell_width: cell,
  };
  const [width, height] = [grid.columns * cell, grid.rows * ROW];
  const [left, top] = [x - width / 2, y - height / 2];
  const lines = cellLines(grid, cell, 0, 0)
    .replace(/M0,(\d+)/g, (_, at) => `M0,${(Number(at) / 20) * ROW}`)
    .replace(/v\d+/g, `v${height}`);
  return (
    <g
      class={`token ${gradient ? "gradient" : "forward"}`}
      transform={`translate(${left.toFixed(1)},${top.toFixed(1)})`}
    >
      <rect class="tok" width={width} height={height} rx={5} />
      <path class="tok-l" d={lines} />
      {texts.map((text, n) => (
        <text
          key={n}
          class="num hot"
          x={((n % grid.columns) + 0.5) * cell}
          y={(Math.floor(n / grid.columns) + 0.5) * ROW + 4.5}
        >
          {text.replace("Infinity", "Inf")}
        </text>
      ))}
    </g>
  );
}
