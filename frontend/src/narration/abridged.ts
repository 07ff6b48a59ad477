// An expression in few characters: what its innermost brackets hold gives way first, its own end last. Pure.

const LONGEST = 48;

/** Brackets with none in them but such as hold a character. */
const HELD = /[([{](?:[^()[\]{}]|[([{].?[)\]}])+[)\]}]/g;

/** On one line, of at most 48 characters: `(out - torch.tensor(…).sum()) ** 2`. */
export function abridged(text: string): string {
  if (text.length <= LONGEST) return text;
  const [held = ""] = (text.match(HELD) ?? []).sort((one, other) => other.length - one.length);
  return held.length > 3
    ? abridged(text.replace(held, `${held[0]}…${held.at(-1)}`))
    : `${text.slice(0, LONGEST - 1)}…`;
}
