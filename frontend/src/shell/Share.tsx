// The button that gives a recording away. What it opens comes when it is pressed.

import { useState } from "preact/hooks";
import { useLater } from "../find/useLater";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import type { Session } from "../session/session";

const loadDialog = () => import("../share/ShareDialog");

export function Share({ session }: { session: Session }) {
  const texts = usePageTexts().bar;
  const [open, setOpen] = useState(false);
  const dialog = useLater(open, loadDialog);
  return (
    <>
      <button
        type="button"
        class="btn quiet"
        aria-haspopup="dialog"
        aria-label={texts.share}
        title={texts.share}
        onClick={() => setOpen(true)}
      >
        <Icon name="share" />
        <span class="word">{texts.share}</span>
      </button>
      {open && dialog && <dialog.ShareDialog session={session} onClose={() => setOpen(false)} />}
    </>
  );
}
