// In the place of what was asked for, while its code is long in coming, and once it did not come.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { Dialog } from "./Dialog";
import type { Coming } from "./useLater";

/** What comes sooner is not announced: nothing is to flicker. */
const SOON_MS = 500;

interface Props {
  coming: Coming<unknown>;
  /** What to do instead, where there is something. */
  children?: ComponentChildren;
}

/** As words and a button, where it would stand. */
export const Awaited = (props: Props) => (useSaid(props.coming) ? <Words {...props} /> : null);

function Words({ coming, children }: Props) {
  const texts = usePlayerTexts().embed.waiting;
  return (
    <div class="awaited">
      <p role="status">{coming.failed ? texts.part : texts.partComing}</p>
      {coming.failed && children}
      {coming.failed && (
        <button type="button" class="btn" onClick={coming.again}>
          {texts.again}
        </button>
      )}
    </div>
  );
}

interface OverProps extends Props {
  title: string;
  onClose: () => void;
}

/** As a dialog, for what would open as one. */
export function AwaitedOver({ coming, title, onClose, children }: OverProps) {
  const said = useSaid(coming);
  const here = useRef(true);
  useLayoutEffect(
    () => () => {
      here.current = false;
    },
    [],
  );
  if (!said) return null;
  return (
    // It tells that it was closed when what it stood for may be open already.
    <Dialog label={title} class="coming" onClose={() => here.current && onClose()}>
      <h2>{title}</h2>
      <Words coming={coming}>{children}</Words>
    </Dialog>
  );
}

/** Whether there is something to be said of it: once there was, there is until it has come. */
function useSaid({ code, failed }: Coming<unknown>): boolean {
  const [said, setSaid] = useState(failed);
  if (failed && !said) setSaid(true);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  return code === null && said;
}
