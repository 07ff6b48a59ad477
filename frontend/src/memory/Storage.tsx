// One storage: a strip of cells, a bracket for each tensor in it, and what functions have saved of it.

import { useMemoryTexts, usePanelTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { nameOf } from "../narration/facts";
import { Pick } from "../panels/Pick";
import type { Player } from "../player/player";
import { functionOf, shortName } from "../recording/lookup";
import { cellText } from "../values/Cells";
import { Jumps } from "./Jumps";
import { type Saver, saversOf, tick } from "./layouts";
import { type Looker, MOST_LEGIBLE, type Strip } from "./strip";

type Props = { player: Player; strip: Strip; self: string | null };

const MOST_SAVERS = 6;

export function Storage({ player, strip, self }: Props) {
  const { more, others } = { more: strip.more, others: usePanelTexts().others };
  const legible = strip.values.length <= MOST_LEGIBLE;
  const savers = saversOf(player.recording, player.state.value, strip.storage);
  const alone = strip.lookers.length === 1;
  return (
    <>
      {strip.lookers.some(({ cells }) => cells !== null) && (
        <div class="strip" style={{ "--cells": strip.values.length }} aria-hidden="true">
          {strip.values.map((value, n) => (
            <span key={n}>{legible && (value === undefined ? "·" : cellText(value))}</span>
          ))}
        </div>
      )}
      <ul>
        {strip.lookers.map((looker) => (
          <Row
            key={looker.id}
            {...{ player, strip, looker }}
            self={looker.id === self}
            savers={savers.filter(({ tensor }) => tensor === looker.id)}
            detailed={looker.id === self || (self === null && !alone)}
          />
        ))}
      </ul>
      {more > 0 && <p class="q">{others(more)}</p>}
    </>
  );
}

type RowProps = {
  player: Player;
  strip: Strip;
  looker: Looker;
  self: boolean;
  detailed: boolean;
  savers: Saver[];
};

const python = (numbers: readonly number[]) => `(${numbers.join(", ")}${numbers.length === 1 ? "," : ""})`;

function Row({ player, strip, looker, self, detailed, savers }: RowProps) {
  const [panel, texts] = [usePanelTexts(), useMemoryTexts()];
  const { id, strides, offset, cells } = looker;
  const { recording } = player;
  const state = player.state.value;
  const name = nameOf(recording, state, id);
  const version = state.tensors[id]?.version ?? null;
  const ticked = tick(recording, state, state.position > 1 ? player.stateAt(state.position - 1) : null, id);
  return (
    <li class={self ? "self" : ""}>
      {cells !== null && <Bracket {...{ strip, cells }} />}
      {self ? (
        <code>{name}</code>
      ) : (
        <Pick player={player} kind="tensor" id={id}>
          {name}
        </Pick>
      )}{" "}
      <span class="q">{panel.layout(offset, python(strides))}</span>
      {version !== null && (
        <span class={ticked ? "version ticked" : "version"}>
          {ticked ? texts.ticked(...ticked) : texts.version(version)}
        </span>
      )}
      {detailed && <Jumps {...{ strip, looker }} />}
      {savers.slice(0, MOST_SAVERS).map((saver) => (
        <Saved key={`${saver.fn} ${saver.name}`} {...{ player, saver }} />
      ))}
    </li>
  );
}

const Bracket = ({ strip, cells }: { strip: Strip; cells: number[] }) => {
  const within = new Set(cells);
  return (
    <div class="strip bracket" style={{ "--cells": strip.values.length }} aria-hidden="true">
      {strip.values.map((_, n) => (
        <i key={n} class={within.has(n) ? "in" : ""} />
      ))}
    </div>
  );
};

function Saved({ player, saver }: { player: Player; saver: Saver }) {
  const texts = useMemoryTexts();
  const { fn, name, version, now } = saver;
  const differs = version !== now;
  return (
    <div class={differs ? "saver differs" : "saver"}>
      <Icon name={differs ? "alert" : "check"} />
      <span>
        <Pick player={player} kind="function" id={fn}>
          {`${shortName(functionOf(player.recording, fn).name)}.${name}`}
        </Pick>{" "}
        {texts.expects(version)}
        {": "}
        {differs ? texts.differs(now) : texts.matches}
      </span>
    </div>
  );
}
