// What the names of a tensor have meant before and after it.

import { usePageTexts } from "../i18n/page";
import { sourceOf } from "../narration/facts";
import { Pick } from "../panels/Pick";
import type { Player } from "../player/player";
import { tensorOf } from "../recording/lookup";
import { type Binding, bindingsOf } from "./bindings";

const MOST = 12;

export function Bindings({ player, id }: { player: Player; id: string }) {
  const texts = usePageTexts().links;
  const rebound = bindingsOf(player.recording, player.position.value, id).filter((all) => all.length > 1);
  if (rebound.length === 0) return null;
  return (
    <section class="sec bindings">
      {rebound.map((all) => {
        const name = all[0]?.name ?? "";
        return (
          <div key={name}>
            <h3>{texts.bindings(name)}</h3>
            {all.length > MOST && <p class="q">{texts.before(all.length - MOST)}</p>}
            <ol>
              {all.slice(-MOST).map((binding) => (
                <li key={binding.position} aria-current={binding.tensor === id ? "true" : undefined}>
                  <button type="button" class="lk" onClick={() => player.seek(binding.position)}>
                    {texts.step(binding.position)}
                  </button>{" "}
                  <Meaning player={player} binding={binding} id={id} />
                </li>
              ))}
            </ol>
          </div>
        );
      })}
    </section>
  );
}

function Meaning({ player, binding: { tensor }, id }: { player: Player; binding: Binding; id: string }) {
  const texts = usePageTexts().links;
  if (tensor === null) return <>{texts.unbound}</>;
  const source = sourceOf(player.recording, tensorOf(player.recording, tensor).span) || tensor;
  if (tensor === id) return <code>{source}</code>;
  return (
    <Pick player={player} kind="tensor" id={tensor}>
      <code>{source}</code>
    </Pick>
  );
}
