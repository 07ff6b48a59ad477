// The panels that a frame's address asks for. Loaded with their words and their style when it does.

import "../styles/panels.css";
import "../styles/inspector.css";
import "../styles/ledger.css";
import "../styles/console.css";
import "../styles/findings.css";
import "../styles/rules.css";
import "../styles/memory.css";
import "../styles/tabs.css";
import { useMemo, useState } from "preact/hooks";
import { Findings } from "../findings/Findings";
import { useShown } from "../findings/useShown";
import { useFindingTexts, useMemoryTexts, usePageTexts } from "../i18n/page";
import { Storages } from "../memory/Storages";
import { Console } from "../panels/Console";
import { linesOf } from "../panels/console";
import { Inspector } from "../panels/Inspector";
import { Ledger } from "../panels/Ledger";
import type { Player } from "../player/player";
import type { Panel } from "../player/view";
import { Tabbed } from "../shell/Tabs";

export function FramePanels({ player, panels }: { player: Player; panels: readonly Panel[] }) {
  const texts = usePageTexts().panels;
  const [view, setView] = useState<Panel>(panels[0] ?? "inspector");
  const lines = useMemo(() => linesOf(player.recording).length, [player]);
  const findings = useFindingTexts();
  const labels: Record<Panel, string> = {
    inspector: texts.inspect,
    ledger: texts.ledger,
    memory: useMemoryTexts().tab,
    console: texts.consoleCount(lines),
    findings: findings.tab(player.recording.findings?.length ?? 0),
  };
  useShown(player, (risen) => panels.includes(risen) && setView(risen));
  return (
    <Tabbed
      label={texts.views}
      tabs={panels.map((name) => ({ name, label: labels[name] }))}
      chosen={view}
      onChoose={setView}
    >
      {view === "inspector" && <Inspector player={player} />}
      {view === "ledger" && <Ledger player={player} />}
      {view === "memory" && <Storages player={player} />}
      {view === "console" && <Console player={player} />}
      {view === "findings" && <Findings player={player} />}
    </Tabbed>
  );
}
