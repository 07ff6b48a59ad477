// What the selected gradient is made of, each piece with its step and the function that sent it.

import { usePageTexts } from "../i18n/page";
import { tensorNamed } from "../narration/facts";
import { Pick } from "../panels/Pick";
import { ValueTable } from "../panels/ValueTable";
import type { Player } from "../player/player";
import { functionOf, valueAt } from "../recording/lookup";
import { contributionsTo } from "./contributors";

const MOST = 24;

export function Contributors({ player, id }: { player: Player; id: string }) {
  const texts = usePageTexts().links;
  const { recording } = player;
  const state = player.state.value;
  const all = contributionsTo(recording, state, id);
  const many = player.calls > 1;
  return (
    <section class="sec contributors">
      <h3>{texts.madeOf(tensorNamed(recording, state, id).text)}</h3>
      {all.length === 0 && <p class="q">{texts.nothingYet}</p>}
      <ol class="arrivals">
        {all.slice(-MOST).map(({ position, call, function: fn, input, value }) => (
          <li key={`${position} ${input}`}>
            <span class="slice">
              {fn === null ? (
                call === null ? (
                  texts.written
                ) : (
                  texts.seed
                )
              ) : (
                <Pick player={player} kind="function" id={fn}>
                  {functionOf(recording, fn).name}
                </Pick>
              )}{" "}
              <button type="button" class="lk" onClick={() => player.seek(position)}>
                {many && call !== null ? texts.stepOf(position, call) : texts.step(position)}
              </button>
            </span>
            <ValueTable value={valueAt(recording, value)} gradient summary={false} />
          </li>
        ))}
      </ol>
      {all.length > MOST && <p class="q">{texts.before(all.length - MOST)}</p>}
    </section>
  );
}
