// Pointers to the named tensors that lie above and below what is seen, the nearest first.

import { useMemo } from "preact/hooks";
import { nameOf } from "../narration/facts";
import { tensorOf } from "../recording/lookup";
import type { PlacedNode } from "../recording/types.gen";
import { extentOf, lanesOf } from "./geometry";
import { LEGIBLE, legible } from "./legible";
import type { Moment } from "./moment";
import { pointerTo } from "./pointers";
import { labelBox } from "./scopes/Scopes";
import type { Unfolded } from "./scopes/unfold";
import type { Camera } from "./useCamera";
import { type Box, NARROW, outside, overlaps } from "./viewport";
import { cutOf, labelOf } from "./wordBoxes";

type Props = {
  camera: Camera;
  moment: Moment;
  unfolded: Unfolded;
  /** Whether the camera goes along with the steps: if not, a narrow pane has a button for that in its upper left corner. */
  follows: boolean;
};

/** How far from the pane's edges they are, as in scene.css: over the ends of the lines, or under the buttons for the zoom. */
const [HIGH, ENDS, RIM, BUTTONS] = [26, 8, 12, 52];
/** What stands in a wider pane's lower left corner: a map, or the page's tools; a drawer's button may be below them. */
const [MAP, TOOLS, OPENER] = [150, 220, 40];
/** How far the button reaches with which a narrow pane follows the steps again. */
const FOLLOW = 112;
/** A number that travels reaches so far beyond its line. */
const LIT = 112;
/** Under a chip there may stand why no gradient goes to it. */
const WHY = { width: 76, height: 60 };

export function Hints({ camera, moment, unfolded, follows }: Props) {
  const { recording, state, step } = moment;
  const { layout, boxes } = unfolded;
  const named = useMemo(
    () =>
      layout.nodes.filter(
        ({ tensor, kind }) => tensor && kind !== "use" && tensorOf(recording, tensor).names.length > 0,
      ),
    [recording, unfolded],
  );
  const there = useMemo(() => named.filter(({ tensor }) => state.tensors[tensor as string]), [named, state]);
  const standing = useMemo((): Box[] => {
    const lanes = lanesOf(layout.edges, boxes);
    const words = layout.edges.flatMap((edge) => {
      const data = lanes.get(edge.id)?.data ?? [];
      return labelOf(edge, data) ?? cutOf(edge, data) ?? [];
    });
    return [
      ...words,
      ...[...boxes.values()].map((box) => (box.kind === "constant" ? { ...box, ...WHY } : box)),
    ];
  }, [unfolded]);
  const travelling = useMemo(() => {
    const runs = step?.type === "node" ? [step.function] : step?.type === "op" ? step.functions : [];
    return layout.edges
      .filter(({ function: fn }) => fn && runs?.includes(fn))
      .map((edge) => extentOf(edge, LIT));
  }, [step, unfolded]);
  const part = camera.part.value;
  const labels = unfolded.scopes
    .filter((box) => box.open && overlaps(box, part))
    .map((box) => labelBox(recording, box, part));
  const covered = [...standing, ...travelling, ...labels, ...camera.noted.value];
  const view = camera.view.value;
  const { width, height, under } = camera.size.value;
  const { above, below } = outside(view, there, camera.size.value);
  const larger = legible.value / LEGIBLE;
  const px = larger / view.scale;
  const narrow = width <= NARROW;
  const [ends, corner] = narrow ? [ENDS, RIM] : [RIM, under ? TOOLS : MAP];
  const pointer = (
    kind: "up" | "down",
    beyond: PlacedNode[],
    at: number,
    high: number,
    from: number = corner,
  ) => {
    const called = beyond.map(({ tensor }) => nameOf(recording, state, tensor as string));
    const strip = {
      x: (from * larger - view.left) / view.scale,
      y: (at - view.top) / view.scale,
      width: (width - (from + RIM) * larger) / view.scale,
      height: high * px,
    };
    const found = pointerTo(called, strip, covered, px);
    return (
      found && (
        <span class={`hint ${kind}`} style={{ left: `${(found.left * view.scale + view.left) / larger}px` }}>
          {kind === "up" ? "↑" : "↓"} {found.text}
        </span>
      )
    );
  };
  const high = HIGH + (under ? OPENER : 0);
  return (
    <>
      {pointer("up", above, (narrow ? ENDS : BUTTONS) * larger, HIGH, narrow && !follows ? FOLLOW : corner)}
      {pointer("down", below, height - (ends + high) * larger, high)}
    </>
  );
}
