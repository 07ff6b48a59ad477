// The gradients that have come to one output of a function, each with where it came from, and their sum.

import type { Player } from "../player/player";
import type { Arrival } from "../recording/fold";
import { functionOf, valueAt } from "../recording/lookup";
import { sumAt } from "../recording/sums";
import { Pick } from "./Pick";
import type { PanelTexts } from "./texts";
import { ValueTable } from "./ValueTable";

type Props = { player: Player; fn: string; output: number; texts: PanelTexts; total?: boolean };

export function Arrivals({ player, fn, output, texts, total = true }: Props) {
  const state = player.state.value;
  const arrivals = (state.functions[fn]?.arrivals ?? []).filter((arrival) => arrival.output_nr === output);
  const call = arrivals[0]?.call;
  const sum = call === undefined ? null : sumAt(player.recording, state, call, fn, output);
  return (
    <ol class="arrivals">
      {arrivals.map((arrival, n) => (
        <li key={n}>
          <Sender {...{ player, arrival, texts }} />
          {arrival.value !== null && <ValueTable value={valueAt(player.recording, arrival.value)} gradient />}
        </li>
      ))}
      {total && sum !== null && (
        <li>
          <span class="slice">{texts.together}</span>
          <ValueTable value={valueAt(player.recording, sum)} gradient />
        </li>
      )}
    </ol>
  );
}

function Sender({ player, arrival, texts }: { player: Player; arrival: Arrival; texts: PanelTexts }) {
  const { function: sender, input } = arrival;
  if (sender === null) return <span class="slice">{texts.seed}</span>;
  const { name, inputs } = functionOf(player.recording, sender);
  return (
    <span class="slice">
      {texts.fromSender}{" "}
      <Pick player={player} kind="function" id={sender}>
        {name}
      </Pick>
      {input !== null && `${texts.comma}${inputs[input]?.argument ?? texts.input(input)}`}
    </span>
  );
}
