// What a frame shows of a recording: code, picture, sentence, scrubber, and the way to the playground.

import type { ComponentChildren, RefObject } from "preact";
import { CodeView } from "../code/CodeView";
import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { isOn } from "../player/view";
import { Scene } from "../scene/Scene";
import { editPath, pathOf } from "../session/address";
import { homeOf } from "../session/home";
import { Timeline } from "../timeline/Timeline";
import { Out } from "./Out";

type Props = {
  player: Player;
  root?: RefObject<HTMLElement | null>;
  /** What should be known about the step. */
  told?: ComponentChildren;
  /** Whether panels stand beneath code and picture. */
  paneled?: boolean;
  /** What else leads elsewhere, beside Edit. */
  out?: ComponentChildren;
  children?: ComponentChildren;
};

export function Frame({ player, root, told, paneled = false, out, children }: Props) {
  const texts = usePlayerTexts().embed;
  const asks = (name: string, usual: boolean) => isOn(location.search, name, usual);
  const code = asks("code", true);
  const home = homeOf();
  const [id, step] = [player.recording.id, player.position.value];
  const address = `${home}${pathOf(id, step)}`;
  return (
    <main
      class={`embed${code ? "" : " codeless"}${!__STILL__ && paneled ? " paneled" : ""}`}
      ref={root ?? null}
      tabIndex={-1}
      data-phase={player.phase.value}
    >
      <h1 class="unseen">{texts.title}</h1>
      {code && <CodeView player={player} />}
      <Scene player={player} />
      {told}
      <Timeline player={player} short bare={!asks("controls", true)}>
        {home !== null && (
          <span class="out">
            {!asks("readonly", false) && (
              <a
                class="btn"
                // A file that plays by itself has no server that would run anything: Edit is the playground's there.
                href={__ARCHIVED__ ? address : editPath(id, step, location.search)}
                {...(__ARCHIVED__ && { target: "_blank", rel: "noopener" })}
              >
                {texts.edit}
              </a>
            )}
            {out}
            <Out href={address} label={texts.open} />
          </span>
        )}
      </Timeline>
      {children}
    </main>
  );
}
