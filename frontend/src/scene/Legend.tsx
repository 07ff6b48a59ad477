// What the lines and places of the picture mean: shown where nothing is under it, else behind a button.

import { useComputed } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { readStored, writeStored } from "../storage/stored";
import type { SceneTexts } from "./texts";
import type { Camera } from "./useCamera";
import { type Box, overlaps } from "./viewport";

const KEY = "gradwalk.legend";
/** Where it stands in the pane, and from which width of the pane on it stands there unasked. */
const PLACE = { x: 8, y: 6, width: 210, height: 128 };
const UNASKED_PX = 660;

type Props = { texts: SceneTexts; camera: Camera; boxes: Box[] };

export function Legend({ texts, camera, boxes }: Props) {
  const [chosen, setChosen] = useState(() => readStored(KEY));
  const covers = useCovers(camera, boxes);
  const open = chosen === null ? !covers : chosen === "1";
  const choose = () => {
    writeStored(KEY, open ? "0" : "1");
    setChosen(open ? "0" : "1");
  };
  return (
    <div class={open ? "legend open" : "legend"}>
      <button
        type="button"
        class="btn"
        aria-expanded={open}
        aria-label={texts.legend.title}
        title={texts.legend.title}
        onClick={choose}
      >
        {open ? "×" : "?"}
      </button>
      {open && <Marks texts={texts} />}
    </div>
  );
}

/** Whether the legend would cover something. Once it has, it does not come back by itself: nothing flickers. */
function useCovers({ view, size }: Camera, boxes: Box[]): boolean {
  const covered = useRef(false);
  const latest = useRef(boxes);
  latest.current = boxes;
  return useComputed(() => {
    const { left, top, scale } = view.value;
    const seen = ({ x, y, width, height }: Box): Box => ({
      x: x * scale + left,
      y: y * scale + top,
      width: width * scale,
      height: height * scale,
    });
    covered.current ||=
      size.value.width > 0 &&
      (size.value.width < UNASKED_PX || latest.current.some((box) => overlaps(seen(box), PLACE)));
    return covered.current;
  }).value;
}

function Marks({ texts }: { texts: SceneTexts }) {
  return (
    <div class="marks">
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="data" d="M11,1L11,16" />
          <path class="data-h" d="M7,13h8L11,21z" />
        </svg>
        {texts.legend.data}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="band now" d="M11,22V0" />
          <path class="chev" d="M7,8l4,-4 4,4M7,14l4,-4 4,4M7,20l4,-4 4,4" />
        </svg>
        {texts.legend.gradient}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <rect class="well-kept" x="2" y="5" width="18" height="12" rx="2" />
        </svg>
        {texts.legend.kept}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="wall hot" d="M3,3v16M19,3v16" />
        </svg>
        {texts.legend.passes}
      </span>
    </div>
  );
}
