// Python in colour for code that is only read: one regular expression instead of an editor.

export type TokenKind = "k" | "n" | "f" | "c" | "b" | "s" | "";
export interface Token {
  kind: TokenKind;
  text: string;
}

const KEYWORDS =
  "and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield";

const TOKEN = new RegExp(
  [
    "(?<c>#.*)",
    "(?<s>\\b[rbfuRBFU]{0,2}(?:'(?:[^'\\\\]|\\\\.)*'?|\"(?:[^\"\\\\]|\\\\.)*\"?)|'(?:[^'\\\\]|\\\\.)*'?|\"(?:[^\"\\\\]|\\\\.)*\"?)",
    `(?<k>\\b(?:${KEYWORDS})\\b)`,
    "(?<b>\\b(?:True|False|None)\\b)",
    "(?<n>\\b\\d[\\w.]*(?:(?<=[eE])[+-]\\d+)?)",
    "(?<f>\\b[^\\W\\d]\\w*(?=\\())",
  ].join("|"),
  "gu",
);

const FENCE = /"""|'''/g;

/** The tokens of every line; texts joined give the line back. Triple-quoted strings go over lines. */
export function highlight(source: string): Token[][] {
  let fence: string | null = null;
  return source.split("\n").map((line) => {
    const tokens: Token[] = [];
    let at = 0;
    while (at < line.length) {
      if (fence !== null) {
        const end = line.indexOf(fence, at);
        const stop: number = end < 0 ? line.length : end + fence.length;
        tokens.push({ kind: "s", text: line.slice(at, stop) });
        if (end >= 0) fence = null;
        at = stop;
        continue;
      }
      const opened = openFence(line, at);
      tokens.push(...plainLine(line.slice(at, opened ?? line.length)));
      if (opened === null) break;
      fence = line.slice(opened, opened + 3);
      tokens.push({ kind: "s", text: fence });
      at = opened + 3;
    }
    return tokens;
  });
}

/** Where a triple quote opens a string, outside of comments. */
function openFence(line: string, from: number): number | null {
  FENCE.lastIndex = from;
  const found = FENCE.exec(line);
  const comment = line.indexOf("#", from);
  return found && (comment < 0 || comment > found.index) ? found.index : null;
}

function plainLine(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) tokens.push({ kind: "", text: text.slice(at, match.index) });
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0] ?? "";
    tokens.push({ kind: kind as TokenKind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) tokens.push({ kind: "", text: text.slice(at) });
  return tokens;
}

/** Cut tokens at the ends of a range (UTF-16 units): what lies before it, in it, and after it. */
export function splitTokens(tokens: Token[], from: number, to: number): [Token[], Token[], Token[]] {
  const parts: [Token[], Token[], Token[]] = [[], [], []];
  let at = 0;
  for (const { kind, text } of tokens) {
    const cuts = [0, clamp(from - at, text.length), clamp(to - at, text.length), text.length] as const;
    parts.forEach((part, index) => {
      const piece = text.slice(cuts[index], cuts[index + 1]);
      if (piece) part.push({ kind, text: piece });
    });
    at += text.length;
  }
  return parts;
}

/** From one UTF-16 unit of a line to another, the end exclusive. */
export interface Range {
  from: number;
  to: number;
}

/** Tokens that begin at unit `at`, cut where ranges begin and end: what lies in one of them, and what in none. */
export function pieces(
  tokens: Token[],
  at: number,
  ranges: readonly Range[],
): { tokens: Token[]; inside: boolean }[] {
  const length = tokens.reduce((sum, { text }) => sum + text.length, 0);
  const ends = ranges.flatMap(({ from, to }) => [clamp(from - at, length), clamp(to - at, length)]);
  const cuts = [...new Set([0, ...ends, length])].sort((one, other) => one - other);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    const inside = ranges.some((range) => range.from - at <= from && to <= range.to - at);
    return { tokens: splitTokens(tokens, from, to)[1], inside };
  });
}

const clamp = (units: number, most: number) => Math.min(most, Math.max(0, units));
