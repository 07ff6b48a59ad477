// A frame with a program that came in its link: the code first, and a run when the reader asks for one, never before.

import "../styles/packed.css";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { BASE, createClient, fetched } from "../api/client";
import { CodeLines } from "../code/CodeLines";
import { Ticked } from "../editor/Ticked";
import { isFramed } from "../frame/outside";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import { usePlayerTexts } from "../i18n/player";
import { Mark } from "../icons/Icon";
import { Playing } from "../pages/Playing";
import { bindHash } from "../player/hash";
import type { Player } from "../player/player";
import { isOn } from "../player/view";
import { isCalm, obey } from "../player/wishes";
import { createSession, type Run, type Session } from "../session/session";
import { statusOf } from "../session/status";
import { withKey } from "./key";
import { pack, packedIn, type Unpacked, unpack } from "./packed";
import { usePackedTexts } from "./words";

/** What the address holds now, and whenever it changes; null until it has been read. */
function useUnpacked(): Unpacked | null {
  const [hash, setHash] = useState(() => packedIn(location.hash));
  const [unpacked, setUnpacked] = useState<Unpacked | null>(null);
  useEffect(() => {
    const read = () => setHash(packedIn(location.hash));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  useEffect(() => {
    let late = false;
    void unpack(hash).then((read) => late || setUnpacked(read));
    return () => {
      late = true;
    };
  }, [hash]);
  return unpacked;
}

export function PackedProgram() {
  const texts = usePackedTexts();
  const unpacked = useUnpacked();
  const title = usePlayerTexts().embed.title;
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!unpacked) return <main class="waiting" />;
  if (!unpacked.ok)
    return (
      <main class="waiting">
        <p role="alert">{texts.why[unpacked.why]}</p>
      </main>
    );
  return <Program key={unpacked.source} source={unpacked.source} />;
}

function Program({ source }: { source: string }) {
  const session = useMemo(() => createSession(createClient(BASE, withKey(fetched)), source), [source]);
  const player = session.player.value;
  useEffect(() => (player ? begin(player) : undefined), [player]);
  if (player && session.run.value.kind === "done") return <Playing key={player} player={player} />;
  return <Waiting session={session} />;
}

/** Who pressed Run waits for it to play, unless they would rather not see things move. */
function begin(player: Player): () => void {
  const end = bindHash(player);
  obey(player, location.search, isCalm());
  return () => {
    end();
    player.dispose();
  };
}

function Waiting({ session }: { session: Session }) {
  const texts = usePackedTexts();
  const page = usePageTexts();
  const root = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState(false);
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    start();
  };
  return (
    <main class="embed packed" ref={root}>
      <h1 class="unseen">{texts.region}</h1>
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
        <CodeLines source={source} label={texts.region} />
      )}
      <Refusals run={run} />
      <section class="time" aria-label={page.bar.region}>
        <p role="status">
          {run.kind === "idle" ? texts.waiting : statusOf(run, null, false, page.status).text}
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
          {!isOn(location.search, "readonly", false) && (
            <button type="button" class="btn" aria-pressed={editing} onClick={() => setEditing(!editing)}>
              {editing ? texts.done : texts.edit}
            </button>
          )}
          <Out source={source} />
        </div>
      </section>
    </main>
  );
}

/** The way to the playground, with the program as it stands. */
function Out({ source }: { source: string }) {
  const texts = usePackedTexts();
  const [hash, setHash] = useState("");
  useEffect(() => {
    let late = false;
    void pack(source).then((packed) => late || setHash(packed));
    return () => {
      late = true;
    };
  }, [source]);
  return (
    <a
      class="btn quiet"
      href={`/${hash}`}
      target="_blank"
      rel="noopener"
      aria-label={texts.open}
      title={texts.open}
    >
      <Mark />
    </a>
  );
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
