// What a reader should be told of the run: what happened, why, where, and the way out.

import { useEffect, useMemo, useRef } from "preact/hooks";
import { lang } from "../i18n";
import { useFindingTexts } from "../i18n/page";
import type { Player } from "../player/player";
import type { Finding } from "../recording/types.gen";
import { Operands } from "./Operands";
import { opened } from "./opened";
import { findingsOf } from "./order";
import { Places } from "./Places";
import { Remedies } from "./Remedies";
import { Said } from "./Said";
import { ShapeIcon } from "./Shape";
import type { FindingTexts } from "./texts";

export function Findings({ player }: { player: Player }) {
  const texts = useFindingTexts();
  const findings = useMemo(() => findingsOf(player.recording), [player.recording]);
  if (findings.length === 0) return <p class="pad q">{texts.none}</p>;
  return (
    <div class="pad findings">
      {findings.map((finding, n) => (
        <Told key={n} {...{ player, finding, texts }} />
      ))}
    </div>
  );
}

type Props = { player: Player; finding: Finding; texts: FindingTexts };

function Told({ player, finding, texts }: Props) {
  const { severity, title, what, why, steps = [], operands = [], error, times = 1 } = finding;
  const card = useRef<HTMLElement>(null);
  const asked = opened.value?.finding === finding ? opened.value : null;
  useEffect(() => {
    if (!asked) return;
    card.current?.scrollIntoView({ block: "start" });
    card.current?.focus({ preventScroll: true });
  }, [asked]);
  const now = steps.includes(player.position.value - 1);
  const say = (words: Finding["what"]) => <Said player={player} finding={finding} text={words[lang.value]} />;
  return (
    <article class={now ? `finding ${severity} now` : `finding ${severity}`} ref={card} tabIndex={-1}>
      <header>
        <ShapeIcon severity={severity} />
        <h2>
          <small>
            {texts.severity[severity]}
            {times > 1 && ` · ${texts.times(times)}`}
          </small>
          {say(title)}
        </h2>
      </header>
      <div class="body">
        <section>
          <h3>{texts.what}</h3>
          <p>{say(what)}</p>
        </section>
        {operands.length > 0 && (
          <section>
            <h3>{texts.operands}</h3>
            <Operands {...{ player, operands, texts }} />
          </section>
        )}
        <section>
          <h3>{texts.why}</h3>
          <p>{say(why)}</p>
        </section>
        <Remedies {...{ player, finding, texts }} />
        <section>
          <h3>{texts.where}</h3>
          <Places {...{ player, finding, texts }} />
        </section>
        {error && (
          <details>
            <summary>{texts.ownWords}</summary>
            <p class="raw">
              {error.exception}: {error.message}
            </p>
          </details>
        )}
      </div>
    </article>
  );
}
