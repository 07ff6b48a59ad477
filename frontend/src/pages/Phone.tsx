// The page on a phone: the current line and its neighbours, one view at a time, large controls.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { EditorPane } from "../editor/EditorPane";
import { useFindingTexts, useMemoryTexts, usePageTexts } from "../i18n/page";
import { usePlayerTexts } from "../i18n/player";
import { Icon } from "../icons/Icon";
import type { View as Opened } from "../panels/Panel";
import type { Player } from "../player/player";
import type { Session } from "../session/session";
import { TabList } from "../shell/Tabs";
import type { Parts } from "./parts";

type View = "graph" | Opened;

interface Props {
  session: Session;
  player: Player | null;
  parts: Parts | null;
  onRun: () => void;
  stage: ComponentChildren;
  /** What there is to do with the graph. */
  tools: ComponentChildren;
}

export function Phone({ session, player, parts, onRun, stage, tools }: Props) {
  const texts = usePageTexts();
  const panel = useId();
  const [view, setView] = useState<View>("graph");
  const findings = useFindingTexts();
  const memory = useMemoryTexts();
  const tabs = [
    { name: "graph", label: texts.panels.graph },
    { name: "inspect", label: texts.panels.inspect },
    { name: "ledger", label: texts.panels.ledger },
    { name: "memory", label: memory.tab },
    { name: "console", label: texts.panels.console },
    { name: "findings", label: findings.short(player?.recording.findings?.length ?? 0) },
  ] as const;
  return (
    <>
      <Code {...{ session, player, parts, onRun }} tools={view === "graph" && tools} />
      <main class={`stage view-${view}`} aria-label={texts.panels.views}>
        <div class="view" role="tabpanel" id={panel} aria-labelledby={`${panel}-${view}`}>
          {view === "graph" || !player || !parts ? stage : <parts.Shown view={view} player={player} />}
        </div>
      </main>
      <footer class="foot">
        {player && parts && (
          <>
            <Rising {...{ parts, player }} rise={setView} />
            <parts.Time player={player} />
          </>
        )}
        <TabList
          label={texts.panels.views}
          tabs={tabs}
          chosen={view}
          onChoose={setView}
          class="nav"
          panel={panel}
        />
      </footer>
    </>
  );
}

type RisingProps = { parts: Parts; player: Player; rise: Parameters<Parts["useShown"]>[1] };

/** Findings and prints come up by themselves. */
function Rising({ parts, player, rise }: RisingProps) {
  parts.useShown(player, rise);
  return null;
}

/** Three rows until more is asked for, which is the editor. A program that is refused or edited stays open. Nothing lies over code or picture. */
function Code({ session, player, parts, onRun, tools }: Omit<Props, "stage">) {
  const texts = usePlayerTexts().code;
  const [asked, setAsked] = useState(false);
  const run = session.run.value;
  const refused = run.kind === "failed" && run.failure.kind === "refused";
  const open = asked || refused || !player || !parts;
  const count = (player?.recording.program.source ?? session.source.value).trimEnd().split("\n").length;
  return (
    <section class={open ? "code open" : "code"} aria-label={texts.region}>
      {open ? (
        <EditorPane session={session} onRun={onRun} lit={parts?.Lit} />
      ) : (
        <parts.CodeView player={player} />
      )}
      {player && (
        <div class="toolrow">
          {tools}
          {!refused && (
            <button
              type="button"
              class="btn quiet lines"
              aria-expanded={open}
              onClick={() => setAsked(!asked)}
            >
              {open ? texts.fewer : texts.allLines(count)} <Icon name="down" />
            </button>
          )}
        </div>
      )}
    </section>
  );
}
