// The dialog that lists the keys.

import { useEffect, useRef } from "preact/hooks";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { COMMAND } from "./command";

const PLAYER = [
  ["play", ["Space"]],
  ["step", ["←", "→"]],
  ["ten", ["PgUp", "PgDn"]],
  ["ends", ["Home", "End"]],
  ["speed", ["−", "+"]],
  ["loop", ["L"]],
  ["fit", ["F"]],
  ["zoom", ["O", "I"]],
  ["goTo", ["G"]],
  ["find", ["/"]],
  ["node", ["R", "M"]],
  ["deselect", ["Esc"]],
  ["text", ["T"]],
  ["read", ["S"]],
  ["large", ["P"]],
  ["help", ["?"]],
] as const;

const EDITOR = [
  ["run", [COMMAND, "Enter"]],
  ["line", ["Alt", "Enter"]],
  ["comment", [COMMAND, "/"]],
  ["indent", ["Tab", "Shift Tab"]],
] as const;

export function Keys({ open, onClose }: { open: boolean; onClose: () => void }) {
  const texts = usePageTexts().keys;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    if (open && box && !box.open) box.showModal();
    else if (!open) box?.close();
  }, [open]);
  return (
    <dialog class="keys" ref={dialog} aria-labelledby="keys-title" onClose={onClose}>
      <header>
        <h2 id="keys-title">{texts.title}</h2>
        <button type="button" class="ib" aria-label={texts.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <List title={texts.player} rows={PLAYER} />
      <List title={texts.editor} rows={EDITOR} />
    </dialog>
  );
}

type Rows = typeof PLAYER | typeof EDITOR;

function List({ title, rows }: { title: string; rows: Rows }) {
  const texts = usePageTexts().keys.rows;
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {rows.map(([what, keys]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{texts[what]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
