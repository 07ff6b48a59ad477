// Where a function's edges go: its next_functions, in order.

import { nameOf } from "../narration/facts";
import { targetOf } from "../narration/sent";
import type { Player } from "../player/player";
import { formatNumber } from "../recording/format";
import { functionOf } from "../recording/lookup";
import type { Edge, Function as GradFunction } from "../recording/types.gen";
import { Pick } from "./Pick";
import type { PanelTexts } from "./texts";

type Props = { player: Player; row: GradFunction; texts: PanelTexts };

export function Edges({ player, row, texts }: Props) {
  return (
    <ul class="edges">
      {row.inputs.map((edge, n) => (
        <li key={n}>
          <code>{edge.argument ?? texts.input(n)}</code> → <Target {...{ player, edge, texts }} />
        </li>
      ))}
    </ul>
  );
}

function Target({ player, edge, texts }: { player: Player; edge: Edge; texts: PanelTexts }) {
  const { recording } = player;
  const state = player.state.value;
  if (edge.kind === "constant") {
    const number = edge.constant == null ? "None" : formatNumber(edge.constant);
    const what = edge.tensor ? nameOf(recording, state, edge.tensor) : number;
    return <>{`${what}: ${texts.constant}`}</>;
  }
  const { name, variable } = functionOf(recording, edge.function);
  const made = targetOf(recording, state, edge);
  return (
    <>
      <Pick player={player} kind={variable ? "tensor" : "function"} id={variable ?? edge.function}>
        {name}
      </Pick>
      {variable
        ? `${texts.comma}${texts.accumulates} ${nameOf(recording, state, variable)}.grad`
        : made && made !== name && `${texts.comma}${texts.madeTensor} ${made}`}
    </>
  );
}
