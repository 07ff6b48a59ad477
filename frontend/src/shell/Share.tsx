// The panel that gives a recording's link and the code to embed it.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { frameCode, pathOf } from "../session/address";
import type { Session } from "../session/session";
import { Popover } from "./Popover";

export function Share({ session }: { session: Session }) {
  const texts = usePageTexts().share;
  const bar = usePageTexts().bar;
  const label = (
    <>
      <Icon name="share" />
      <span class="word">{bar.share}</span>
    </>
  );
  return (
    <Popover label={label} name={bar.share} class="btn quiet">
      {() => {
        const player = session.player.value;
        if (!player) return <p class="share">{texts.nothing}</p>;
        const { id } = player.recording;
        const step = player.position.value;
        return (
          <div class="share">
            <h2>{texts.title}</h2>
            {session.stale.value && <p class="q">{texts.stale}</p>}
            <Copied label={texts.link} text={`${location.origin}${pathOf(id, step)}`} />
            <Copied
              label={texts.frame}
              text={frameCode(location.origin, id, step, lang.value, texts.frameTitle)}
              long
            />
          </div>
        );
      }}
    </Popover>
  );
}

type Copying = "ready" | "copied" | "failed";

/** A text to take away. Where the clipboard is closed to the page, it is selected for the reader to copy. */
function Copied({ label, text, long = false }: { label: string; text: string; long?: boolean }) {
  const texts = usePageTexts().share;
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
  const shared = { id, ref: field, readOnly: true, value: text, spellcheck: false };
  return (
    <div class="copied">
      <label for={id}>{label}</label>
      {long ? <textarea {...shared} rows={4} /> : <input type="text" {...shared} />}
      <button type="button" class="btn" onClick={copy}>
        {state === "copied" ? <Icon name="check" /> : null}
        <span aria-live="polite">
          {state === "ready" ? texts.copy : state === "copied" ? texts.copied : texts.copyFailed}
        </span>
      </button>
    </div>
  );
}
