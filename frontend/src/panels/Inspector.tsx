// Everything that is known about one tensor or one function at this step.

import { lang } from "../i18n";
import type { Player } from "../player/player";
import { FunctionFacts } from "./FunctionFacts";
import { subjectAt } from "./subject";
import { TensorFacts } from "./TensorFacts";
import { panelTexts } from "./texts";

export function Inspector({ player }: { player: Player }) {
  const texts = panelTexts[lang.value];
  const subject = subjectAt(player.recording, player.position.value, player.selection.value);
  const { state } = player;
  if (subject?.kind === "tensor" && state.value.tensors[subject.id])
    return <TensorFacts player={player} id={subject.id} texts={texts} />;
  if (subject?.kind === "function") return <FunctionFacts player={player} id={subject.id} texts={texts} />;
  return <p class="pad q">{texts.nothing}</p>;
}
