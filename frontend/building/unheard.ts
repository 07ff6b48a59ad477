// Leaves of the still embed's components what a picture needs that is drawn once and listens to nothing.

import { type Plugin, parseAst } from "vite";

type Cut = { start: number; end: number; instead?: string };
type Tree = { type?: string; start: number; end: number } & Record<string, unknown>;

/**
 * What an element or a component is given to answer with goes, and with it what only that used; so do keys, as nothing is
 * drawn over anything, and fragments, which are their children. What is thrown says nothing: the player tells what went wrong.
 */
export const unheard: Plugin = {
  name: "gradwalk:unheard",
  transform: {
    order: "post",
    filter: { id: /\/src\/.*\.tsx?(\?rest)?$/ },
    handler(built) {
      // jsx itself says that it has no effects (still/jsx.ts): a fragment's children are not called.
      const code = built.replaceAll("/* @__PURE__ */ ", "");
      return { code: without(code, cutsIn(parseAst(code))), map: null };
    },
  },
};

const ANSWERS = /^(on[A-Z]|(press|reached|reveal)$)/;

/** The code without these, in none of which another one stands; a property takes the comma after it along. */
function without(code: string, cuts: Cut[]): string {
  let rest = code;
  for (const { start, end, instead } of cuts.sort((one, other) => other.start - one.start)) {
    const after = rest.slice(end);
    rest =
      rest.slice(0, start) + (instead ?? "") + (instead === undefined ? after.replace(/^\s*,/, "") : after);
  }
  return rest;
}

function cutsIn(tree: unknown): Cut[] {
  if (Array.isArray(tree)) return tree.flatMap(cutsIn);
  if (typeof tree !== "object" || tree === null) return [];
  const node = tree as Tree;
  if (node.type === "ThrowStatement") return [{ ...placeOf(node.argument), instead: "0" }];
  const drawing = drawingIn(node);
  return drawing ? cutsOf(drawing) : Object.values(node).flatMap(cutsIn);
}

type Drawing = { call: Tree; what: Tree; props: Tree; key: Tree | undefined };

function drawingIn(call: Tree): Drawing | null {
  const name = (call.callee as { name?: string } | undefined)?.name ?? "";
  if (call.type !== "CallExpression" || !/^_?jsxs?$/.test(name)) return null;
  const [what, props, key] = call.arguments as Tree[];
  return what && props?.type === "ObjectExpression" ? { call, what, props, key } : null;
}

function cutsOf({ call, what, props, key }: Drawing): Cut[] {
  const given = props.properties as Tree[];
  const [children] = given;
  if (what.name === "_Fragment" && children && given.length === 1) {
    const value = children.value as Tree;
    return [
      { start: call.start, end: value.start, instead: "(" },
      ...cutsIn(value),
      { start: value.end, end: call.end, instead: ")" },
    ];
  }
  return [
    ...cutsIn(what),
    ...given.flatMap((one) =>
      ANSWERS.test((one.key as { name?: string } | undefined)?.name ?? "") ? [placeOf(one)] : cutsIn(one),
    ),
    ...(key ? [{ start: props.end, end: key.end, instead: "" }] : []),
  ];
}

const placeOf = (node: unknown): Cut => {
  const { start, end } = node as Tree;
  return { start, end };
};
