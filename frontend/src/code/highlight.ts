// Python in colour for code that is only read: one regular expression instead of an editor.

export type TokenKind = "k" | "n" | "f" | "c" | "b" | "s" | "";
export interface Token {
  kind: TokenKind;
  text: string;
}

const KEYWORDS =
  "and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield";

// The unnamed groups are the quotes that a string begins with: it ends at the same, or where nothing ends it.
const TOKEN = new RegExp(
  [
    "(?<c>#.*)",
    "(?<s>(?:\\b[rbfuRBFU]{1,2})?(?:(\"\"\"|''')(?:\\\\[^]|[^])*?(?:\\3|$)|([\"'])(?:\\\\.|(?!\\4|\\\\).)*\\4?))",
    `(?<k>\\b(?:${KEYWORDS})\\b)`,
    "(?<b>\\b(?:True|False|None)\\b)",
    "(?<n>\\b\\d(?:[\\w.]*[eE][+-]\\d+|[\\w.]*))",
    "(?<f>\\b[^\\W\\d]\\w*(?=\\())",
  ].join("|"),
  "gu",
);

/** The tokens of every line; texts joined give the line back. Triple-quoted strings go over lines. */
export function highlight(source: string): Token[][] {
  const lines: Token[][] = [[]];
  const add = (kind: string, text: string) =>
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part) lines.at(-1)?.push({ kind: kind as TokenKind, text: part });
    });
  let at = 0;
  for (const { index, 0: text, groups = {} } of source.matchAll(TOKEN)) {
    add("", source.slice(at, index));
    add(Object.keys(groups).find((kind) => groups[kind] !== undefined) ?? "", text);
    at = index + text.length;
  }
  add("", source.slice(at));
  return lines;
}

/** Cut tokens at the ends of a range (UTF-16 units): what lies before it, in it, and after it. */
export const splitTokens = (tokens: Token[], from: number, to: number): [Token[], Token[], Token[]] => [
  within(tokens, 0, from),
  within(tokens, from, to),
  within(tokens, to, Number.POSITIVE_INFINITY),
];

function within(tokens: Token[], from: number, to: number): Token[] {
  let at = 0;
  return tokens.flatMap(({ kind, text }) => {
    const piece = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += text.length;
    return piece ? [{ kind, text: piece }] : [];
  });
}

/** From one UTF-16 unit of a line to another, the end exclusive. */
export interface Range {
  from: number;
  to: number;
}

/** Tokens that begin at unit `at`, cut where ranges begin and end: from where, what lies in one of them, and what in none. */
export function pieces(
  tokens: Token[],
  at: number,
  ranges: readonly Range[],
): { from: number; tokens: Token[]; inside: boolean }[] {
  const length = tokens.reduce((sum, { text }) => sum + text.length, 0);
  const ends = ranges.flatMap(({ from, to }) => [clamp(from - at, length), clamp(to - at, length)]);
  const cuts = [...new Set([0, ...ends, length])].sort((one, other) => one - other);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    const inside = ranges.some((range) => range.from - at <= from && to <= range.to - at);
    return { from: from + at, tokens: within(tokens, from, to), inside };
  });
}

const clamp = (units: number, most: number) => Math.min(most, Math.max(0, units));
