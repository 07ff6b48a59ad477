// A program in a frame: the code first, and a run when the reader asks for one, never before.

import "../styles/packed.css";
import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { BASE, type Client, createClient, fetched } from "../api/client";
import { CodeLines } from "../code/CodeLines";
import { Ticked } from "../editor/Ticked";
import { isFramed } from "../frame/outside";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import { Out } from "../pages/Out";
import { Playing } from "../pages/Playing";
import { bindHash } from "../player/hash";
import type { Player } from "../player/player";
import { isOn } from "../player/view";
import { isCalm, obey } from "../player/wishes";
import { Progressing } from "../progress/Progressing";
import type { Options } from "../recording/types.gen";
import { createSession, type Run, type Session } from "../session/session";
import { statusOf } from "../session/status";
import { indented } from "./indent";
import { withKey } from "./key";
import { pack } from "./packed";
import { useComing } from "./useComing";
import { usePackedTexts } from "./words";

interface Props {
  source: string;
  /** How it is run. */
  options?: Options;
  /** The way back, where it is the program of a recording. */
  back?: ComponentChildren;
}

export function Program({ source, options, back }: Props) {
  const session = useMemo(() => createSession(asking(options), source), [source, options]);
  const player = session.player.value;
  useEffect(() => (player ? begin(player) : undefined), [player]);
  if (player && session.run.value.kind === "done") return <Playing key={player} player={player} out={back} />;
  return <Waiting session={session} back={back} />;
}

/** A client whose runs have these options. */
function asking(usual: Options | undefined): Client {
  const client = createClient(BASE, withKey(fetched));
  return {
    ...client,
    record: (source, signal, options, tell) => client.record(source, signal, options ?? usual, tell),
  };
}

/** Who pressed Run waits for it to play, unless they would rather not see things move. */
function begin(player: Player): () => void {
  const end = bindHash(player);
  // Whoever has just run it wants to see what is wrong.
  if (player.recording.outcome.kind !== "finished") player.seek(player.length);
  obey(player, location.search, isCalm());
  return () => {
    end();
    player.dispose();
  };
}

function Waiting({ session, back }: { session: Session; back: ComponentChildren }) {
  const texts = usePackedTexts();
  const page = usePageTexts();
  const root = useRef<HTMLElement>(null);
  const readonly = isOn(location.search, "readonly", false);
  const changing = back !== undefined;
  const [editing, setEditing] = useState(changing && !readonly);
  const region = changing ? texts.changing.region : texts.region;
  const source = session.source.value;
  const run = session.run.value;
  useEffect(() => {
    if (!isFramed() || !root.current?.parentElement) return;
    const around = root.current.parentElement;
    const ending = new AbortController();
    void import("../frame/follow").then(({ attend }) => attend(around, ending.signal));
    return () => ending.abort();
  }, []);
  const start = () => void session.start();
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      return start();
    }
    const { value, selectionStart } = event.currentTarget;
    // What is written by this command can be undone.
    if (document.execCommand("insertText", false, indented(value.slice(0, selectionStart))))
      event.preventDefault();
  };
  return (
    <main class="embed packed" ref={root}>
      <h1 class="unseen">{region}</h1>
      {editing ? (
        <textarea
          class="ed"
          aria-label={texts.label}
          spellcheck={false}
          autocapitalize="off"
          value={source}
          onInput={(event) => {
            session.source.value = event.currentTarget.value;
          }}
          onKeyDown={onKeyDown}
        />
      ) : (
        <CodeLines source={source} label={region} />
      )}
      <Refusals run={run} />
      <section class="time" aria-label={page.bar.region}>
        <p role="status">
          <Progressing run={run}>
            {run.kind === "idle"
              ? (changing ? texts.changing : texts).waiting
              : statusOf(run, null, false, page.status).text}
          </Progressing>
        </p>
        <div class="does">
          {run.kind === "running" ? (
            <button type="button" class="btn run" onClick={session.cancel}>
              {page.bar.cancel}
            </button>
          ) : (
            <button type="button" class="btn primary run" onClick={start}>
              {page.bar.run}
            </button>
          )}
          {!readonly && !changing && (
            <button type="button" class="btn" aria-pressed={editing} onClick={() => setEditing(!editing)}>
              {editing ? texts.done : texts.edit}
            </button>
          )}
          {back}
          <ToPlayground source={source} />
        </div>
      </section>
    </main>
  );
}

/** With the program as it stands. */
function ToPlayground({ source }: { source: string }) {
  const texts = usePackedTexts();
  return <Out href={`/${useComing(source, pack) ?? ""}`} label={texts.open} />;
}

function Refusals({ run }: { run: Run }) {
  const texts = usePageTexts().editor;
  if (run.kind !== "failed" || run.failure.kind !== "refused") return null;
  return (
    <ul class="refusals" aria-label={texts.violations}>
      {run.failure.violations.map((one) => (
        <li key={`${one.line}:${one.column}:${one.rule}`}>
          <b>{texts.line(one.line)}</b>{" "}
          <span>
            <Ticked text={one.reason[lang.value]} /> <Ticked text={one.hint[lang.value]} />
          </span>
        </li>
      ))}
    </ul>
  );
}
