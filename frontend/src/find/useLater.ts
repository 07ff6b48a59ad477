// Code that comes when it is wanted, with its words.

import { useEffect, useState } from "preact/hooks";
import { loadWords } from "../i18n";

type Load<Code> = () => Promise<Code>;

/** What is waited for: `failed` once it did not come, until it is tried `again`. */
export interface Coming<Code> {
  code: Code | null;
  failed: boolean;
  again: () => void;
}

/** What has come, by what brought it, which is the same function each time: what is shown once more is there at once. */
const come = new WeakMap<Load<unknown>, unknown>();

/** Of a style that did not come, some browsers have none, some one that cannot be read. */
function isEmpty({ sheet }: HTMLLinkElement): boolean {
  try {
    return !sheet?.cssRules.length;
  } catch {
    return true;
  }
}

/** What `load` brings. Where it does not come it is tried again when next wanted, or when that is asked for. */
export function useComing<Code>(wanted: boolean, load: Load<Code>): Coming<Code> {
  const [code, setCode] = useState((come.get(load) ?? null) as Code | null);
  const [failed, setFailed] = useState(false);
  const again = () => {
    setFailed(false);
    // Before there are those of this try, which are on their way.
    const missing = fetchMissing();
    Promise.all([load(), missing])
      .then(async ([loaded]) => {
        await loadWords();
        come.set(load, loaded);
        setCode(loaded);
      })
      .catch(() => setFailed(true));
  };
  useEffect(() => {
    if (wanted && !code) again();
  }, [wanted]);
  return { code, failed, again };
}

/** Styles that did not come: with their script, nothing would ask for them again. */
const fetchMissing = (): Promise<unknown> =>
  Promise.all(
    [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(isEmpty).map(
      (link) =>
        new Promise((done, fail) => {
          const anew = link.cloneNode() as HTMLLinkElement;
          anew.onload = done;
          anew.onerror = fail;
          link.replaceWith(anew);
        }),
    ),
  );

/** What `load` brings, null until it is there: for what nobody waits for. */
export const useLater = <Code>(wanted: boolean, load: Load<Code>): Code | null =>
  useComing(wanted, load).code;
