// Go to a step by its number.

import { useId, useState } from "preact/hooks";
import { usePageTexts } from "../i18n/page";
import type { Player } from "../player/player";
import { Dialog } from "./Dialog";

export function GoTo({ player, onClose }: { player: Player; onClose: () => void }) {
  const texts = usePageTexts().goTo;
  const id = useId();
  const [written, setWritten] = useState(String(player.position.peek()));
  const step = Number(written);
  const right = /^\d+$/.test(written.trim()) && step >= 1 && step <= player.length;
  const go = () => {
    if (!right) return;
    onClose();
    player.seek(step);
  };
  return (
    <Dialog label={texts.title} class="goto" onClose={onClose}>
      {/* No form: a sandboxed frame may not submit one. */}
      <div>
        <label for={id}>{texts.label(player.length)}</label>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          ref={selected}
          value={written}
          aria-invalid={!right}
          aria-describedby={`${id}-no`}
          onInput={(event) => setWritten(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && !event.isComposing && go()}
        />
        <button type="button" class="btn primary" aria-disabled={!right} onClick={go}>
          {texts.go}
        </button>
        <p id={`${id}-no`} role="status">
          {right ? "" : texts.wrong(player.length)}
        </p>
      </div>
    </Dialog>
  );
}

/** Its number can be typed over at once. */
const selected = (field: HTMLInputElement | null) => {
  if (field && document.activeElement !== field) {
    field.focus();
    field.select();
  }
};
