// In a frame: the sentence of what was found at the current step, and no more.

import { Ticked } from "../editor/Ticked";
import { lang } from "../i18n";
import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { findingsOf, positionOf } from "./order";
import { ShapeIcon } from "./Shape";

export function Sentence({ player }: { player: Player }) {
  const { severities } = usePlayerTexts().timeline;
  const position = player.position.value;
  const finding = findingsOf(player.recording).find((one) => positionOf(one) === position);
  if (!finding) return null;
  return (
    <p class={`found ${finding.severity}`} role="status">
      <ShapeIcon severity={finding.severity} />
      <span>
        <b>{severities[finding.severity]}</b> <Ticked text={finding.what[lang.value]} />
      </span>
    </p>
  );
}
