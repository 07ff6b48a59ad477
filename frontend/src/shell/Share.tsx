// The button that gives a recording away. What it opens comes when it is pressed.

import { useState } from "preact/hooks";
import { AwaitedOver } from "../find/Awaited";
import { useComing } from "../find/useLater";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import type { Session } from "../session/session";

const loadDialog = () => import("../share/ShareDialog");

export function Share({ session }: { session: Session }) {
  const texts = usePageTexts().bar;
  const [open, setOpen] = useState(false);
  const coming = useComing(open, loadDialog);
  const close = () => setOpen(false);
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
      {open && !coming.code && (
        <AwaitedOver coming={coming} title={texts.share} onClose={close}>
          {session.player.value && !session.stale.value && <p>{texts.shareMeanwhile}</p>}
        </AwaitedOver>
      )}
      {open && coming.code && <coming.code.ShareDialog session={session} onClose={close} />}
    </>
  );
}
