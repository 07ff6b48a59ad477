// The middle of the page: the graph, or the same as text, and what is waited for until there is one.

import type { ComponentChildren } from "preact";
import { Awaited } from "../find/Awaited";
import { type Coming, useComing } from "../find/useLater";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import type { Player } from "../player/player";
import type { Session } from "../session/session";
import type { Parts } from "./parts";

const loadText = () => import("../text/TextView");

interface Props {
  session: Session;
  player: Player | null;
  /** The code that shows it. */
  coming: Coming<Parts>;
  /** Whether it is shown as text. */
  text: boolean;
  /** What stands over its lower edge. */
  children?: ComponentChildren;
}

export function Stage({ session, player, coming, text, children }: Props) {
  const texts = usePageTexts();
  const later = useComing(text, loadText);
  const parts = coming.code;
  const missing = coming.failed ? coming : text && later.failed ? later : null;
  if (missing)
    return (
      <>
        <div class="waiting">
          <Awaited coming={missing} />
        </div>
        {children}
      </>
    );
  if (!player || !parts)
    return (
      <p class="waiting">
        {session.run.value.kind === "running" || session.player.value
          ? texts.empty.running
          : texts.empty.nothing}
      </p>
    );
  return (
    <>
      {text && later.code ? <later.code.TextView player={player} /> : <parts.Picture player={player} />}
      {children}
    </>
  );
}

interface ToolsProps {
  text: boolean;
  onText: () => void;
  onFind: () => void;
}

/** The same as text, and what is looked for in it. */
export function StageTools({ text, onText, onFind }: ToolsProps) {
  const texts = usePageTexts();
  return (
    <div class="stage-tools">
      <button type="button" class="btn w" aria-pressed={text} onClick={onText}>
        <Icon name="text" />
        {texts.text.show}
      </button>
      <button type="button" class="btn w" onClick={onFind}>
        <Icon name="search" />
        {texts.find.title}
      </button>
    </div>
  );
}
