// The buttons that move through a recording.

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { Icon, type IconName } from "../icons/Icon";
import type { Player } from "../player/player";

/** `short` leaves out the first and the last, for the embed; `children` are further controls. */
export function Controls({
  player,
  short,
  children,
}: {
  player: Player;
  short: boolean;
  children: ComponentChildren;
}) {
  const texts = usePlayerTexts().timeline;
  const at = player.position.value;
  const atStart = at <= Math.min(1, player.length);
  const atEnd = at >= player.length;
  const playing = player.playing.value;
  // Most steps change none of them.
  const buttons = useMemo(
    () => (
      <>
        {!__STILL__ && !short && (
          <Move icon="first" label={texts.first} off={atStart} onMove={player.first} />
        )}
        <Move icon="previous" label={texts.previous} off={atStart} onMove={player.previous} />
        <button
          type="button"
          class="ib play"
          aria-label={playing ? texts.pause : texts.play}
          aria-disabled={player.length === 0}
          onClick={player.toggle}
        >
          <Icon name={playing ? "pause" : "play"} />
        </button>
        <Move icon="next" label={texts.next} off={atEnd} onMove={player.next} />
        {!__STILL__ && !short && <Move icon="last" label={texts.last} off={atEnd} onMove={player.last} />}
      </>
    ),
    [player, short, texts, atStart, atEnd, playing],
  );
  return (
    <div class="ctl">
      {buttons}
      {children}
    </div>
  );
}

/** A button that has nowhere to go stays in the tab order, so that the focus is not lost at the ends. */
function Move({
  icon,
  label,
  off,
  onMove,
}: {
  icon: IconName;
  label: string;
  off: boolean;
  onMove: () => void;
}) {
  return (
    <button
      type="button"
      class="ib"
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={() => !off && onMove()}
    >
      <Icon name={icon} />
    </button>
  );
}
