// One Jacobian that was computed: the matrix with what is multiplied with it, and what holds of it.

import type { Player } from "../player/player";
import { type Jacobian, type Matrix as MatrixRow, partsIn } from "./answer";
import { Matrix } from "./Matrix";
import { shownProduct } from "./product";
import type { JacobianTexts } from "./texts";

export type AnsweredProps = {
  player: Player;
  answer: Jacobian;
  matrix: MatrixRow;
  of: string;
  by: string;
  v: number[] | null;
  sent: number | null | undefined;
  says: string;
  texts: JacobianTexts;
};

/** `v`: the gradient that came, to be multiplied with; `sent`: what autograd sent, to compare with. */
export function Answered({ player, answer, matrix, of, by, v, sent, says, texts }: AnsweredProps) {
  const { rows, structure, block, shape, complex } = matrix;
  const product = shownProduct(player.recording, matrix, v, sent);
  return (
    <div class="one">
      <h4>
        {texts.by} <code>{by}</code>{" "}
        <small>{texts.of(partsIn(answer.shape, answer.complex), partsIn(shape, complex))}</small>
      </h4>
      {rows ? (
        <>
          <Matrix {...{ rows, product, says, texts }} v={product ? v : null} label={texts.matrix(of, by)} />
          <p class="q">
            {texts.structure[structure]}
            {block && ` ${texts.blocks(...block)}`}
          </p>
          {(complex || answer.complex) && <p class="q">{texts.parts}</p>}
        </>
      ) : (
        <p class="q">{texts.noGradient}</p>
      )}
    </div>
  );
}
