// What the program wrote, in order; each line leads to its step.

import { useMemo } from "preact/hooks";
import { lang } from "../i18n";
import type { Player } from "../player/player";
import { linesOf } from "./console";
import { panelTexts } from "./texts";

export function Console({ player }: { player: Player }) {
  const texts = panelTexts[lang.value];
  const lines = useMemo(() => linesOf(player.recording), [player.recording]);
  if (lines.length === 0) return <p class="pad q">{texts.silent}</p>;
  return (
    <ol class="pad console">
      {lines.map((line, n) => (
        <li key={n} class={`${line.kind} ${line.position > player.position.value ? "to-come" : ""}`}>
          <button type="button" onClick={() => player.seek(line.position)}>
            {line.kind !== "stdout" && <b>{texts[line.kind]}</b>}
            <code>{line.text || " "}</code>
            <small>{texts.step(line.position)}</small>
          </button>
        </li>
      ))}
    </ol>
  );
}
