// The picture: the recording's layout, drawn as it stands at the player's position.

import { useComputed } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { useSceneTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { functionOf, tensorOf } from "../recording/lookup";
import { namesAt } from "../recording/names";
import type { Layout, PlacedEdge, PlacedNode } from "../recording/types.gen";
import { Card, titleOf } from "./Card";
import { Chip } from "./Chip";
import { Controls, Hints } from "./Controls";
import { type CardView, cardView } from "./cards";
import { Fallback } from "./Fallback";
import { gradientPort, type Lanes, lanesOf } from "./geometry";
import { pastOf } from "./history";
import { Line } from "./Line";
import { lineView, pillLook, targetsOf } from "./lines";
import { Meeting } from "./Meeting";
import { type Moment, momentOf } from "./moment";
import { paceOf, walkedTo } from "./motion";
import { Pill } from "./Pill";
import { Pressable } from "./Pressable";
import { Closed, Frame } from "./scopes/Scopes";
import { contentsOf, joined, scopeLook } from "./scopes/scopeViews";
import { openAtFirst, type ScopeBox, unfold } from "./scopes/unfold";
import { Tokens } from "./Tokens";
import type { SceneTexts } from "./texts";
import { useCamera } from "./useCamera";

/** What a page may write into the picture, beside its cards. */
export type Beside = { moment: Moment; layout: Pick<Layout, "nodes">; closed: ScopeBox[] };

type SceneProps = { player: Player; margin?: ComponentType<Beside> | undefined };

export function Scene({ player, margin }: SceneProps) {
  const { layout } = player.recording;
  const texts = useSceneTexts();
  if (!layout || layout.nodes.length === 0) return <Fallback player={player} texts={texts} />;
  // By player, not by id: the same program run anew has the same id, and may have other steps.
  return <Picture key={player} {...{ player, layout, texts, margin }} />;
}

const NO_LANES: Lanes = { data: [], gradient: [] };

type Props = SceneProps & { layout: Layout; texts: SceneTexts };

function Picture({ player, layout: whole, texts, margin: Margin }: Props) {
  const { recording } = player;
  const past = useMemo(() => pastOf(recording), [recording]);
  const contents = useMemo(() => contentsOf(whole), [whole]);
  const [open, setOpen] = useState(() => openAtFirst(whole));
  const { layout, scopes, boxes: nodes, merged, shows } = useMemo(() => unfold(whole, open), [whole, open]);
  const lanes = useMemo(() => lanesOf(layout.edges, nodes), [layout, nodes]);
  const drawn = useDrawings(layout);
  const moment = useComputed(() => momentOf(player, past)).value;
  const names = namesAt(moment.state);
  const walk = useRef({ at: moment.position, walks: false });
  walk.current = walkedTo(walk.current, moment.position);
  const pace = walk.current.walks ? paceOf(player.speed.value) : null;
  const camera = useCamera(
    layout,
    () => targetsOf(moment, whole.nodes, whole.edges).flatMap((node) => nodes.get(shows(node.id)) ?? []),
    player,
    moment.position,
  );
  const selected = player.selection.value?.id ?? "";

  const viewOf = (edge: PlacedEdge) => {
    const of = merged.get(edge.id);
    return of ? joined(of.map((one) => lineView(moment, one))) : lineView(moment, edge);
  };
  const toggle =
    ({ group, open: isOpen }: ScopeBox) =>
    () => {
      const next = new Set(open);
      if (isOpen) next.delete(group.id);
      else next.add(group.id);
      setOpen(next);
    };
  const scope = (box: ScopeBox) => {
    const look = scopeLook(moment, contents.get(box.group.id)?.functions ?? []);
    const Shape = box.open ? Frame : Closed;
    return drawn(box.group.id, [look, box, texts.leaf], () => (
      <Shape
        key={box.group.id}
        {...{ recording, box, look, texts }}
        toggle={toggle(box)}
        reached={() => camera.reveal(box)}
      />
    ));
  };
  const lines = layout.edges.map((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    return source && target
      ? { edge, source, lanes: lanes.get(edge.id) ?? NO_LANES, view: viewOf(edge) }
      : null;
  });
  return (
    <div
      class={`graph ${pace === null ? "" : `walk ${moment.step?.type}`}`}
      style={{ "--pace": pace ?? 1 }}
      ref={camera.pane}
      data-phase={player.phase.value}
    >
      <svg class="dag" role="application" aria-label={texts.graph} {...camera.handlers}>
        <g class={`world ${camera.held ? "held" : ""}`} style={camera.style}>
          {scopes.filter((box) => box.open).map(scope)}
          {lines.map(
            (line) =>
              line &&
              drawn(line.edge.id, [line.view, texts.leaf], () => (
                <Line key={line.edge.id} recording={recording} texts={texts} {...line} />
              )),
          )}
          {layout.nodes.map((node) => (
            <Node
              key={node.id}
              {...{ player, node, moment, names, texts, nodes, drawn, selected }}
              reveal={camera.reveal}
            />
          ))}
          {scopes.filter((box) => !box.open).map(scope)}
          {Margin && <Margin {...{ moment, layout }} closed={scopes.filter((box) => !box.open)} />}
          <Tokens {...{ recording, lines, pace }} position={moment.position} />
        </g>
      </svg>
      <Legend texts={texts} />
      <Hints camera={camera} nodes={layout.nodes} name={(node) => titleOf(recording, node, names).text} />
      <Controls camera={camera} player={player} texts={texts} />
    </div>
  );
}

type Kept = { inputs: string; drawing: JSX.Element };
type Drawn = (id: string, inputs: unknown[], draw: () => JSX.Element) => JSX.Element;

type NodeProps = {
  player: Player;
  node: PlacedNode;
  moment: Moment;
  names: Record<string, string>;
  texts: SceneTexts;
  nodes: Map<string, PlacedNode>;
  drawn: Drawn;
  selected: string;
  reveal: (node: PlacedNode) => void;
};

function Node({ player, node, moment, names, texts, nodes, drawn, selected, reveal }: NodeProps) {
  const { recording } = player;
  const reached = () => reveal(node);
  const select = (kind: "tensor" | "function", id: string) => () =>
    player.select(selected === id ? null : { kind, id });
  if (node.kind === "constant" || node.kind === "use") {
    const there = moment.state.functions[node.function ?? ""] !== undefined;
    const tracked = node.tensor ? tensorOf(recording, node.tensor).requires_grad : false;
    const name =
      node.kind === "use" && node.leaf_node
        ? titleOf(recording, nodes.get(node.leaf_node) ?? node, names).text
        : "";
    const runs = there && node.function ? pillLook(moment, node.function) : "";
    const look = `${there ? "done" : "future"} ${runs === "now" ? "runs" : ""} ${node.tensor === selected ? "selected" : ""}`;
    return drawn(node.id, [look, name, texts.constant], () => {
      const chip = <Chip node={node} name={name} look={look} leafTracked={tracked} texts={texts} />;
      if (!node.tensor) return chip;
      return (
        <Pressable label={`${name}, ${texts.use}`} press={select("tensor", node.tensor)} reached={reached}>
          {chip}
        </Pressable>
      );
    });
  }
  const view = node.tensor ? cardView(moment, node) : null;
  const look = node.function && node.kind !== "output" ? pillLook(moment, node.function) : null;
  const isSelected = selected !== "" && (node.tensor === selected || node.function === selected);
  const base = node.tensor ? tensorOf(recording, node.tensor).base : null;
  const called = [node.tensor && names[node.tensor], base && names[base]];
  return drawn(node.id, [view, look, isSelected, texts.leaf, called], () => (
    <g class={isSelected ? "selected" : ""}>
      {view && node.tensor && (
        <Pressable
          label={cardLabel(recording, node, view, names, texts)}
          press={select("tensor", node.tensor)}
          reached={reached}
        >
          <Card recording={recording} node={node} view={view} texts={texts} names={names} />
          {view.meets && <Meeting x={gradientPort(node)} y={node.y + node.height} />}
        </Pressable>
      )}
      {look && node.function && (
        <Pressable
          label={functionOf(recording, node.function).name}
          press={select("function", node.function)}
          reached={reached}
        >
          <Pill {...{ recording, node, look, texts }} />
        </Pressable>
      )}
    </g>
  ));
}

/** Keeps what has been drawn of each box and line until something about it changes: a step touches only what it changes. */
function useDrawings(layout: Layout): Drawn {
  const kept = useMemo(() => ({ layout, drawings: new Map<string, Kept>() }), [layout]).drawings;
  return (id, inputs, draw) => {
    const key = JSON.stringify(inputs);
    const before = kept.get(id);
    if (before?.inputs === key) return before.drawing;
    const drawing = draw();
    kept.set(id, { inputs: key, drawing });
    return drawing;
  };
}

function cardLabel(
  recording: Player["recording"],
  node: PlacedNode,
  view: CardView,
  names: Record<string, string>,
  texts: SceneTexts,
): string {
  const kind = view.leaf ? (view.tracked ? texts.leaf : texts.untracked) : "";
  return [
    titleOf(recording, node, names).text,
    kind,
    view.grad.style === "none" ? "" : `${texts.grad} ${texts[view.grad.word]}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function Legend({ texts }: { texts: SceneTexts }) {
  return (
    <div class="legend" aria-hidden="true">
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="data" d="M11,1L11,16" />
          <path class="data-h" d="M7,13h8L11,21z" />
        </svg>
        {texts.legendData}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="band now" d="M11,22V0" />
          <path class="chev" d="M7,8l4,-4 4,4M7,14l4,-4 4,4M7,20l4,-4 4,4" />
        </svg>
        {texts.legendGradient}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <rect class="well-kept" x="2" y="5" width="18" height="12" rx="2" />
        </svg>
        {texts.legendKept}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="wall hot" d="M3,3v16M19,3v16" />
        </svg>
        {texts.legendPasses}
      </span>
    </div>
  );
}
