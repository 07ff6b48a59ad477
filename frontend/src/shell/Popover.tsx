// A button that opens a panel beneath it; a click elsewhere, Escape, or moving the focus out closes it.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

interface Props {
  label: ComponentChildren;
  /** The button's name where its content is no text. */
  name?: string;
  kind?: "menu" | "dialog";
  class?: string;
  /** Shown while open; `close` puts the focus back on the button. */
  children: (close: () => void) => ComponentChildren;
}

export function Popover({ label, name, kind = "dialog", class: style = "btn", children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("focusin", leave);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard wherever in the panel the focus is
    <div class="popover" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class={style}
        ref={button}
        aria-haspopup={kind}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={name}
        title={name}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div class="sheet" id={id}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
