// Lines that a notebook understands and Python does not: `%magics`, `!shell` and `help?`. Pure but for the syntax tree.

import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

export type Foreign = { kind: "magic" | "shell" | "help"; from: number; to: number; text: string };

const KINDS = [
  ["magic", /^\s*%{1,2}[A-Za-z_]\w*/],
  ["shell", /^\s*!{1,2}\s*[\w./~]+/],
  ["help", /^\s*(?:\?{1,2}[\w.]+|[\w.]+\?{1,2})\s*$/],
] as const;

/** How long to wait for the rest of a long program to be parsed. */
const PARSE_MS = 200;

/** Every such line, in order. What Python can read is Python's: a `%` that goes on an expression, a text in quotes. */
export function foreignLines(state: EditorState): Foreign[] {
  const found: Foreign[] = [];
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_MS) ?? syntaxTree(state);
  for (let number = 1; number <= state.doc.lines; number++) {
    const line = state.doc.line(number);
    for (const [kind, pattern] of KINDS) {
      const mark = pattern.exec(line.text)?.[0];
      if (mark === undefined) continue;
      const from = line.from + line.text.length - line.text.trimStart().length;
      if (isUnreadable(tree, from, line.to)) found.push({ kind, from, to: line.to, text: mark.trim() });
      break;
    }
  }
  return found;
}

function isUnreadable(tree: ReturnType<typeof syntaxTree>, from: number, to: number): boolean {
  if (/String|Comment/.test(tree.resolveInner(from, 1).name)) return false;
  let broken = false;
  tree.iterate({
    from: Math.max(0, from - 1),
    to,
    enter: (node) => {
      if (node.type.isError && node.to >= from) broken = true;
    },
  });
  return broken;
}
