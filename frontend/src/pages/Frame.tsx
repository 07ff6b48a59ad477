// What a frame shows of a recording: code, picture, sentence, scrubber, and the way to the playground.

import type { ComponentChildren, RefObject } from "preact";
import { CodeView } from "../code/CodeView";
import { usePlayerTexts } from "../i18n/player";
import { Mark } from "../icons/Icon";
import type { Player } from "../player/player";
import { Scene } from "../scene/Scene";
import { pathOf } from "../session/address";
import { Timeline } from "../timeline/Timeline";

type Props = {
  player: Player;
  root?: RefObject<HTMLElement | null>;
  /** What should be known about the step. */
  told?: ComponentChildren;
  children?: ComponentChildren;
};

export function Frame({ player, root, told, children }: Props) {
  const texts = usePlayerTexts().embed;
  const address = pathOf(player.recording.id, player.position.value);
  return (
    <main class="embed" ref={root ?? null} tabIndex={-1} data-phase={player.phase.value}>
      <h1 class="unseen">{texts.title}</h1>
      <CodeView player={player} />
      <Scene player={player} />
      {told}
      <Timeline player={player} short>
        <span class="out">
          <a class="btn" href={address} target="_blank" rel="noopener">
            {texts.edit}
          </a>
          <a
            class="btn quiet"
            href={address}
            target="_blank"
            rel="noopener"
            aria-label={texts.open}
            title={texts.open}
          >
            <Mark />
          </a>
        </span>
      </Timeline>
      {children}
    </main>
  );
}
