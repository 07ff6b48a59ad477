// The marks on the rail: the current one for itself, and all others, which nothing happens to, as a few paths.

import { useMemo } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { Glyph } from "./Glyph";
import { tickLabel } from "./label";
import { at, fraction, pathsOf, pitch, type Tick, tickSize, ticksOf } from "./ticks";

const CHARACTER_PX = 7.4;
const LABEL_GAP_PX = 8;

type Props = { player: Player; width: number; labelled: boolean };

export function Ticks({ player, width, labelled }: Props) {
  const { recording, length } = player;
  const position = player.position.value;
  const step = player.step.value;
  const ticks = useMemo(() => ticksOf(recording, width), [recording, width]);
  const current = ticks.findIndex(({ to }) => position <= to);
  const paths = useMemo(() => {
    const middleOf = ({ from, to }: Tick) => fraction((from + to) / 2, length) * width;
    return pathsOf(ticks, current, tickSize(length, width), middleOf);
  }, [ticks, current]);
  return (
    <>
      <div class="tk">
        <svg viewBox="0 0 18 18" aria-hidden="true">
          {paths.map(([look, d]) => (
            <path key={look} class={`g1 ${look}`} d={d} />
          ))}
        </svg>
      </div>
      {step && (
        <div
          class={`tk now${ticks[current]?.step.type === "error" ? " e" : ""}`}
          style={{ left: at(fraction(position, length)) }}
        >
          <Glyph type={step.type} />
        </div>
      )}
      {!__STILL__ && labelled && <Labels {...{ player, width, ticks, current }} />}
    </>
  );
}

type LabelsProps = { player: Player; width: number; ticks: Tick[]; current: number };

function Labels({ player, width, ticks, current }: LabelsProps) {
  const { length, position } = player;
  const texts = usePlayerTexts().timeline;
  const characters = Math.floor((pitch(length, width) - LABEL_GAP_PX) / CHARACTER_PX);
  return (
    <>
      {ticks.map(({ from, to, step }, n) => {
        const state = n === current ? "now" : n < current ? "past" : "todo";
        const middle = n === current ? position.value : (from + to) / 2;
        const end = from < to ? "" : from === 1 ? " first" : to === length ? " last" : "";
        return (
          <div class={`tk ${state}${end}`} key={from} style={{ left: at(fraction(middle, length)) }}>
            <span>{tickLabel(player, step, texts, characters)}</span>
          </div>
        );
      })}
    </>
  );
}
