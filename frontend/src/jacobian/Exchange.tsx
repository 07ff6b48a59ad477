// Questions that are asked with a button, and what comes of them; together they are answered or not.

import type { Player } from "../player/player";
import type { Jacobian, Question } from "./answer";
import type { Ask } from "./ask";
import { type Asked, request, stateOf } from "./asking";
import type { JacobianTexts } from "./texts";

type Props = {
  player: Player;
  ask: Ask;
  questions: readonly Question[];
  /** What is asked for, and the button. */
  asks: { lead: string; compute: string };
  texts: JacobianTexts;
  children: (answers: Jacobian[]) => preact.ComponentChildren;
};

export function Exchange({ player, ask, questions, asks, texts, children }: Props) {
  const { recording } = player;
  const all = questions.map((question) => stateOf(recording, question).value);
  const answers = all.flatMap((one) => (one.kind === "answered" ? [one.jacobian] : []));
  if (answers.length === all.length) return <>{children(answers)}</>;
  const pending = all.find(isPending);
  if (pending) {
    return (
      <p class="ways" role="status">
        {texts.pending}
        <button type="button" class="btn" onClick={pending.cancel}>
          {texts.cancel}
        </button>
      </p>
    );
  }
  const start = async () => {
    for (const question of questions) {
      if (stateOf(recording, question).value.kind === "answered") continue;
      await request(ask, recording, question);
      if (stateOf(recording, question).value.kind !== "answered") return;
    }
  };
  const failure = all.find(isFailed);
  const reason = failure && Object.hasOwn(texts.failed, failure.reason) ? failure.reason : "other";
  return (
    <>
      {failure ? (
        <p role="alert">{texts.failed[reason as keyof typeof texts.failed]}</p>
      ) : (
        <p class="q">{asks.lead}</p>
      )}
      <p class="ways">
        <button type="button" class="btn" onClick={() => void start()}>
          {failure ? texts.again : asks.compute}
        </button>
      </p>
    </>
  );
}

const isPending = (one: Asked) => one.kind === "pending";
const isFailed = (one: Asked) => one.kind === "failed";
