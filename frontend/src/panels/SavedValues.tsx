// What a function saved for backward, and whether it is still as it was.

import { Icon } from "../icons/Icon";
import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import { formatNumber, formatShape } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { Function as GradFunction, Recording, Saved } from "../recording/types.gen";
import { type SavedNow, savedNow } from "./functionNow";
import { Pick } from "./Pick";
import type { PanelTexts } from "./texts";

type Props = { player: Player; row: GradFunction; texts: PanelTexts };

export function SavedValues({ player, row, texts }: Props) {
  const state = player.state.value;
  if (row.saved.length === 0) return <p class="q">{texts.savedNothing}</p>;
  return (
    <dl class="saved">
      {row.saved.map((saved, n) => (
        <div key={n}>
          <dt>
            <code>{saved.name}</code>
          </dt>
          <dd>
            <What {...{ player, saved }} />
          </dd>
          <Now now={savedNow(state, row.id, saved)} texts={texts} />
        </div>
      ))}
    </dl>
  );
}

function What({ player, saved }: { player: Player; saved: Saved }) {
  const { recording } = player;
  if (saved.kind === "constant") return <code>{saved.text}</code>;
  if (saved.kind === "hidden") return null;
  if (!saved.tensor) return <>{inShort(recording, saved.value)}</>;
  return (
    <>
      <Pick player={player} kind="tensor" id={saved.tensor}>
        {nameOf(recording, player.state.value, saved.tensor)}
      </Pick>{" "}
      {inShort(recording, saved.value)}
    </>
  );
}

function inShort(recording: Recording, index: number): string {
  const { shape, first } = valueAt(recording, index);
  return shape.length === 0 && first[0] !== undefined ? formatNumber(first[0]) : formatShape(shape);
}

function Now({ now, texts }: { now: SavedNow; texts: PanelTexts }) {
  switch (now.is) {
    case "constant":
      return null;
    case "unchanged":
      return (
        <dd class="ok">
          <Icon name="check" />
          {texts.unchanged(now.version)}
        </dd>
      );
    case "changed":
      return (
        <dd class="ok bad">
          <Icon name="alert" />
          {texts.changed(now.version, now.now)}
        </dd>
      );
    default:
      return <dd class="ok">{texts[now.is]}</dd>;
  }
}
