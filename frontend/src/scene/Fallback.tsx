// When there is no picture: why, and the tensors as a table.

import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import { formatNumber, formatShape } from "../recording/format";
import { tensorOf, valueAt } from "../recording/lookup";
import type { SceneTexts } from "./texts";

export function Fallback({ player, texts }: { player: Player; texts: SceneTexts }) {
  const { recording } = player;
  const tensors = Object.entries(player.state.value.tensors);
  return (
    <div class="graph fallback">
      <p>
        {recording.layout_problem ? `${texts.bare.noLayout} ${recording.layout_problem}` : texts.bare.nothing}
      </p>
      {tensors.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{texts.bare.name}</th>
              <th>{texts.bare.shape}</th>
              <th>{texts.bare.value}</th>
              <th>.grad</th>
            </tr>
          </thead>
          <tbody>
            {tensors.map(([id, state]) => {
              const row = tensorOf(recording, id);
              return (
                <tr key={id} data-tensor={id}>
                  <td>
                    <code>{nameOf(recording, player.state.value, id)}</code>
                  </td>
                  <td>{formatShape(row.shape, texts.scalar)}</td>
                  <td>{brief(valueAt(recording, state.value).first)}</td>
                  <td data-part="grad">
                    {state.grad === null ? "None" : brief(valueAt(recording, state.grad).first)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}

const SHOWN = 6;

const brief = (first: Parameters<typeof formatNumber>[0][]) =>
  first.slice(0, SHOWN).map(formatNumber).join(" ") + (first.length > SHOWN ? " …" : "");
