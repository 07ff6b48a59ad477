// What Enter writes in a program: the next line begins where this one does, or deeper where a block begins. Pure.

const DEEPER = 4;

/** The line break and the indentation that come after `before`, the text up to the cursor. */
export function indented(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const own = /^[ \t]*/.exec(line)?.[0] ?? "";
  const opens = /:\s*(#.*)?$/.test(line);
  return `\n${own}${opens ? " ".repeat(DEEPER) : ""}`;
}
