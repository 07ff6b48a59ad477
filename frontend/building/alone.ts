// The player that a file of its own carries: one script and one style, which the Python package has beside its other parts.

import type { Plugin } from "vite";

/** Where what exports inline is put. */
export const ARCHIVED = "../backend/gradwalk/export/player";

/** What ends a script, or begins a comment in one, wherever in it that stands. */
const ENDS = /<(?=\/script|!--)/gi;

/** A script that stands in a page: nothing in it is markup. */
export const alone: Plugin = {
  name: "gradwalk:alone",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      const scripts = Object.values(bundle).filter((piece) => piece.type === "chunk");
      const styles = Object.keys(bundle).filter((name) => name.endsWith(".css"));
      if (scripts.length !== 1 || styles.length !== 1)
        throw new Error(`a file's player is one script and one style, not ${Object.keys(bundle).join(", ")}`);
      for (const script of scripts)
        if (ENDS.test(script.code)) throw new Error("the player's script says what would end it in a page");
    },
  },
};
