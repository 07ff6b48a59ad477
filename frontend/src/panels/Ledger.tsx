// The gradient ledger: for every leaf, old + incoming = new, and what happened to its .grad before and since.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { usePanelTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import { lastOf } from "../recording/latest";
import { valueAt } from "../recording/lookup";
import type { Recording } from "../recording/types.gen";
import { entryInShort, inShort } from "./inShort";
import { bringInSight } from "./inSight";
import { type Account, accountsOf, type Entry, groupAt, LEAVES_AT_ONCE, pageOf, togetherAt } from "./ledger";
import { Seek } from "./Seek";
import type { PanelTexts } from "./texts";
import { ValueTable } from "./ValueTable";

const WIDEST_ABREAST = 3;
const LATEST_LISTED = 4;

export function Ledger({ player }: { player: Player }) {
  const texts = usePanelTexts();
  const accounts = useMemo(() => accountsOf(player.recording), [player.recording]);
  const position = player.position.value;
  const following = groupAt(accounts, position);
  // What the reader turned to, until the step is about leaves of another group.
  const [turned, setTurned] = useState<{ from: number; to: number } | null>(null);
  const group = turned?.from === following ? turned.to : following;
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const now = root.current?.querySelector<HTMLElement>(".now");
    // Once everything else that the step changes has been changed, too: then it is laid out a single time.
    const frame = now ? requestAnimationFrame(() => bringInSight(now)) : 0;
    return () => cancelAnimationFrame(frame);
  }, [position]);
  if (accounts.length === 0) return <p class="pad q">{texts.nothingArrives}</p>;
  const brief = accounts.length > LEAVES_AT_ONCE;
  const first = group * LEAVES_AT_ONCE;
  return (
    <div class="pad accounts" ref={root}>
      <header>
        <p class="q">{texts.ledgerLead}</p>
        {brief && (
          <Turn {...{ accounts, group, texts }} onTurn={(to) => setTurned({ from: following, to })} />
        )}
      </header>
      {accounts.slice(first, first + LEAVES_AT_ONCE).map((account) => (
        <AccountPage key={account.tensor} {...{ player, account, position, brief, texts }} />
      ))}
    </div>
  );
}

type TurnProps = {
  accounts: readonly Account[];
  group: number;
  onTurn: (group: number) => void;
  texts: PanelTexts;
};

/** Which of the leaves are listed, and the way to the others. */
function Turn({ accounts: { length }, group, onTurn, texts }: TurnProps) {
  const [first, end] = [group * LEAVES_AT_ONCE, Math.min((group + 1) * LEAVES_AT_ONCE, length)];
  return (
    <div class="turn">
      <button
        type="button"
        class="ib"
        aria-label={texts.leavesBefore}
        disabled={first === 0}
        onClick={() => onTurn(group - 1)}
      >
        <Icon name="previous" />
      </button>
      <span>{texts.leaves(first + 1, end, length)}</span>
      <button
        type="button"
        class="ib"
        aria-label={texts.leavesAfter}
        disabled={end === length}
        onClick={() => onTurn(group + 1)}
      >
        <Icon name="next" />
      </button>
    </div>
  );
}

type AccountProps = {
  player: Player;
  account: Account;
  position: number;
  brief: boolean;
  texts: PanelTexts;
};

/** An account at this step, written anew only when something happens to it. */
function AccountPage({ player, account, position, brief, texts }: AccountProps) {
  const state = player.state.value;
  const grad = state.tensors[account.tensor]?.grad ?? null;
  const name = nameOf(player.recording, state, account.tensor);
  const latest = lastOf(account.entries, (entry) => entry.position <= position)?.position;
  return useMemo(
    () => <Told {...{ player, account, position, brief, texts, grad, name }} />,
    [player, account, latest, latest === position, brief, texts, grad, name],
  );
}

type ToldProps = AccountProps & { grad: number | null; name: string };

