// The scrubber: a native range input over marks, one a step, and rails, one a chapter.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { also } from "../still/also";
import { Chapters } from "./Chapters";
import { stepWords } from "./label";
import { Marks } from "./Marks";
import { marksOf } from "./marks";
import { Preview } from "./Preview";
import { Ticks } from "./Ticks";
import { fraction, LABEL_PX, pitch, positionAt, THUMB_PX, tickSize } from "./ticks";

export function Track({ player, labels = true }: { player: Player; labels?: boolean }) {
  const [box, width] = useWidth();
  const { recording, length } = player;
  const told = __STILL__ ? also.marksOf : marksOf;
  const Above = __STILL__ ? also.Marks : Marks;
  const marks = useMemo(() => told?.(recording, width) ?? [], [recording, width]);
  const labelled = !__STILL__ && labels && pitch(length, width) >= LABEL_PX;
  const [shown, setShown] = useState<number | null>(null);
  const show = (position: number | null) => {
    setShown(position);
    player.hover.value = position === null ? null : { kind: "step", position };
  };
  return (
    <div
      class={`track${labelled ? " labelled" : ""}${marks.length ? " told" : ""}`}
      ref={box}
      style={{ "--tick": `${tickSize(length, width)}px` }}
    >
      <Chapters player={player} width={width} onShow={show} />
      <Ticks player={player} width={width} labelled={labelled} />
      <Scrubber player={player} onShow={show} />
      {Above && <Above player={player} marks={marks} onShow={show} />}
      {!__STILL__ && shown !== null && (
        <Preview player={player} position={shown} share={fraction(shown, recording.steps.length)} />
      )}
    </div>
  );
}

type Showing = { player: Player; onShow: (position: number | null) => void };

function Scrubber({ player, onShow }: Showing) {
  const texts = usePlayerTexts().timeline;
  const { length } = player;
  const position = player.position.value;
  const phase = texts.phases[player.phase.value];
  const what = __STILL__ ? "" : stepWords(player, player.step.value, texts);
  const point = (event: PointerEvent & { currentTarget: HTMLInputElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onShow(positionAt(event.clientX - left, width, length));
  };
  const leave = () => onShow(null);
  return (
    <input
      type="range"
      min={Math.min(1, length)}
      max={length}
      step={1}
      value={position}
      disabled={length < 2}
      aria-label={texts.slider}
      aria-valuetext={texts.value(position, length, phase, what)}
      onInput={(event) => player.seek(Number(event.currentTarget.value))}
      onPointerDown={point}
      onPointerMove={point}
      onPointerUp={(event) => event.pointerType !== "mouse" && leave()}
      onPointerLeave={leave}
      onPointerCancel={leave}
    />
  );
}

/** The width of an element in pixels less the thumb's, kept up to date. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(0, element.clientWidth - THUMB_PX));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
