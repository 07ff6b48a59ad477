// Everything in the picture, as it stands at a position; of a large picture only what is near to what is seen.

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useMemo } from "preact/hooks";
import type { Player } from "../player/player";
import type { Layout, PlacedEdge } from "../recording/types.gen";
import { also } from "../still/also";
import { Node } from "./Boxes";
import { FUTURE } from "./future";
import { extentOf, type Lanes, lanesOf } from "./geometry";
import { Line } from "./Line";
import type { PillLook } from "./lines";
import { lineView } from "./lineView";
import type { Moment } from "./moment";
import { Closed, Frame, Opened } from "./scopes/Scopes";
import { type Contents, joined, scopeLook } from "./scopes/scopeViews";
import type { ScopeBox, Unfolded } from "./scopes/unfold";
import { Tokens } from "./Tokens";
import type { SceneTexts } from "./texts";
import type { Camera } from "./useCamera";
import { useDrawings } from "./useDrawings";
import { type Box, overlaps } from "./viewport";

/** What a page may write into the picture, beside its cards. */
export type Beside = {
  moment: Moment;
  layout: Pick<Layout, "nodes" | "edges">;
  closed: ScopeBox[];
  /** The open groups, around boxes. */
  frames: ScopeBox[];
  shows: Unfolded["shows"];
  /** The part of the picture that is seen. */
  seen: ReadonlySignal<Box>;
  /** Where it wrote: nothing is to lie there. */
  noted: Signal<readonly Box[]>;
};

/** Of a larger picture, what is far from what is seen is not drawn: measured, that is most of what a step costs. */
export const DRAWN_WHOLE = 120;

/** Of a picture of many lines, the long ones are quieter, unless the step is about them. */
const [MANY, LONG] = [80, 320];
/** All that travels on a line is so near to it. */
const AROUND = 80;

const NO_LANES: Lanes = { data: [], gradient: [] };

type Props = {
  player: Player;
  unfolded: Unfolded;
  contents: Contents;
  moment: Moment;
  camera: Camera;
  texts: SceneTexts;
  pace: number | null;
  toggle: (box: ScopeBox) => void;
  margin: ComponentType<Beside> | undefined;
};

export function World({
  player,
  unfolded,
  contents,
  moment,
  camera,
  texts,
  pace,
  toggle,
  margin: Margin,
}: Props) {
  const { recording } = player;
  const { layout, scopes, boxes, merged } = unfolded;
  const Travelling = __STILL__ ? also.Tokens : Tokens;
  const lanes = useMemo(() => lanesOf(layout.edges, boxes), [unfolded]);
  const extents = useMemo(
    () => new Map(__STILL__ ? [] : layout.edges.map((edge) => [edge, extentOf(edge, AROUND)])),
    [unfolded],
  );
  const drawn = __STILL__ ? (null as never) : useDrawings(layout);
  const selected = player.selection.value?.id ?? "";
  const part = !__STILL__ && layout.nodes.length > DRAWN_WHOLE ? camera.drawn.value : null;
  const { nodes, edges } = __STILL__
    ? layout
    : useMemo(() => {
        if (!part) return layout;
        return {
          nodes: layout.nodes.filter((node) => overlaps(node, part)),
          edges: layout.edges.filter((edge) => overlaps(extents.get(edge) as Box, part)),
        };
      }, [layout, part]);
  const closed = useMemo(() => (__STILL__ ? [] : scopes.filter((box) => !box.open)), [scopes]);
  const frames = useMemo(() => (__STILL__ ? [] : scopes.filter((box) => box.open)), [scopes]);
  const near = useMemo(() => ({ nodes, edges }), [nodes, edges]);

  const viewOf = (edge: PlacedEdge) => {
    const of = __STILL__ ? undefined : merged.get(edge.id);
    if (__STILL__) return also.lineView?.(moment, edge) ?? FUTURE;
    return of ? joined(of.map((one) => lineView(moment, one))) : lineView(moment, edge);
  };
  const many = !__STILL__ && layout.edges.length > MANY;
  const lines = edges.map((edge) => {
    const source = boxes.get(edge.source);
    const quiet = many && (edge.kind === "constant" || (extents.get(edge)?.height ?? 0) > LONG + 2 * AROUND);
    return source ? { edge, source, quiet, lanes: lanes.get(edge.id) ?? NO_LANES, view: viewOf(edge) } : null;
  });
  const shown = __STILL__
    ? []
    : scopes
        .filter((box) => !part || overlaps(box, part))
        .map((box) => ({ box, look: scopeLook(moment, contents.get(box.group.id) ?? new Set()) }));
  // One lamp: of boxes around boxes, the innermost.
  const innermost = __STILL__
    ? undefined
    : shown.filter(({ box, look }) => box.open && look === "now").at(-1)?.box;
  const scope = ({ box, look }: { box: ScopeBox; look: PillLook }) => {
    const Shape = box.open ? Opened : Closed;
    return drawn(box.group.id, [look, texts.leaf], () => (
      <Shape
        key={box.group.id}
        {...{ recording, box, look, texts }}
        seen={camera.part}
        toggle={() => toggle(box)}
        reached={() => camera.reveal(box)}
      />
    ));
  };
  return (
    <>
      {!__STILL__ &&
        shown.map(
          ({ box, look }) =>
            box.open && <Frame key={box.group.id} {...{ box, look }} inner={box === innermost} />,
        )}
      {lines.map((line) => {
        if (!line) return null;
        const draw = () => <Line key={line.edge.id} recording={recording} texts={texts} {...line} />;
        return __STILL__ ? draw() : drawn(line.edge.id, [line.view, texts.leaf], draw);
      })}
      {!__STILL__ && shown.map(scope)}
      {nodes.map((node) => (
        <Node key={node.id} {...{ player, node, moment, texts, drawn, selected }} reveal={camera.reveal} />
      ))}
      {!__STILL__ && Margin && (
        <Margin
          {...{ moment, layout: near, closed, frames }}
          shows={unfolded.shows}
          seen={camera.part}
          noted={camera.noted}
        />
      )}
      {Travelling && <Travelling {...{ recording, lines, pace }} boxes={nodes} position={moment.position} />}
    </>
  );
}
