// In a frame: the sentence of what was found at the current step, and no more; its title where the picture has no room for it.

import { Ticked } from "../editor/Ticked";
import { lang } from "../i18n";
import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { useMedia } from "../shell/useMedia";
import { asked } from "./asked";
import { findingsOf, positionOf } from "./order";
import { ShapeIcon } from "./Shape";

/** In less it would lie over what it is about. */
const ROOM = "(min-width: 800px) and (min-height: 460px)";

export function Sentence({ player }: { player: Player }) {
  const { severities } = usePlayerTexts().timeline;
  const roomy = useMedia(ROOM);
  const position = player.position.value;
  const finding = findingsOf(player.recording).find((one) => positionOf(one) === position);
  if (!finding) return null;
  const { severity, title, what } = finding;
  const said = <Ticked text={what[lang.value]} />;
  if (roomy)
    return (
      <p class={`found ${severity}`} role="status">
        <ShapeIcon severity={severity} />
        <span>
          <b>{severities[severity]}</b> {said}
        </span>
      </p>
    );
  return (
    <details
      class={`found ${severity}`}
      key={position}
      open={!__STILL__ && asked.value}
      onToggle={({ currentTarget }) => (asked.value = currentTarget.open)}
    >
      <summary>
        <ShapeIcon severity={severity} />
        <span class="unseen">{severities[severity]}</span> <Ticked text={title[lang.value]} />
      </summary>
      {said}
    </details>
  );
}
