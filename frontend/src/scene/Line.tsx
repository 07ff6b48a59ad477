// An edge: data goes down the left by a thin line, the gradient comes up the right on a broad band.

import type { PlacedEdge, PlacedNode, Recording } from "../recording/types.gen";
import { also } from "../still/also";
import { Flow } from "./Flow";
import type { LineView } from "./future";
import { along, headAt, type Lanes, lengthOf, pathOf } from "./geometry";
import type { SceneTexts } from "./texts";
import { BESIDE, LABELLED } from "./wordBoxes";

type Props = {
  recording: Recording;
  edge: PlacedEdge;
  source: PlacedNode;
  view: LineView;
  /** One of many that are long: thin, unless the step is about it. */
  quiet?: boolean;
  lanes: Lanes;
  texts: SceneTexts;
};

export function Line({ recording, edge, source, view, quiet, lanes, texts }: Props) {
  const { data, gradient } = lanes;
  const Flowing = __STILL__ ? also.Flow : Flow;
  const chip = edge.kind === "constant" && source.kind === "constant";
  return (
    <g
      class={`line of-${edge.kind} ${view.look} ${!__STILL__ && quiet ? "distant" : ""}`}
      data-edge={edge.id}
      data-gradient={view.gradient}
    >
      <path class="data" d={pathOf(data)} style={{ "--long": lengthOf(data) }} />
      {!chip && <path class="data-h" d={headAt(data)} />}
      {edge.kind === "cut" && <Cut at={along(data, 0.5)} word={cutWord(recording, edge, texts)} />}
      {edge.kind === "data" && edge.label && (
        <Argument at={along(data, LABELLED)} label={edge.label} first={!edge.input} />
      )}
      {view.gradient === "lane" && <path class="lane" d={pathOf(gradient)} />}
      {Flowing && (view.gradient === "past" || view.gradient === "now") && (
        <Flowing points={gradient} now={view.gradient === "now"} />
      )}
    </g>
  );
}

/** Why no gradient comes back here. An operation that made a function for another output has no derivative for this one. */
function cutWord(recording: Recording, edge: PlacedEdge, texts: SceneTexts): string {
  const step = recording.steps[edge.step ?? -1];
  const cut = step?.type === "op" ? step.cut : null;
  if (cut === null || cut === "not_differentiable") return texts.noDerivative;
  return cut === "data" ? ".data" : cut;
}

type At = { x: number; y: number };

/** Two strokes through a line: no gradient passes here. */
export function Cut({ at: { x, y }, word }: { at: At; word: string }) {
  return (
    <>
      <path class="slashes" d={`M${x - 10},${y + 3}l20,-10m-20,16l20,-10`} />
      <text class="argl" x={x + 16} y={y + 5}>
        {word}
      </text>
    </>
  );
}

/** The name of an input, outside of the lines that it tells apart. */
function Argument({ at: { x, y }, label, first }: { at: At; label: string; first: boolean }) {
  return (
    <text class="argl" x={x + (first ? -BESIDE : BESIDE)} y={y + 4} text-anchor={first ? "end" : "start"}>
      {label}
    </text>
  );
}
