// What has become of a tensor: its versions, the gradients that came, its flags and its names, each with its step.

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Player } from "../player/player";
import { functionOf } from "../recording/lookup";
import type { Recording } from "../recording/types.gen";
import { type Come, flagsOf, namesOf, type Pass, passesOf, versionsOf } from "./history";
import { entryInShort, inShort } from "./inShort";
import { accountsOf } from "./ledger";
import { Pick } from "./Pick";
import { Seek } from "./Seek";
import type { PanelTexts } from "./texts";

type Props = { player: Player; id: string; texts: PanelTexts };

export function Versions({ player, id, texts }: Props) {
  const { recording } = player;
  const versions = useMemo(() => versionsOf(recording, id), [recording, id]);
  if (versions.length === 0) return null;
  return (
    <Section title={texts.versions}>
      {versions.map(({ position, line, how, versions: [from, to], values: [before, after] }) => (
        <Happened key={position} {...{ player, position, texts }}>
          <code>{how}</code>
          {line !== null && ` ${texts.line(line)}`}
          {from !== null && to !== null && from !== to && `${texts.comma}${texts.version(from)} → ${to}`}
          {after !== null && isTold(recording, before, after) && (
            <>
              {texts.comma}
              <code>{`${inShort(recording, before)} → ${inShort(recording, after)}`}</code>
            </>
          )}
        </Happened>
      ))}
    </Section>
  );
}

/** Whether a change can be seen in few characters: two shapes that are the same say nothing. */
const isTold = (recording: Recording, before: number, after: number): boolean =>
  inShort(recording, before) !== inShort(recording, after);

/** Everything that a leaf's `.grad` went through. */
export function Account({ player, id, texts }: Props) {
  const { recording } = player;
  const account = useMemo(() => accountsOf(recording).find(({ tensor }) => tensor === id), [recording, id]);
  if (!account) return null;
  return (
    <ol class="happened">
      {account.entries.map((entry) => (
        <Happened key={entry.position} {...{ player, texts }} position={entry.position}>
          {entryInShort(recording, entry, texts)}
          {entry.from.length > 0 &&
            `${texts.comma}${texts.sender([...new Set(entry.from)].join(texts.comma))}`}
        </Happened>
      ))}
    </ol>
  );
}

/** Every contribution that came to a tensor which an operation made, by backward call, and their sum. */
export function Passes({ player, id, texts }: Props) {
  const { recording } = player;
  const passes = useMemo(() => passesOf(recording, id), [recording, id]);
  if (passes.length === 0) return null;
  return (
    <Section title={texts.gradients}>
      {passes.map((pass) => (
        <OnePass key={pass.call} {...{ player, pass, texts }} alone={passes.length === 1} />
      ))}
    </Section>
  );
}

type PassProps = { player: Player; pass: Pass; alone: boolean; texts: PanelTexts };

function OnePass({ player, pass: { call, came, sum }, alone, texts }: PassProps) {
  const { recording } = player;
  return (
    <>
      {!alone && <li class="heading">{texts.call(call)}</li>}
      {came.map((come, n) => (
        <Happened key={n} {...{ player, texts }} position={come.position}>
          <From {...{ player, come, texts }} />
          {": "}
          <code>{inShort(recording, come.value)}</code>
        </Happened>
      ))}
      {came.length > 1 && sum && (
        <Happened {...{ player, texts }} position={sum.position}>
          {texts.together}: <code>{inShort(recording, sum.value)}</code>
        </Happened>
      )}
    </>
  );
}

function From({ player, come, texts }: { player: Player; come: Come; texts: PanelTexts }) {
  if (come.function === null) return <>{texts.seed}</>;
  const { name, inputs } = functionOf(player.recording, come.function);
  return (
    <>
      {texts.fromSender}{" "}
      <Pick player={player} kind="function" id={come.function}>
        {name}
      </Pick>
      {come.input !== null && `${texts.comma}${inputs[come.input]?.argument ?? texts.input(come.input)}`}
    </>
  );
}

export function Flags({ player, id, texts }: Props) {
  const flags = useMemo(() => flagsOf(player.recording, id), [player, id]);
  if (flags.length === 0) return null;
  return (
    <Section title={texts.flags}>
      {flags.map(({ position, line, what }) => (
        <Happened key={position} {...{ player, position, texts }}>
          {texts.flag[what]}
          {line !== null && ` ${texts.line(line)}`}
        </Happened>
      ))}
    </Section>
  );
}

export function Names({ player, id, texts }: Props) {
  const names = useMemo(() => namesOf(player.recording, id), [player, id]);
  if (names.length === 0) return null;
  return (
    <Section title={texts.named}>
      {names.map(({ name, from, until }) => (
        <Happened key={`${from} ${name}`} {...{ player, texts }} position={from}>
          <code>{name}</code>
          {until !== null && (
            <>
              {`${texts.comma}${texts.until} `}
              <Seek player={player} position={until} texts={texts} />
            </>
          )}
        </Happened>
      ))}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="sec">
      <h3>{title}</h3>
      <ol class="happened">{children}</ol>
    </section>
  );
}

type HappenedProps = { player: Player; position: number; texts: PanelTexts; children: ComponentChildren };

/** One thing that happened at a step; what is still to come says no more than where. */
function Happened({ player, position, texts, children }: HappenedProps) {
  const now = player.position.value;
  const when = position > now ? "to-come" : position === now ? "now" : "";
  return (
    <li class={when}>
      <Seek player={player} position={position} texts={texts} />{" "}
      <span>{position > now ? <span class="q">{texts.toCome}</span> : children}</span>
    </li>
  );
}
