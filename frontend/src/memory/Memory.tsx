// The memory of a tensor in the inspector: its storage, who else lives in it, and whether it was copied there.

import { useMemoryTexts, usePanelTexts } from "../i18n/page";
import { nameOf } from "../narration/facts";
import { Pick } from "../panels/Pick";
import type { Player } from "../player/player";
import { sourceOf } from "./layouts";
import { Storage } from "./Storage";
import { stripOf } from "./strip";

type Props = { player: Player; id: string };

export function Memory({ player, id }: Props) {
  const texts = usePanelTexts();
  const strip = stripOf(player.recording, player.state.value, id);
  if (!strip || strip.size === 0) return null;
  return (
    <section class="sec memory">
      <h3>
        {texts.memory} <small>{texts.strip(strip.size, strip.bytes)}</small>
      </h3>
      <Source {...{ player, id }} />
      <Storage {...{ player, strip }} self={id} />
    </section>
  );
}

const python = (numbers: readonly number[]) => `(${numbers.join(", ")}${numbers.length === 1 ? "," : ""})`;

/** That it is a view or a copy of another tensor, and why. */
function Source({ player, id }: Props) {
  const texts = useMemoryTexts();
  const { recording } = player;
  const source = sourceOf(recording, id);
  if (!source) return null;
  const { how, op, from, strides } = source;
  return (
    <p class="source">
      {texts[how](op)}{" "}
      <Pick player={player} kind="tensor" id={from}>
        {nameOf(recording, player.state.value, from)}
      </Pick>
      {strides && texts.notContiguous(python(strides.are), python(strides.contiguous))}
    </p>
  );
}
