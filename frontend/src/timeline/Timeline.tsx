// The bar at the bottom: the sentence of the step, the controls, the scrubber.

import type { ComponentChildren } from "preact";
import { usePlayerTexts } from "../i18n/player";
import { Icon } from "../icons/Icon";
import { Narration } from "../narration/Narration";
import type { Player } from "../player/player";
import { chapterAt } from "../recording/chapters";
import { useBrief } from "./brief";
import { Controls } from "./Controls";
import { useRoom } from "./room";
import { Track } from "./Track";

interface Props {
  player: Player;
  /** In the embed: fewer buttons and no labels. */
  short?: boolean;
  /** The sentence alone, without anything to press. */
  bare?: boolean;
  /** Further controls: how it is played. */
  pace?: ComponentChildren;
  /** What stands at the end of the bar. */
  children?: ComponentChildren;
}

export function Timeline({ player, short = false, bare = false, pace, children }: Props) {
  const texts = usePlayerTexts().timeline;
  const room = __STILL__ ? null : useRoom(player);
  const brief = __STILL__ || !room ? null : useBrief(player, room);
  return (
    <section class="time" aria-label={texts.region}>
      <div class={!__STILL__ && brief?.whole ? "say whole" : "say"} ref={room}>
        <Badge player={player} short={short} />
        <Narration player={player} />
        {!__STILL__ && brief?.long && (
          <button type="button" class="more" aria-expanded={brief.whole} onClick={brief.toggle}>
            {brief.whole ? texts.less : texts.more}
          </button>
        )}
      </div>
      {!bare && (
        <div class="bar">
          <Controls player={player} short={short}>
            {pace}
          </Controls>
          <Track player={player} labels={!short} />
          {children}
        </div>
      )}
    </section>
  );
}

/** Where we are: "Backward · step 13 of 16". */
function Badge({ player, short }: { player: Player; short: boolean }) {
  const texts = usePlayerTexts().timeline;
  if (player.length === 0) return null;
  const position = player.position.value;
  const phase = player.phase.value;
  const call = chapterAt(player.chapters, position)?.call ?? null;
  const numbered = player.calls > 1;
  const name =
    phase === "error" ? texts.error : call === null ? texts.forward : texts.backward(numbered ? call : null);
  const say = __STILL__ || short ? texts.badgeShort : texts.badge;
  return (
    <span class="badge">
      <Icon name={phase === "error" ? "alert" : call === null ? "fall" : "up"} />
      {say(name, position, player.length)}
    </span>
  );
}
