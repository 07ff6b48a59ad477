// A sentence of a finding: code in backticks, and where that is a tensor's name, a link to the tensor.

import type { Player } from "../player/player";
import { refText } from "../player/refs";
import { tensorOf } from "../recording/lookup";
import type { Finding, Recording } from "../recording/types.gen";

/** Names and the tensors of the finding that they mean; a name that two of them have had means neither. */
export function namesIn(recording: Recording, { tensors = [] }: Finding): Map<string, string> {
  const named = new Map<string, string>();
  const twice = new Set<string>();
  for (const id of new Set(tensors))
    for (const name of new Set(tensorOf(recording, id).names)) {
      if (named.has(name)) twice.add(name);
      named.set(name, id);
    }
  for (const name of twice) named.delete(name);
  return named;
}

type Props = { player: Player; finding: Finding; text: string };

export function Said({ player, finding, text }: Props) {
  const named = namesIn(player.recording, finding);
  return (
    <>
      {text.split("`").map((part, n) => {
        if (n % 2 === 0) return part;
        const id = named.get(part);
        if (id === undefined) return <code key={n}>{part}</code>;
        return (
          <button
            type="button"
            key={n}
            class="lk pick"
            data-ref={refText({ kind: "tensor", id })}
            onClick={() => player.select({ kind: "tensor", id })}
          >
            {part}
          </button>
        );
      })}
    </>
  );
}
