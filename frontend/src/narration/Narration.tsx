// The sentence of the current step, read out when it changes.

import { useSentences } from "../i18n/player";
import type { Player } from "../player/player";
import { narrate } from "./narrate";
import type { Segment } from "./segments";

export function Narration({ player }: { player: Player }) {
  const sentence = narrate(player.recording, player.position.value, useSentences());
  return (
    <p class="narration" aria-live="polite">
      {sentence.map((segment, index) => (
        <Piece key={index} segment={segment} />
      ))}
    </p>
  );
}

function Piece({ segment }: { segment: Segment }) {
  switch (segment.kind) {
    case "strong":
      return <b>{segment.text}</b>;
    case "code":
      return <code>{segment.text}</code>;
    case "value":
      return <span class="v">{segment.text}</span>;
    default:
      return <>{segment.text}</>;
  }
}
