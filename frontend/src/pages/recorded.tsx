// What the page shows of a recording. It comes while the program runs, so that the page is there before it.

import type { RefObject } from "preact";
import { NodeMarks } from "../findings/NodeMarks";
import { useLinks } from "../linking/useLinks";
import { Margin } from "../margin/Margin";
import type { Player } from "../player/player";
import { Scene } from "../scene/Scene";
import type { Beside } from "../scene/World";
import { Pace } from "../timeline/Pace";
import { Timeline } from "../timeline/Timeline";

export { CodeView } from "../code/CodeView";
export { Lit } from "../editor/Lit";
export { useShown } from "../findings/useShown";
export { Printed } from "./Printed";
export { InspectorPane, Shown, Under } from "./SidePanels";

export const Picture = ({ player }: { player: Player }) => <Scene player={player} margin={BesideCards} />;

const BesideCards = (beside: Beside) => (
  <>
    <Margin {...beside} />
    <NodeMarks {...beside} />
  </>
);

export const Time = ({ player }: { player: Player }) => (
  <Timeline player={player} pace={<Pace player={player} />} />
);

export function Links({ root, player }: { root: RefObject<HTMLElement | null>; player: Player }) {
  useLinks(root, player);
  return null;
}
