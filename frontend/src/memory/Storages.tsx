// Every storage at the current step: strips of cells with the tensors that share them.

import { useMemoryTexts, usePanelTexts } from "../i18n/page";
import type { Player } from "../player/player";
import { storagesNow } from "./layouts";
import { Storage } from "./Storage";
import { stripOf } from "./strip";

const MOST = 24;

export function Storages({ player }: { player: Player }) {
  const [texts, panel] = [useMemoryTexts(), usePanelTexts()];
  const { recording } = player;
  const state = player.state.value;
  const all = storagesNow(recording, state);
  // What the current step is about is always among them.
  const shown = all.length > MOST ? [...all.filter(({ now }) => now), ...all.filter(({ now }) => !now)] : all;
  if (all.length === 0) return <p class="pad q">{texts.none}</p>;
  return (
    <div class="pad memory storages">
      <p class="q lead">{texts.lead}</p>
      {shown.slice(0, MOST).map(({ storage, tensor, now }) => {
        const strip = stripOf(recording, state, tensor);
        if (!strip || strip.size === 0) return null;
        return (
          <section key={storage} class={now ? "now" : ""} data-storage={storage}>
            <h2>
              {storage} <small>{panel.strip(strip.size, strip.bytes)}</small>
            </h2>
            <Storage {...{ player, strip }} self={null} />
          </section>
        );
      })}
      {all.length > MOST && <p class="q">{texts.more(all.length - MOST)}</p>}
    </div>
  );
}
