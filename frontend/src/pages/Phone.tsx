// The page on a phone: the current line and its neighbours, one view at a time, large controls.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { CodeView } from "../code/CodeView";
import { EditorPane } from "../editor/EditorPane";
import { Findings } from "../findings/Findings";
import { useShown } from "../findings/useShown";
import { useFindingTexts, useMemoryTexts, usePageTexts } from "../i18n/page";
import { usePlayerTexts } from "../i18n/player";
import { Icon } from "../icons/Icon";
import { Storages } from "../memory/Storages";
import { Console } from "../panels/Console";
import { Inspector } from "../panels/Inspector";
import { Ledger } from "../panels/Ledger";
import type { Player } from "../player/player";
import type { Session } from "../session/session";
import { TabList } from "../shell/Tabs";
import { Pace } from "../timeline/Pace";
import { Timeline } from "../timeline/Timeline";

type View = "graph" | "inspect" | "ledger" | "memory" | "console" | "findings";

interface Props {
  session: Session;
  onRun: () => void;
  stage: ComponentChildren;
}

export function Phone({ session, onRun, stage }: Props) {
  const texts = usePageTexts();
  const panel = useId();
  const [view, setView] = useState<View>("graph");
  const player = session.player.value;
  const findings = useFindingTexts();
  const memory = useMemoryTexts();
  useShown(player, () => setView("findings"));
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
      <Code session={session} onRun={onRun} />
      <main class={`stage view-${view}`} aria-label={texts.panels.views}>
        <div class="view" role="tabpanel" id={panel} aria-labelledby={`${panel}-${view}`}>
          {view === "graph" || !player ? stage : <Panel view={view} player={player} />}
        </div>
      </main>
      <footer class="foot">
        {player && <Timeline player={player} pace={<Pace player={player} />} />}
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

function Panel({ view, player }: { view: Exclude<View, "graph">; player: Player }) {
  if (view === "inspect") return <Inspector player={player} />;
  if (view === "memory") return <Storages player={player} />;
  if (view === "findings") return <Findings player={player} />;
  return view === "ledger" ? <Ledger player={player} /> : <Console player={player} />;
}

/** Three lines until all are asked for; all of them are the editor. A program that is refused or edited stays open. */
function Code({ session, onRun }: { session: Session; onRun: () => void }) {
  const texts = usePlayerTexts().code;
  const [asked, setAsked] = useState(false);
  const player = session.player.value;
  const run = session.run.value;
  const refused = run.kind === "failed" && run.failure.kind === "refused";
  const open = asked || refused || !player;
  const count = (player?.recording.program.source ?? session.source.value).trimEnd().split("\n").length;
  return (
    <section class={open ? "code open" : "code"} aria-label={texts.region}>
      {open || !player ? (
        <EditorPane session={session} onRun={onRun} />
      ) : (
        <CodeView player={player} around={1} />
      )}
      {player && !refused && (
        <button type="button" class="btn quiet lines" aria-expanded={open} onClick={() => setAsked(!asked)}>
          {open ? texts.fewer : texts.allLines(count)} <Icon name="down" />
        </button>
      )}
    </section>
  );
}