function Told({ player, account, position, brief, texts, grad, name }: ToldProps) {
  const { recording } = player;
  const { arrival, happened, earlier, since, next } = pageOf(account, position);
  const now = arrival?.position === position;
  const together = togetherAt(account, position);
  return (
    <section class={now ? "account now" : "account"} data-account={account.tensor}>
      <h2>
        <code>{name}</code>
      </h2>
      {arrival && (
        <>
          <Sum
            {...{ recording, arrival, happened, texts }}
            before={happened ? arrival.before : grad}
            brief={brief && !now}
          />
          <p class="q">
            {happened ? texts.arrived : texts.arrives}{" "}
            <Seek player={player} position={arrival.position} texts={texts} />
            {arrival.from.length > 0 && ` ${texts.sender([...new Set(arrival.from)].join(texts.comma))}`}
            {next && (
              <>
                {" · "}
                {texts.next} <Seek player={player} position={next.position} texts={texts} />
              </>
            )}
          </p>
        </>
      )}
      {together && (
        <p class="together">
          <Icon name="note" />
          {texts.uncleared(together.first, together.last)}
        </p>
      )}
      <Entries {...{ player, texts }} title={texts.since} entries={since} />
      <Entries {...{ player, texts }} title={texts.earlier} entries={earlier} />
    </section>
  );
}

type SumProps = {
  recording: Recording;
  arrival: Entry;
  happened: boolean;
  /** What the arrival met, or while it is to come, `.grad` as it is now. */
  before: number | null;
  brief: boolean;
  texts: PanelTexts;
};

/** before + incoming = after: abreast where the numbers are few, else one beneath the other. */
function Sum({ recording, arrival, happened, before, brief, texts }: SumProps) {
  const shape = arrival.incoming === null ? [] : valueAt(recording, arrival.incoming).shape;
  const abreast = brief || (shape.length <= 2 && (shape.at(-1) ?? 1) <= WIDEST_ABREAST);
  const terms = [
    { name: texts.before, index: before, sign: "", known: true, gradient: false },
    { name: texts.incoming, index: arrival.incoming, sign: "+", known: happened, gradient: true },
    { name: texts.after, index: arrival.after, sign: "=", known: happened, gradient: true },
  ];
  return (
    <dl class={abreast ? "ledger abreast" : "ledger"}>
      {terms.map(({ name, index, sign, known, gradient }) => (
        <div key={name}>
          <dt>
            {sign && <span class="op">{sign}</span>}
            {name}
          </dt>
          <dd>
            <Term {...{ recording, index, known, gradient, brief }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

type TermProps = {
  recording: Recording;
  index: number | null;
  known: boolean;
  gradient: boolean;
  brief: boolean;
};

function Term({ recording, index, known, gradient, brief }: TermProps) {
  if (!known) return <span class="waits">·</span>;
  if (index === null) return <span class="waits">None</span>;
  if (brief) return <span class={gradient ? "brief grad" : "brief"}>{inShort(recording, index)}</span>;
  return <ValueTable value={valueAt(recording, index)} gradient={gradient} summary={false} />;
}

type EntriesProps = { player: Player; title: string; entries: Entry[]; texts: PanelTexts };

function Entries({ player, title, entries, texts }: EntriesProps) {
  const [all, setAll] = useState(false);
  if (entries.length === 0) return null;
  const listed = all ? entries : entries.slice(-LATEST_LISTED);
  const more = entries.length - listed.length;
  return (
    <div class="entries">
      <h3>{title}</h3>
      {more > 0 && (
        <button type="button" class="lk" onClick={() => setAll(true)}>
          {texts.moreEarlier(more)}
        </button>
      )}
      <ol>
        {listed.map((entry) => (
          <li key={entry.position}>
            <Seek player={player} position={entry.position} texts={texts} />
            {texts.comma}
            {entryInShort(player.recording, entry, texts)}
          </li>
        ))}
      </ol>
    </div>
  );
}
