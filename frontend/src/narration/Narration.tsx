// The sentence of the current step: its names lead to what they name, and it is read out when that is asked for.

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { usePlayerTexts, useSentences } from "../i18n/player";
import type { Player } from "../player/player";
import { refText } from "../player/refs";
import { narrate } from "./narrate";
import { plain, type Segment, type Sentence } from "./segments";

export function Narration({ player }: { player: Player }) {
  const texts = usePlayerTexts().timeline;
  const sentence = narrate(player, player.position.value, useSentences());
  const aloud = __STILL__ ? "" : useAloud(player, sentence);
  return (
    <div class="telling">
      <p class="narration">{sentence.map((segment) => pieceOf(player, segment))}</p>
      <button type="button" class="aloud" onClick={player.ask}>
        {texts.read}
      </button>
      {!__STILL__ && (
        <p class="unseen" role="status">
          {aloud}
        </p>
      )}
    </div>
  );
}

/** What is to be read out. */
function useAloud(player: Player, sentence: Sentence): ReadonlySignal<string> {
  const aloud = useSignal("");
  const asked = player.asked.value;
  useEffect(() => {
    // A text that stays the same would not be read again.
    aloud.value = "";
    const timer = asked > 0 ? setTimeout(() => (aloud.value = plain(sentence)), READ_MS) : undefined;
    return () => clearTimeout(timer);
  }, [asked]);
  return aloud;
}

// Screen readers notice a change of a live region, not its content.
const READ_MS = 50;

const TAGS = { strong: "b", code: "code", rule: "small" } as const;

/** No component: of these there are many, and they change with every step. */
function pieceOf(player: Player, { kind, text, ref }: Segment) {
  if (kind === "text") return text;
  if (kind === "value") return <span class="v">{text}</span>;
  const Tag = TAGS[kind];
  if (!ref) return <Tag>{text}</Tag>;
  const show = (event: Event) => {
    event.preventDefault();
    player.select(ref);
  };
  return (
    <a class="nm" href={`#step=${player.position.value}`} data-ref={refText(ref)} onClick={show}>
      <Tag>{text}</Tag>
    </a>
  );
}
