// A text to take away. Where the clipboard is closed to the page, it is selected for the reader to copy.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../icons/Icon";
import { useShareTexts } from "./words";

type Copying = "ready" | "copied" | "failed";

interface Props {
  label: string;
  text: string;
  /** Said beneath it. */
  note?: string;
  /** How many lines it may take; one is a line that scrolls. */
  rows?: number;
}

export function Copied({ label, text, note, rows = 1 }: Props) {
  const texts = useShareTexts();
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [state, setState] = useState<Copying>("ready");
  useEffect(() => setState("ready"), [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      field.current?.select();
      setState("failed");
    }
  };
  const does = state === "copied" ? texts.copied : texts.copy;
  const shared = {
    id,
    ref: field,
    readOnly: true,
    value: text,
    spellcheck: false,
    "aria-describedby": note ? `${id}-note` : undefined,
  };
  return (
    <div class="copied">
      <label for={id}>{label}</label>
      {rows > 1 ? <textarea {...shared} rows={rows} /> : <input type="text" {...shared} />}
      <button type="button" class="btn" onClick={copy} aria-label={`${does}: ${label}`}>
        {state === "copied" ? <Icon name="check" /> : null}
        {does}
      </button>
      {note && (
        <p class="q" id={`${id}-note`}>
          {note}
        </p>
      )}
      <p class={state === "failed" ? "q" : "unseen"} role="status">
        {state === "copied" ? texts.copied : state === "failed" ? texts.copyFailed : ""}
      </p>
    </div>
  );
}
