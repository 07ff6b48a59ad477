// The playground: code, graph, inspector, timeline, arranged by the width of the page.

import type { Signal } from "@preact/signals";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Example } from "../api/client";
import { EditorPane } from "../editor/EditorPane";
import { AwaitedOver } from "../find/Awaited";
import { useComing } from "../find/useLater";
import { useRequests } from "../find/useRequests";
import { ProgramInEditor } from "../findings/program";
import { usePageTexts } from "../i18n/page";
import { nodeAt } from "../linking/things";
import { MoreValues } from "../panels/more";
import { bindHash } from "../player/hash";
import { attachShortcuts, type Request } from "../player/shortcuts";
import { pathOf } from "../session/address";
import type { Session } from "../session/session";
import { large, setLarge } from "../shell/large";
import { asProperties, sizes } from "../shell/panes";
import { Separator } from "../shell/Separator";
import { TopBar } from "../shell/TopBar";
import { useArrangement } from "./arrangement";
import { Phone } from "./Phone";
import { useParts } from "./parts";
import { Stage, StageTools } from "./Stage";

const loadKeys = () => import("../shell/Keys");

const AT_REST_MS = 2000;

interface Props {
  session: Session;
  examples: Signal<readonly Example[]>;
}

export function PlaygroundPage({ session, examples }: Props) {
  const texts = usePageTexts();
  const arrangement = useArrangement();
  const [keys, setKeys] = useState(false);
  const [text, setText] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useComing(keys, loadKeys);
  const recorded = session.player.value;
  const coming = useParts(recorded !== null);
  const parts = coming.code;
  const player = parts && recorded;
  const requests = useRequests(recorded);
  const open = useRef(requests.open);
  open.current = requests.open;

  const run = useCallback(async () => {
    const recording = await session.start();
    if (recording) showAddress(recording.id, session);
  }, [session]);
  const recordMore = useCallback(
    async (most: number) => {
      const recording = await session.recordMore(most);
      if (recording) showAddress(recording.id, session);
    },
    [session],
  );
  const program = useMemo(
    () => ({
      source: session.source,
      rewrite(source: string) {
        session.source.value = source;
        void run();
      },
    }),
    [session, run],
  );
  const choose = (example: Example) => {
    session.source.value = example.source;
    void run();
  };

  useEffect(() => (recorded ? bindHash(recorded) : undefined), [recorded]);
  // Who asks at once for what opens over the player need not wait.
  useEffect(() => void setTimeout(() => import("../find/Asked").catch(() => {}), AT_REST_MS), []);
  useEffect(() => {
    // The page is the player: its keys work wherever nothing else takes them, but not under a dialog.
    const underDialog = () => document.querySelector("dialog[open]") !== null;
    const current = () => (underDialog() ? null : session.player.peek());
    const ask = (request: Request) => {
      if (underDialog()) return false;
      if (request === "keys") setKeys(true);
      else if (request === "text") setText((shown) => !shown);
      else if (request === "large") setLarge(!large.peek());
      else return open.current(request);
      return true;
    };
    // Before the player takes Escape for itself.
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || underDialog()) return;
      if (session.cancel()) event.preventDefault();
    };
    document.body.addEventListener("keydown", cancel);
    const stop = attachShortcuts(document.body, { current, ask }, nodeAt);
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void run();
    };
    addEventListener("keydown", listen);
    return () => {
      document.body.removeEventListener("keydown", cancel);
      stop();
      removeEventListener("keydown", listen);
    };
  }, [session, run]);

  const tools = player && (
    <StageTools text={text} onText={() => setText(!text)} onFind={() => requests.open("find")} />
  );
  const narrow = arrangement === "narrow";
  const under = parts && player && <parts.Under player={player} />;
  const stage = (
    <Stage {...{ session, player, coming, text }}>{arrangement === "phone" ? null : tools}</Stage>
  );
  return (
    <ProgramInEditor.Provider value={program}>
      <MoreValues.Provider value={recordMore}>
        <div
          class={`app ${arrangement}`}
          ref={root}
          style={asProperties(sizes.value)}
          data-phase={player?.phase.value ?? "forward"}
        >
          <TopBar
            session={session}
            examples={examples.value}
            onExample={choose}
            onRun={run}
            onKeys={() => setKeys(true)}
          />
          {arrangement === "phone" ? (
            <Phone {...{ session, player, parts, stage, tools }} onRun={run} />
          ) : (
            <>
              <section class="code" id="code" aria-label={texts.editor.region}>
                <EditorPane session={session} onRun={run} lit={parts?.Lit} />
                {player && !narrow && (
                  <Separator pane="under" controls="under" label={texts.separators.under} />
                )}
                {!narrow && under}
              </section>
              <main class="stage" aria-label={texts.panels.graph}>
                {stage}
                {!narrow && <Separator pane="code" controls="code" label={texts.separators.code} />}
                {player && arrangement === "wide" && (
                  <Separator pane="insp" controls="insp" label={texts.separators.insp} />
                )}
              </main>
              {narrow && under}
              {parts && player ? (
                <parts.InspectorPane player={player} drawer={arrangement === "medium"} />
              ) : (
                arrangement === "wide" && <div class="insp-pane" />
              )}
              {parts && player ? <parts.Time player={player} /> : <section class="time" />}
            </>
          )}
          {requests.drawn}
          {parts && player && <parts.Printed player={player} />}
          {parts && player && <parts.Links {...{ root, player }} />}
          {list.code && <list.code.Keys open={keys} onClose={() => setKeys(false)} />}
          {keys && !list.code && (
            <AwaitedOver coming={list} title={texts.keys.title} onClose={() => setKeys(false)} />
          )}
        </div>
      </MoreValues.Provider>
    </ProgramInEditor.Provider>
  );
}

/** The address of what is on show, so that it can be copied; in the language and the theme that were asked for. */
function showAddress(id: string, { player }: Session): void {
  const path = pathOf(id, player.peek()?.position.peek() ?? 1, location.search);
  try {
    history.replaceState(null, "", path);
  } catch {
    // Browsers limit how often a page may do this; the address is a convenience.
  }
}
