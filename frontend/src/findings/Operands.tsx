// Operands at fault: their dimensions in boxes, the last ones under each other, and those marked that do not fit.

import type { Player } from "../player/player";
import { refText } from "../player/refs";
import type { OperandAtFault } from "../recording/types.gen";
import { Scroll } from "../shell/Scroll";
import type { FindingTexts } from "./texts";

type Props = { player: Player; operands: readonly OperandAtFault[]; texts: FindingTexts };

export function Operands({ player, operands, texts }: Props) {
  const widest = Math.max(1, ...operands.map(({ shape }) => shape.length));
  return (
    <Scroll label={texts.operands}>
      <table class="misfits">
        <tbody>
          {operands.map(({ label, tensor, shape, dtype, dims = [] }, n) => (
            <tr key={n}>
              <th scope="row">
                {tensor ? (
                  <button
                    type="button"
                    class="lk pick"
                    data-ref={refText({ kind: "tensor", id: tensor })}
                    onClick={() => player.select({ kind: "tensor", id: tensor })}
                  >
                    {label}
                  </button>
                ) : (
                  <code>{label}</code>
                )}
              </th>
              {Array.from({ length: widest }, (_, column) => {
                const dim = column - (widest - shape.length);
                if (dim < 0) return <td key={column} class="none" />;
                const bad = dims.includes(dim);
                return (
                  <td key={column} class={bad ? "dim misfit" : "dim"}>
                    <span>{shape[dim]}</span>
                    {bad && <small>{texts.misfit}</small>}
                  </td>
                );
              })}
              <td class="dtype">{dtype}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
