// Everything that is known about one tensor or one function at this step.

import { usePanelTexts } from "../i18n/page";
import type { Player } from "../player/player";
import { useRest } from "./Fold";
import { FunctionFacts } from "./FunctionFacts";
import { subjectAt } from "./subject";
import { TensorFacts } from "./TensorFacts";

export function Inspector({ player }: { player: Player }) {
  const texts = usePanelTexts();
  const subject = subjectAt(player.recording, player.position.value, player.selection.value);
  const { state } = player;
  const rests = useRest(player);
  if (subject?.kind === "tensor" && state.value.tensors[subject.id])
    return <TensorFacts {...{ player, texts, rests }} id={subject.id} />;
  if (subject?.kind === "function") return <FunctionFacts {...{ player, texts, rests }} id={subject.id} />;
  return <p class="pad q">{texts.nothing}</p>;
}
