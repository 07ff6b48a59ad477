// The sentence of a step that the reader points at, over its place on the track.

import { useSentences } from "../i18n/player";
import { narrate } from "../narration/narrate";
import { plain } from "../narration/segments";
import type { Player } from "../player/player";
import { Glyph } from "./Glyph";

/** `share` is where on the track it stands, from 0 to 1. */
export function Preview({ player, position, share }: { player: Player; position: number; share: number }) {
  const words = useSentences();
  const step = player.recording.steps[position - 1];
  if (!step) return null;
  const sentence = plain(narrate(player, position, words).filter(({ kind }) => kind !== "rule"));
  return (
    <div
      class="preview"
      data-phase={player.phaseAt(position)}
      aria-hidden="true"
      style={{ left: `${(share * 100).toFixed(2)}%`, transform: `translateX(${(-share * 100).toFixed(2)}%)` }}
    >
      <b>
        <span class="tk now">
          <Glyph type={step.type} />
        </span>
        {position}
      </b>
      {sentence}
    </div>
  );
}
