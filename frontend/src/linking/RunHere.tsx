// Leads to the next step that is about a node.

import { useMemo } from "preact/hooks";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import type { Player, Selection } from "../player/player";
import { positionsOf } from "../recording/positions";

export function RunHere({ player, node }: { player: Player; node: Selection }) {
  const texts = usePageTexts().links;
  const { kind, id } = node;
  const steps = useMemo(() => positionsOf(player.recording, { kind, id }), [player, kind, id]);
  const later = steps.find((position) => position > player.position.value);
  const next = later ?? steps[0];
  if (next === undefined || next === player.position.value) return null;
  return (
    <button type="button" class="btn run-here" title={texts.runTitle} onClick={() => player.runTo(node)}>
      <Icon name={later === undefined ? "first" : "last"} />
      {later === undefined ? texts.back(next) : texts.run(next)}
    </button>
  );
}
