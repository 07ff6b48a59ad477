// Ledger and console under the code, and the inspector beside the graph.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Awaited } from "../find/Awaited";
import { useComing } from "../find/useLater";
import { useShown } from "../findings/useShown";
import { useFindingTexts, useMemoryTexts, usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { linesOf } from "../panels/console";
import type { View } from "../panels/Panel";
import type { Player } from "../player/player";
import { Tabbed } from "../shell/Tabs";

const loadPanel = () => import("../panels/Panel");

/** A panel, as soon as its code is there; the picture does not wait for that. */
export function Shown({ view, player }: { view: View; player: Player }) {
  const coming = useComing(true, loadPanel);
  return coming.code ? <coming.code.Panel {...{ view, player }} /> : <Awaited coming={coming} />;
}

export function Under({ player }: { player: Player }) {
  const texts = usePageTexts().panels;
  const [view, setView] = useState<Exclude<View, "inspect">>("ledger");
  const lines = useMemo(() => linesOf(player.recording).length, [player]);
  const found = player.recording.findings?.length ?? 0;
  const findings = useFindingTexts();
  const memory = useMemoryTexts();
  useShown(player, setView);
  const tabs = [
    { name: "ledger", label: texts.ledger },
    { name: "memory", label: memory.tab },
    { name: "console", label: texts.consoleCount(lines) },
    { name: "findings", label: findings.tab(found) },
  ] as const;
  return (
    <div class="under" id="under">
      <Tabbed label={texts.under} tabs={tabs} chosen={view} onChoose={setView}>
        <Shown {...{ view, player }} />
      </Tabbed>
    </div>
  );
}

/** A column of the page; where there is no room for one, a drawer that opens when something is selected. */
export function InspectorPane({ player, drawer }: { player: Player; drawer: boolean }) {
  const texts = usePageTexts().panels;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const selected = player.selection.value;
  useEffect(() => {
    if (selected) setOpen(true);
  }, [selected]);

  if (!drawer) {
    return (
      <aside class="insp-pane" id="insp" aria-label={texts.inspector}>
        <Shown view="inspect" player={player} />
      </aside>
    );
  }
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <aside
      class={open ? "insp-pane drawer open" : "insp-pane drawer"}
      aria-label={texts.inspector}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <button
        type="button"
        class="btn opener"
        ref={opener}
        aria-expanded={open}
        aria-label={open ? texts.closeInspector : texts.openInspector}
        title={open ? texts.closeInspector : texts.openInspector}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? "close" : "panel"} />
        <span>{texts.inspect}</span>
      </button>
      {open && (
        <div class="drawn">
          <Shown view="inspect" player={player} />
        </div>
      )}
    </aside>
  );
}
