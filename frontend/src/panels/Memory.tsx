// The memory of a tensor: its storage as a strip of cells, and what each tensor in it looks at.

import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import { cellText } from "../values/Cells";
import { type Looker, MOST_LEGIBLE, type Strip, stripOf } from "./memory";
import { Pick } from "./Pick";
import type { PanelTexts } from "./texts";

type Props = { player: Player; id: string; texts: PanelTexts };

export function Memory({ player, id, texts }: Props) {
  const strip = stripOf(player.recording, player.state.value, id);
  if (!strip || strip.size === 0) return null;
  const legible = strip.values.length <= MOST_LEGIBLE;
  return (
    <section class="sec memory">
      <h3>
        {texts.memory} <small>{texts.strip(strip.size, strip.bytes)}</small>
      </h3>
      {strip.lookers.some(({ cells }) => cells !== null) && (
        <div class="strip" style={{ "--cells": strip.values.length }} aria-hidden="true">
          {strip.values.map((value, n) => (
            <span key={n}>{legible && (value === undefined ? "·" : cellText(value))}</span>
          ))}
        </div>
      )}
      <ul>
        {strip.lookers.map((looker) => (
          <Row key={looker.id} {...{ player, strip, looker, texts }} self={looker.id === id} />
        ))}
      </ul>
      {strip.more > 0 && <p class="q">{texts.others(strip.more)}</p>}
    </section>
  );
}

type RowProps = { player: Player; strip: Strip; looker: Looker; self: boolean; texts: PanelTexts };

function Row({ player, strip, looker, self, texts }: RowProps) {
  const { id, strides, offset, shape, cells } = looker;
  const name = nameOf(player.recording, player.state.value, id);
  const stretched = strides.some((stride, n) => stride === 0 && (shape[n] ?? 1) > 1);
  return (
    <li class={self ? "self" : ""}>
      {cells !== null && (
        <div class="strip bracket" style={{ "--cells": strip.values.length }} aria-hidden="true">
          {strip.values.map((_, n) => (
            <i key={n} class={cells.includes(n) ? "in" : ""} />
          ))}
        </div>
      )}
      {self ? (
        <code>{name}</code>
      ) : (
        <Pick player={player} kind="tensor" id={id}>
          {name}
        </Pick>
      )}{" "}
      <span class="q">
        {texts.layout(offset, `(${strides.join(", ")}${strides.length === 1 ? "," : ""})`)}
        {stretched && `; ${texts.stretched}`}
      </span>
    </li>
  );
}
