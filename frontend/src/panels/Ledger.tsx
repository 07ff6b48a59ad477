// The gradient ledger: for every leaf, old + incoming = new, and what happened to its .grad before.

import { useMemo } from "preact/hooks";
import { lang } from "../i18n";
import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import { valueAt } from "../recording/lookup";
import type { Recording } from "../recording/types.gen";
import { uniform } from "../scene/model";
import { type Account, accountsOf, type Entry, pageOf } from "./ledger";
import { type PanelTexts, panelTexts } from "./texts";
import { ValueTable } from "./ValueTable";

export function Ledger({ player }: { player: Player }) {
  const texts = panelTexts[lang.value];
  const accounts = useMemo(() => accountsOf(player.recording), [player.recording]);
  if (accounts.length === 0) return <p class="pad q">{texts.nothingArrives}</p>;
  return (
    <div class="pad accounts">
      <p class="q lead">{texts.ledgerLead}</p>
      {accounts.map((account) => (
        <AccountPage key={account.tensor} {...{ player, account, texts }} />
      ))}
    </div>
  );
}

function AccountPage({ player, account, texts }: { player: Player; account: Account; texts: PanelTexts }) {
  const { recording } = player;
  const { entry, happened, earlier } = pageOf(account, player.position.value);
  return (
    <section class="account" data-account={account.tensor}>
      <div class="ledger">
        <span class="hd" />
        <span class="hd">{texts.before}</span>
        <span />
        <span class="hd">{texts.incoming}</span>
        <span />
        <span class="hd">{texts.after}</span>
        <code class="of">{nameOf(recording, player.state.value, account.tensor)}</code>
        <Cell recording={recording} index={happened && entry ? entry.before : null} waits={!happened} />
        <span class="op">+</span>
        <Cell recording={recording} index={entry?.incoming ?? null} waits={!happened} gradient />
        <span class="op">=</span>
        <Cell recording={recording} index={entry?.after ?? null} waits={!happened} gradient />
      </div>
      {entry && (
        <p class="q">
          {happened ? texts.arrived : texts.arrives}{" "}
          <Seek player={player} position={entry.position} texts={texts} />
        </p>
      )}
      {earlier.length > 0 && (
        <ul class="earlier">
          {earlier.map((past) => (
            <li key={past.position}>
              <Seek player={player} position={past.position} texts={texts} />{" "}
              {wordsOf(recording, past, texts)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Cell({
  recording,
  index,
  waits,
  gradient = false,
}: {
  recording: Recording;
  index: number | null;
  waits: boolean;
  gradient?: boolean;
}) {
  if (waits) return <span class="waits">·</span>;
  if (index === null) return <span class="waits">None</span>;
  return <ValueTable value={valueAt(recording, index)} gradient={gradient} />;
}

function Seek({ player, position, texts }: { player: Player; position: number; texts: PanelTexts }) {
  return (
    <button type="button" class="lk" onClick={() => player.seek(position)}>
      {texts.step(position)}
    </button>
  );
}

function wordsOf(recording: Recording, entry: Entry, texts: PanelTexts): string {
  const number = (index: number | null) => (index === null ? "None" : (uniform(recording, index) ?? "…"));
  const what = {
    added: texts.added,
    cleared: texts.cleared,
    zeroed: texts.zeroed,
    assigned: texts.assigned,
    changed: texts.changedByProgram,
  };
  return `${what[entry.kind]}: ${number(entry.before)} → ${number(entry.after)}`;
}
