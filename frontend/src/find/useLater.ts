// Code that comes when it is wanted, with its words.

import { useEffect, useState } from "preact/hooks";
import { loadWords } from "../i18n";

type Load<Code> = () => Promise<Code>;

/** What has come, by what brought it, which is the same function each time: what is shown once more is there at once. */
const come = new WeakMap<Load<unknown>, unknown>();

/** What `load` brings, null until it is there. Where it does not come it is tried again when next wanted. */
export function useLater<Code>(wanted: boolean, load: Load<Code>): Code | null {
  const [code, setCode] = useState((come.get(load) ?? null) as Code | null);
  useEffect(() => {
    if (!wanted || code) return;
    load()
      .then(async (loaded) => {
        await loadWords();
        come.set(load, loaded);
        setCode(loaded);
      })
      .catch(() => {});
  }, [wanted]);
  return code;
}
