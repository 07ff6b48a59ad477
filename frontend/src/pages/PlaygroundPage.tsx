// The playground: code, graph, inspector, timeline, arranged by the width of the page.

import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Example } from "../api/client";
import { EditorPane } from "../editor/EditorPane";
import { usePageTexts } from "../i18n/page";
import { Margin } from "../margin/Margin";
import { MoreValues } from "../panels/more";
import { bindHash } from "../player/hash";
import { attachShortcuts } from "../player/shortcuts";
import { Scene } from "../scene/Scene";
import { pathOf } from "../session/address";
import type { Session } from "../session/session";
import { Keys } from "../shell/Keys";
import { TopBar } from "../shell/TopBar";
import { Timeline } from "../timeline/Timeline";
import { useArrangement } from "./arrangement";
import { Phone } from "./Phone";
import { InspectorPane, Under } from "./SidePanels";

interface Props {
  session: Session;
  examples: Signal<readonly Example[]>;
}

export function PlaygroundPage({ session, examples }: Props) {
  const texts = usePageTexts();
  const arrangement = useArrangement();
  const [keys, setKeys] = useState(false);
  const player = session.player.value;

  const run = useCallback(async () => {
    const recording = await session.start();
    if (recording) showAddress(pathOf(recording.id, session.player.peek()?.position.peek() ?? 1));
  }, [session]);
  const recordMore = useCallback(
    async (most: number) => {
      const recording = await session.recordMore(most);
      if (recording) showAddress(pathOf(recording.id, session.player.peek()?.position.peek() ?? 1));
    },
    [session],
  );
  const choose = (example: Example) => {
    session.source.value = example.source;
    void run();
  };

  useEffect(() => (player ? bindHash(player) : undefined), [player]);
  useEffect(() => {
    // The page is the player: its keys work wherever nothing else takes them, but not under a dialog.
    const underDialog = () => document.querySelector("dialog[open]") !== null;
    const stop = attachShortcuts(document.body, () => (underDialog() ? null : session.player.peek()));
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.isComposing) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) void run();
      else if (event.key === "?" && !target.closest("input, textarea, select, [contenteditable=true]"))
        setKeys(true);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => {
      stop();
      removeEventListener("keydown", listen);
    };
  }, [session, run]);

  const stage = player ? <Scene player={player} margin={Margin} /> : <Waiting session={session} />;
  return (
    <MoreValues.Provider value={recordMore}>
      <div class={`app ${arrangement}`} data-phase={player?.phase.value ?? "forward"}>
        <TopBar
          session={session}
          examples={examples.value}
          onExample={choose}
          onRun={run}
          onKeys={() => setKeys(true)}
        />
        {arrangement === "phone" ? (
          <Phone session={session} onRun={run} stage={stage} />
        ) : (
          <>
            <section class="code" aria-label={texts.editor.region}>
              <EditorPane session={session} onRun={run} />
              {player && <Under player={player} />}
            </section>
            <Stage>{stage}</Stage>
            {player && <InspectorPane player={player} drawer={arrangement === "medium"} />}
            {player ? <Timeline player={player} /> : <section class="time" />}
          </>
        )}
        <Keys open={keys} onClose={() => setKeys(false)} />
      </div>
    </MoreValues.Provider>
  );
}

export function Stage({ children }: { children: ComponentChildren }) {
  const texts = usePageTexts().panels;
  return (
    <main class="stage" aria-label={texts.graph}>
      {children}
    </main>
  );
}

function Waiting({ session }: { session: Session }) {
  const texts = usePageTexts().empty;
  return <p class="waiting">{session.run.value.kind === "running" ? texts.running : texts.nothing}</p>;
}

/** The address of what is on show, so that it can be copied. */
function showAddress(path: string): void {
  try {
    history.replaceState(null, "", path);
  } catch {
    // Browsers limit how often a page may do this; the address is a convenience.
  }
}
