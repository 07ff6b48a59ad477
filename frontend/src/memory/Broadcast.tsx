// Broadcasting in the inspector: the operands' dimensions over those of the result, and which were stretched.

import { useMemo } from "preact/hooks";
import { useMemoryTexts } from "../i18n/page";
import { nameOf } from "../narration/facts";
import { Pick } from "../panels/Pick";
import type { Player, Selection } from "../player/player";
import { tensorOf } from "../recording/lookup";
import { Scroll } from "../shell/Scroll";
import { madeBy, type Operand, stretchedBy } from "./stretched";

export function Broadcast({ player, of }: { player: Player; of: Selection }) {
  const texts = useMemoryTexts();
  const { recording } = player;
  const found = useMemo(() => {
    const step = madeBy(recording, of);
    return step && stretchedBy(recording, step);
  }, [recording, of.kind, of.id]);
  if (!found) return null;
  const state = player.state.value;
  const name = ({ tensor }: Operand) => nameOf(recording, state, tensor);
  const summed = found.operands
    .filter(({ tensor, times }) => tensorOf(recording, tensor).requires_grad && times.some((n) => n !== 1))
    .map((operand) =>
      texts.summedOf(name(operand), operand.times.flatMap((n, dim) => (n === 1 ? [] : [dim])).join(", ")),
    );
  return (
    <section class="sec">
      <h3>{texts.stretchedTitle}</h3>
      <p class="q">{texts.stretchedLead(found.op)}</p>
      <Scroll label={texts.stretchedTitle}>
        <table class="misfits">
          <tbody>
            {found.operands.map((operand, n) => (
              <tr key={n}>
                <th scope="row">
                  <Pick player={player} kind="tensor" id={operand.tensor}>
                    {name(operand)}
                  </Pick>
                </th>
                {found.shape.map((_, dim) => (
                  <Dim key={dim} {...{ operand, dim }} rank={found.shape.length} says={texts.stretched} />
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{texts.result}</th>
              {found.shape.map((size, dim) => (
                <td key={dim} class="dim">
                  {size}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scroll>
      {summed.length > 0 && <p class="q">{texts.summed(summed.join("; "))}</p>}
    </section>
  );
}

type DimProps = { operand: Operand; dim: number; rank: number; says: (times: number) => string };

function Dim({ operand: { shape, times }, dim, rank, says }: DimProps) {
  const own = shape[dim - (rank - shape.length)];
  const many = times[dim] ?? 1;
  return (
    <td class={many === 1 ? "dim" : "dim stretched"}>
      <span>{own ?? "–"}</span>
      {many !== 1 && <small>{says(many)}</small>}
    </td>
  );
}
