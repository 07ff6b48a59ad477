// What is worked out beside everything else, and may have been overtaken when it comes.

import { useEffect, useState } from "preact/hooks";

/** What `work` makes of `what`; null until the first has come, and the last one's until the next has. */
export function useComing<From, To>(what: From, work: (what: From) => Promise<To>): To | null {
  const [come, setCome] = useState<To | null>(null);
  useEffect(() => {
    let late = false;
    void work(what).then((made) => late || setCome(made));
    return () => {
      late = true;
    };
  }, [what]);
  return come;
}
