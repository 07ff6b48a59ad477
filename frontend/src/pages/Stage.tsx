// The middle of the page: the graph, or the same as text, and what is waited for until there is one.

import { useLater } from "../find/useLater";
import { NodeMarks } from "../findings/NodeMarks";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { Margin } from "../margin/Margin";
import { Scene } from "../scene/Scene";
import type { Beside } from "../scene/World";
import type { Session } from "../session/session";

interface Props {
  session: Session;
  /** Whether it is shown as text. */
  text: boolean;
  onText: () => void;
  onFind: () => void;
}

export function Stage({ session, text, onText, onFind }: Props) {
  const texts = usePageTexts();
  const later = useLater(text, () => import("../text/TextView"));
  const player = session.player.value;
  if (!player)
    return (
      <p class="waiting">
        {session.run.value.kind === "running" ? texts.empty.running : texts.empty.nothing}
      </p>
    );
  return (
    <>
      {text && later ? <later.TextView player={player} /> : <Scene player={player} margin={BesideCards} />}
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
    </>
  );
}

const BesideCards = (beside: Beside) => (
  <>
    <Margin {...beside} />
    <NodeMarks {...beside} />
  </>
);
