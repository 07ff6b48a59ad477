// The playground in three pieces, and what is loaded on demand: the page, what it shows of a recording, and the panels.

import { resolve } from "node:path";

const at = (file: string) => resolve(import.meta.dirname, "../src", file);

/** What each piece begins with. It has what that leads to and no earlier piece has; more, smaller ones would only be more requests. */
const PIECES = [
  ["page", "pages/playground.tsx"],
  ["recorded", "pages/recorded.tsx"],
  ["panels", "panels/Panel.tsx"],
] as const;

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null };

/** Nothing may depend on what waits for the words before it draws: they may depend on the rest of its piece. */
const ALONE = at("pages/playground.tsx");

/** The piece that each module belongs to; what is in none stands where the bundler puts it. */
function spread(graph: Graph): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, file] of PIECES) {
    const pending = [at(file)];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (found.has(id)) continue;
      found.set(id, name);
      pending.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
    }
  }
  found.delete(ALONE);
  return found;
}

/** To be asked of every module. */
export function pieces(): (id: string, graph: Graph) => string | null {
  let found: Map<string, string> | null = null;
  return (id, graph) => {
    found ??= spread(graph);
    return found.get(id) ?? null;
  };
}
