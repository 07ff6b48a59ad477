// The picture: the recording's layout, drawn as it stands at the player's position.

import { useComputed } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLater } from "../find/useLater";
import { useSceneTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { functionOf } from "../recording/lookup";
import type { Layout, PlacedNode } from "../recording/types.gen";
import { also } from "../still/also";
import { failedIn } from "./affairs";
import { Controls } from "./Controls";
import { cutsOf } from "./cuts";
import { Hints } from "./Hints";
import { type Past, pastOf } from "./history";
import { Legend } from "./Legend";
import { partOf, targetsOf } from "./lines";
import { isAbout, type Moment, momentOf } from "./moment";
import { paceOf, walkedTo } from "./motion";
import { contentsOf } from "./scopes/scopeViews";
import { flat, openAtFirst, type ScopeBox, type Unfolded, unfold } from "./scopes/unfold";
import type { SceneTexts } from "./texts";
import { type Camera, useCamera } from "./useCamera";
import type { Box } from "./viewport";
import { type Beside, World } from "./World";

export type { Beside };

type SceneProps = { player: Player; margin?: ComponentType<Beside> | undefined };

export function Scene({ player, margin }: SceneProps) {
  const { layout } = player.recording;
  const texts = useSceneTexts();
  if (!layout || layout.nodes.length === 0) return __STILL__ ? null : <Bare player={player} texts={texts} />;
  // By player, not by id: the same program run anew has the same id, and may have other steps.
  return <Picture key={player} {...{ player, layout, texts, margin }} />;
}

const loadFallback = () => import("./Fallback");

/** Most programs have a picture. */
function Bare(props: { player: Player; texts: SceneTexts }) {
  const later = useLater(true, loadFallback);
  return later && <later.Fallback {...props} />;
}

type Props = SceneProps & { layout: Layout; texts: SceneTexts };

const loadMap = () => import("./Minimap");
/** In a picture of fewer boxes one finds one's way without a map. */
const MAPPED = 60;

function Picture({ player, layout, texts, margin }: Props) {
  const past = useMemo(() => {
    const { recording } = player;
    const all = __STILL__ ? also.pastOf : pastOf;
    return all ? all(recording) : ({ cuts: cutsOf(recording) } as Past);
  }, [player]);
  const contents = __STILL__ ? new Map() : useMemo(() => contentsOf(layout), [layout]);
  const [open, setOpen] = useState(() => (__STILL__ ? new Set<string>() : openAtFirst(layout)));
  const unfolded = useMemo(() => (__STILL__ ? flat(layout) : unfold(layout, open)), [layout, open]);
  const moment = useComputed(() => momentOf(player, past)).value;
  const pace = __STILL__ ? null : usePace(player, moment.position);
  const boxesOf = (at: Moment) => {
    const wanted = __STILL__ ? also.targetsOf : targetsOf;
    const nodes = wanted
      ? wanted(at, layout.nodes, layout.edges)
      : layout.nodes.filter((node) => isAbout(at.step, node) && node.kind !== "use");
    return [...new Set(nodes.flatMap((node) => unfolded.boxes.get(unfolded.shows(node.id)) ?? []))];
  };
  const targets = useMemo(() => boxesOf(moment), [moment, unfolded]);
  const boxes = useMemo(() => [...unfolded.boxes.values()], [unfolded]);
  const first = useMemo(() => topmost(boxes), [boxes]);
  const sought = useMemo(() => {
    const part = __STILL__ ? also.partOf : partOf;
    let parts = part && moment.step?.type === "node" ? [...targets.map(part), ...targets] : targets;
    // What a step is about may not be drawn: then where the last one was that is.
    for (let n = moment.position - 2; n >= 0 && parts.length === 0; n--)
      parts = boxesOf({ ...moment, step: player.recording.steps[n] ?? null });
    return __STILL__ || !margin ? parts : withFault(moment, unfolded, parts);
  }, [targets]);
  const camera = useCamera(unfolded.layout, first, sought, player, moment.position, margin !== undefined);
  const mapped = boxes.length >= MAPPED;
  const map = __STILL__ ? null : useLater(mapped, loadMap);
  const Small = mapped && (__STILL__ ? also.Minimap : map?.Minimap);
  const toggle = __STILL__ ? () => {} : useToggle(open, setOpen, unfolded.scopes, camera);
  return (
    <div
      class={__STILL__ ? "graph" : `graph live ${pace === null ? "" : `walk ${moment.step?.type}`}`}
      style={__STILL__ ? undefined : { "--pace": pace ?? 1 }}
      ref={camera.pane}
      data-phase={player.phase.value}
    >
      <div class="dag" role="application" aria-label={texts.graph} {...(!__STILL__ && camera.handlers)}>
        <Moving camera={camera} size={unfolded.layout}>
          <World {...{ player, unfolded, contents, moment, camera, texts, pace, toggle, margin }} />
        </Moving>
      </div>
      {!__STILL__ && <Hints {...{ camera, moment, unfolded }} follows={player.follow.value} />}
      {!__STILL__ && <Legend {...{ texts, camera, boxes }} />}
      {Small && <Small {...{ camera, unfolded, targets }} />}
      <Controls camera={camera} player={player} texts={texts} />
    </div>
  );
}

/** How fast the picture walks to this position; null if it jumps. */
function usePace(player: Player, position: number): number | null {
  const walk = useRef({ at: position, walks: false });
  walk.current = walkedTo(walk.current, position);
  return walk.current.walks ? paceOf(player.speed.value) : null;
}

const STOP = 136;

/** The boxes of a step; where backward stopped, with what stands left of its box, and the cards of what it had saved. */
function withFault({ recording, step }: Moment, { layout }: Unfolded, targets: PlacedNode[]): Box[] {
  const failed = failedIn(step);
  if (failed === null) return targets;
  const saved = functionOf(recording, failed).saved.map((one) => one.kind === "tensor" && one.tensor);
  return [
    ...targets.map((box) => ({ ...box, x: box.x - STOP, width: box.width + STOP })),
    ...layout.nodes.filter(({ kind, tensor }) => kind !== "use" && tensor && saved.includes(tensor)),
  ];
}

const topmost = (boxes: Box[]) =>
  boxes.reduce<Box | undefined>((top, box) => (top && top.y <= box.y ? top : box), undefined);

type MovingProps = { camera: Camera; size: Layout; children: ComponentChildren };

/** What the camera moves. It is moved without being drawn anew. */
function Moving({ camera, size, children }: MovingProps) {
  const name = useComputed(() => `world ${camera.held.value ? "held" : ""}`);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the element around it has the name
    <svg class={name} style={camera.transform} width={size.width} height={size.height}>
      {children}
    </svg>
  );
}

/** Opens and closes a group; it stays where it is on the screen, and so does the focus. */
function useToggle(
  open: ReadonlySet<string>,
  setOpen: (open: ReadonlySet<string>) => void,
  scopes: ScopeBox[],
  camera: Camera,
) {
  const pressed = useRef<ScopeBox | null>(null);
  useLayoutEffect(() => {
    const from = pressed.current;
    const to = scopes.find(({ group }) => group.id === from?.group.id);
    pressed.current = null;
    if (!from || !to) return;
    camera.carry(from, to);
    camera.pane.current
      ?.querySelector<SVGElement>(`[data-group="${to.group.id}"] [role=button]`)
      ?.focus({ preventScroll: true });
  }, [scopes]);
  return (box: ScopeBox) => {
    pressed.current = box;
    const next = new Set(open);
    if (box.open) next.delete(box.group.id);
    else next.add(box.group.id);
    setOpen(next);
  };
}
