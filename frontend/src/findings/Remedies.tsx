// The ways out of a finding: each as a difference of the program that can be applied, or as code to start from.

import { useContext, useState } from "preact/hooks";
import { lang } from "../i18n";
import type { Player } from "../player/player";
import type { Edit, Finding, Remedy } from "../recording/types.gen";
import { Scroll } from "../shell/Scroll";
import { ProgramInEditor } from "./program";
import { applied, linesOf } from "./remedy";
import { Said } from "./Said";
import type { FindingTexts } from "./texts";

type Props = { player: Player; finding: Finding; texts: FindingTexts };

export function Remedies({ player, finding, texts }: Props) {
  return (
    <>
      {(finding.remedies ?? []).map((remedy, n) => (
        <section key={n}>
          <h3>{n === 0 ? texts.remedy : texts.otherRemedy}</h3>
          <p>
            <Said player={player} finding={finding} text={remedy.says[lang.value]} />
          </p>
          <Ways {...{ player, remedy, texts }} />
        </section>
      ))}
    </>
  );
}

function Ways({ player, remedy, texts }: { player: Player; remedy: Remedy; texts: FindingTexts }) {
  const program = useContext(ProgramInEditor);
  const { edits = [], snippet } = remedy;
  const ran = player.recording.program.source;
  const next = program && edits.length > 0 ? applied(ran, program.source.value, edits) : null;
  const lines = linesOf(edits, snippet);
  return (
    <>
      {edits.length > 0 ? (
        <Difference edits={edits} texts={texts} />
      ) : (
        snippet && <Snippet text={snippet} texts={texts} />
      )}
      <p class="ways">
        {program && next !== null && (
          <button type="button" class="btn primary" onClick={() => program.rewrite(next)}>
            {texts.apply}
          </button>
        )}
        {lines && <Copy text={lines} texts={texts} />}
        {program && next === null && edits.length > 0 && <span class="q">{texts.changed}</span>}
      </p>
    </>
  );
}

const Snippet = ({ text, texts }: { text: string; texts: FindingTexts }) => (
  <Scroll label={texts.remedy}>
    <pre class="diff">
      {text.split("\n").map((line, n) => (
        <ins key={n}>{line || " "}</ins>
      ))}
    </pre>
  </Scroll>
);

function Difference({ edits, texts }: { edits: readonly Edit[]; texts: FindingTexts }) {
  return (
    <Scroll label={texts.remedy}>
      <pre class="diff">
        {edits.map(({ line, removed = [], added = [] }) => (
          <span key={line}>
            {removed.map((text, n) => (
              <del key={n}>
                <span class="unseen">{texts.removed}</span>
                <i aria-hidden="true">{line + n}</i>
                <b aria-hidden="true">−</b>
                <s>{text || " "}</s>
              </del>
            ))}
            {added.map((text, n) => (
              <ins key={n}>
                <span class="unseen">{texts.added}</span>
                <i aria-hidden="true">{n < removed.length ? "" : line + n}</i>
                <b aria-hidden="true">+</b>
                <span>{text || " "}</span>
              </ins>
            ))}
          </span>
        ))}
      </pre>
    </Scroll>
  );
}

function Copy({ text, texts }: { text: string; texts: FindingTexts }) {
  const [state, setState] = useState<"copy" | "copied" | "copyFailed">("copy");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("copyFailed");
    }
  };
  return (
    <button type="button" class="btn" onClick={copy} onBlur={() => setState("copy")}>
      <span aria-live="polite">{texts[state]}</span>
    </button>
  );
}
