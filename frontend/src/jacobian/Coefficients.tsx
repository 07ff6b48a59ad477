// What the rule has no short form of, element by element: the entries of the Jacobian, asked for with a button.

import { useJacobianTexts, useRuleTexts } from "../i18n/page";
import type { Player } from "../player/player";
import type { Function as GradFunction } from "../recording/types.gen";
import { Equation } from "../rules/Equation";
import type { Run } from "../rules/given";
import type { Jacobian } from "./answer";
import type { Ask } from "./ask";
import { equationsOf } from "./coefficients";
import { Exchange } from "./Exchange";
import type { JacobianTexts } from "./texts";

type Props = {
  player: Player;
  row: GradFunction;
  run: Run;
  /** Which, and what each is called. */
  inputs: readonly { input: number; name: string }[];
  outputs: readonly number[];
  ask: Ask;
};

/** Of those inputs of a function that nothing else shows element by element. */
export function Coefficients({ player, row, run, inputs, outputs, ask }: Props) {
  const texts = useJacobianTexts();
  const questions = outputs.map((output) => ({ function: row.id, output }));
  return (
    <Exchange {...{ player, ask, questions, texts }} asks={texts.coefficients}>
      {(jacobians) => <Sums {...{ player, row, run, inputs, outputs, jacobians, texts }} />}
    </Exchange>
  );
}

type SumsProps = Omit<Props, "ask"> & { jacobians: Jacobian[]; texts: JacobianTexts };

function Sums({ player, row, run, inputs, outputs, jacobians, texts }: SumsProps) {
  const rules = useRuleTexts();
  const answers = jacobians.map((jacobian, n) => ({ output: outputs[n] as number, jacobian }));
  const complex = jacobians.some((one) => one.complex || one.matrices.some((matrix) => matrix.complex));
  const shown = inputs.map(({ input, name }) => equationsOf(player.recording, run, answers, input, name));
  return (
    <>
      {shown.flatMap((equations) =>
        (equations ?? []).map(({ label, grids }) => (
          <Equation key={label} worked={grids} argument={label} texts={rules} />
        )),
      )}
      <p class="q">
        {shown.some((one) => one) ? texts.coefficients.what(row.name) : texts.coefficients.differs}
      </p>
      {complex && <p class="q">{texts.coefficients.complex}</p>}
    </>
  );
}
