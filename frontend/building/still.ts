// Builds the still embed: the player's own components without what listens, drawn once by a few functions instead of Preact.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Plugin, parseAst } from "vite";

const at = (file: string) => resolve(import.meta.dirname, "../src/still", file);

/** What stands in for Preact. */
export const STAND_INS: Record<string, string> = {
  "@preact/signals": at("signals.ts"),
  "preact/hooks": at("hooks.ts"),
  "preact/jsx-runtime": at("jsx.ts"),
};

export const MANIFEST = ".vite/embed.json";

/** Where the built player's script and style are. */
export function playerIn(dist: string): { script: string; style: string } {
  const manifest = JSON.parse(readFileSync(resolve(dist, MANIFEST), "utf8"));
  const { file, css } = manifest["src/pages/framed.tsx"] as { file: string; css: string[] };
  if (css.length !== 1) throw new Error(`the player has ${css.length} styles, not one`);
  return { script: `/${file}`, style: `/${css[0]}` };
}

/** The page begins with the still picture instead of the player. */
export const stillEntry: Plugin = {
  name: "gradwalk:still-entry",
  transformIndexHtml: {
    order: "pre",
    handler: (html) => html.replace("/pages/embed.tsx", "/pages/still.tsx"),
  },
};

/** A picture that listens to nothing needs no handlers: what is given as `on…` goes, and with it what only that used. */
export const unheard: Plugin = {
  name: "gradwalk:unheard",
  transform: {
    order: "post",
    filter: { id: /\/src\/.*\.tsx$/ },
    handler(code) {
      let rest = code;
      for (const [start, end] of handlersIn(parseAst(code)).reverse())
        rest = rest.slice(0, start) + rest.slice(end).replace(/^\s*,/, "");
      return { code: rest, map: null };
    },
  },
};

type Tree = { type?: string; start: number; end: number } & Record<string, unknown>;

/** From where to where the handlers stand that elements and components are given, in order. */
function handlersIn(tree: unknown): [number, number][] {
  if (Array.isArray(tree)) return tree.flatMap(handlersIn);
  if (typeof tree !== "object" || tree === null) return [];
  const { type, callee, arguments: given, ...rest } = tree as Tree;
  const drawn = type === "CallExpression" && /^_?jsxs?$/.test((callee as { name?: string }).name ?? "");
  const [what, props] = (given ?? []) as Tree[];
  if (!drawn || props?.type !== "ObjectExpression")
    return [...handlersIn(callee), ...handlersIn(given), ...handlersIn(Object.values(rest))].sort(
      ([one], [other]) => one - other,
    );
  return [
    ...handlersIn(what),
    ...(props.properties as Tree[]).flatMap((one): [number, number][] =>
      /^on[A-Z]/.test((one.key as { name?: string } | undefined)?.name ?? "")
        ? [[one.start, one.end]]
        : handlersIn(one),
    ),
  ];
}
