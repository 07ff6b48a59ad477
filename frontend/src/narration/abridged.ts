// An expression in few characters: what its innermost brackets hold gives way first, its own end last. Pure.

const LONGEST = 48;

/** Brackets with none in them but such as hold a character. */
const HELD = /[([{](?:[^()[\]{}]|[([{].?[)\]}])+[)\]}]/g;

/** In a longer one all of them give way at once: each by itself would take as long as there are others. */
const FAR = 10 * LONGEST;

/** On one line, of at most 48 characters: `(out - torch.tensor(…).sum()) ** 2`. */
export function abridged(text: string): string {
  if (text.length <= LONGEST) return text;
  const all = (text.match(HELD) ?? []).filter((held) => held.length > 3);
  const [longest] = all.sort((one, other) => other.length - one.length);
  if (!longest) return `${text.slice(0, LONGEST - 1)}…`;
  return abridged(text.length > FAR ? text.replace(HELD, shut) : text.replace(longest, shut));
}

const shut = (held: string): string => (held.length > 3 ? `${held[0]}…${held.at(-1)}` : held);
