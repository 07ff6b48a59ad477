// Jacobians in the inspector: asked for with a button, answered by one more run, shown as v, J and v·J.

import { useContext, useState } from "preact/hooks";
import { useLater } from "../find/useLater";
import { useJacobianTexts } from "../i18n/page";
import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import { functionOf, tensorOf } from "../recording/lookup";
import type { Function as GradFunction } from "../recording/types.gen";
import { runOf } from "../rules/runOf";
import type { AnsweredProps } from "./Answered";
import { type Matrix as MatrixRow, sizeOf } from "./answer";
import { AskJacobian } from "./asking";
import { Exchange } from "./Exchange";
import { elementsOf } from "./product";

const loadAnswered = () => import("./Answered");

/** Of a function's outputs, as many as it has given gradients for; where it has not run, the first. */
export function JacobianOfFunction({ player, row }: { player: Player; row: GradFunction }) {
  const texts = useJacobianTexts();
  const ask = useContext(AskJacobian);
  const [output, setOutput] = useState(0);
  const { recording } = player;
  const run = runOf(recording, player.state.value, row);
  if (!ask || row.variable) return null;
  const outputs = run?.received.length ?? 1;
  const question = { function: row.id, output: Math.min(output, outputs - 1) };
  const v = elementsOf(recording, run?.received[question.output]);
  const alone = outputs === 1;
  return (
    <section class="sec jacobian">
      <h3>{texts.title}</h3>
      {outputs > 1 && (
        <select
          value={question.output}
          aria-label={texts.title}
          onChange={(event) => setOutput(Number(event.currentTarget.value))}
        >
          {Array.from({ length: outputs }, (_, n) => (
            <option key={n} value={n}>
              {texts.output(n)}
            </option>
          ))}
        </select>
      )}
      <Exchange {...{ player, ask, texts }} questions={[question]} asks={texts}>
        {([answer]) =>
          answer?.matrices.map((matrix, n) => (
            <Answered
              key={n}
              {...{ player, matrix, answer, texts, v }}
              of={row.name}
              by={matrix.argument ?? nameIn(player, matrix) ?? String(matrix.input ?? n)}
              says={texts.vj}
              // What several outputs send comes together: then there is nothing to compare with.
              sent={alone && run ? (run.sent[matrix.input ?? -1] ?? null) : undefined}
            />
          ))
        }
      </Exchange>
    </section>
  );
}

const MOST_CHOICES = 100;

/** Of a tensor by any other that requires a gradient. */
export function JacobianOfTensor({ player, id }: { player: Player; id: string }) {
  const texts = useJacobianTexts();
  const ask = useContext(AskJacobian);
  const { recording } = player;
  const state = player.state.value;
  const now = state.tensors[id];
  const [by, setBy] = useState<string | null>(null);
  if (!ask || !now?.requires_grad || now.is_leaf) return null;
  const choices = Object.entries(state.tensors).filter(
    ([other, { requires_grad, shape }]) => other !== id && requires_grad && sizeOf(shape) > 0,
  );
  const chosen = choices.find(([other]) => other === by)?.[0] ?? choices[0]?.[0];
  if (chosen === undefined) return null;
  const name = nameOf(recording, state, id);
  const v = elementsOf(recording, passing(player, id));
  return (
    <section class="sec jacobian">
      <h3>{texts.title}</h3>
      <label class="by">
        {texts.choose}{" "}
        <select value={chosen} onChange={(event) => setBy(event.currentTarget.value)}>
          {choices.slice(0, MOST_CHOICES).map(([other, { shape }]) => (
            <option key={other} value={other}>
              {`${nameOf(recording, state, other)} (${shape.join("×") || "scalar"})`}
            </option>
          ))}
        </select>
      </label>
      <Exchange {...{ player, ask, texts }} questions={[{ of: id, by: chosen }]} asks={texts}>
        {([answer]) =>
          answer?.matrices.map((matrix, n) => (
            <Answered
              key={n}
              {...{ player, matrix, answer, texts }}
              of={name}
              by={nameOf(recording, state, chosen)}
              v={v}
              sent={undefined}
              says={texts.vjTensor}
            />
          ))
        }
      </Exchange>
    </section>
  );
}

/** The gradient that passed a tensor, as a value index; none of one that was changed in place, which is several things by turns. */
function passing({ recording, state }: Player, id: string): number | null {
  const { grad_fn, output_nr, version } = tensorOf(recording, id);
  const now = state.value.tensors[id];
  if (grad_fn === null || now?.grad_fn !== grad_fn || now.version !== version) return null;
  return runOf(recording, state.value, functionOf(recording, grad_fn))?.received[output_nr] ?? null;
}

/** Matrices come once there is one. */
function Answered(props: AnsweredProps) {
  const code = useLater(true, loadAnswered);
  return code && <code.Answered {...props} />;
}

const nameIn = ({ recording, state }: Player, { tensor }: MatrixRow): string | null =>
  tensor && state.value.tensors[tensor] ? nameOf(recording, state.value, tensor) : null;
