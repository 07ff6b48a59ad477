// The scrubber: a native range input over marks, one a step, and rails, one a chapter.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { Icon } from "../icons/Icon";
import type { Player } from "../player/player";
import { type Chapter, callsOf, chapterAt, chaptersOf } from "./chapters";
import { Glyph } from "./Glyph";
import { cut, stepWords, tickLabel } from "./label";
import { fraction, LABEL_PX, pitch, ticksOf } from "./ticks";

// The thumb's width: the marks lie where the middle of the thumb comes to rest.
const THUMB_PX = 18;
const CHARACTER_PX = 7.4;
const LABEL_GAP_PX = 8;
const NAMED_CHAPTER_PX = 84;
const NUMBERED_CHAPTER_PX = 30;

const at = (share: number) => `calc(${THUMB_PX / 2}px + (100% - ${THUMB_PX}px) * ${share.toFixed(5)})`;

export function Track({ player, labels = true }: { player: Player; labels?: boolean }) {
  const texts = usePlayerTexts().timeline;
  const [box, width] = useWidth();
  const { recording, length } = player;
  const position = player.position.value;
  const ticks = useMemo(() => ticksOf(recording, width), [recording, width]);
  const room = pitch(length, width);
  const labelled = labels && room >= LABEL_PX;
  const characters = Math.floor((room - LABEL_GAP_PX) / CHARACTER_PX);
  return (
    <div class={labelled ? "track labelled" : "track"} ref={box}>
      <Chapters player={player} width={width} />
      {ticks.map(({ from, to, step }) => {
        const state = position < from ? "todo" : position > to ? "past" : "now";
        const kind = `tk ${state}${step.type === "error" ? " e" : ""}${to === length && from === to ? " last" : ""}`;
        const middle = state === "now" ? position : (from + to) / 2;
        const shown = state === "now" ? (recording.steps[position - 1] ?? step) : step;
        return (
          <div class={kind} key={from} style={{ left: at(fraction(middle, length)) }}>
            <Glyph type={shown.type} />
            {labelled && <span>{cut(tickLabel(recording, step, texts), characters)}</span>}
          </div>
        );
      })}
      <input
        type="range"
        min={Math.min(1, length)}
        max={length}
        step={1}
        value={position}
        disabled={length < 2}
        aria-label={texts.slider}
        aria-valuetext={texts.value(position, length, stepWords(recording, player.step.value, texts))}
        onInput={(event) => player.seek(Number(event.currentTarget.value))}
      />
    </div>
  );
}

function Chapters({ player, width }: { player: Player; width: number }) {
  const { recording, length } = player;
  const chapters = useMemo(() => chaptersOf(recording), [recording]);
  const numbered = useMemo(() => callsOf(recording) > 1, [recording]);
  const position = player.position.value;
  const now = chapterAt(chapters, position);
  return (
    <>
      {chapters.map((chapter) => {
        const start = edge(chapter.from - 0.5, length);
        const end = edge(chapter.to + 0.5, length);
        const done = Math.min(end, Math.max(start, fraction(position, length)));
        const kind = chapter.call === null ? "f" : "b";
        return (
          <div key={chapter.from}>
            <ChapterName
              chapter={chapter}
              numbered={numbered}
              left={at(start)}
              width={(end - start) * width}
              current={chapter === now}
              onOpen={() => player.seek(chapter.from)}
            />
            <div
              class="rail"
              style={{ left: at(start), width: `calc((100% - ${THUMB_PX}px) * ${end - start} - 3px)` }}
            />
            <div
              class={`rail ${kind}`}
              style={{ left: at(start), width: `calc((100% - ${THUMB_PX}px) * ${done - start})` }}
            />
          </div>
        );
      })}
    </>
  );
}

interface NameProps {
  chapter: Chapter;
  numbered: boolean;
  left: string;
  width: number;
  current: boolean;
  onOpen: () => void;
}

/** A chapter too short for its name shows its number, and one too short for that nothing. */
function ChapterName({ chapter, numbered, left, width, current, onOpen }: NameProps) {
  const texts = usePlayerTexts().timeline;
  const name = chapter.call === null ? texts.forward : texts.backward(numbered ? chapter.call : null);
  const short = chapter.call === null ? "" : String(chapter.call);
  if (width < NUMBERED_CHAPTER_PX) return null;
  return (
    <button
      type="button"
      class={current ? "chap on" : "chap"}
      style={{ left }}
      title={name}
      aria-label={name}
      onClick={onOpen}
    >
      <Icon name={chapter.call === null ? "fall" : "up"} />
      {width < NAMED_CHAPTER_PX ? short : name}
    </button>
  );
}

const edge = (position: number, length: number) => Math.min(1, Math.max(0, fraction(position, length)));

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
