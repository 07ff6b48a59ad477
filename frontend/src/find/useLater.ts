// Code that comes when it is wanted, with its words.

import { useEffect, useState } from "preact/hooks";
import { loadWords } from "../i18n";

/** What `load` brings, null until it is there. Where it does not come it is tried again when next wanted. */
export function useLater<Code>(wanted: boolean, load: () => Promise<Code>): Code | null {
  const [code, setCode] = useState<Code | null>(null);
  useEffect(() => {
    if (!wanted || code) return;
    load()
      .then(async (loaded) => {
        await loadWords();
        setCode(loaded);
      })
      .catch(() => {});
  }, [wanted]);
  return code;
}
