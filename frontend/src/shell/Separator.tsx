// The line between two panes: dragged, or moved by the arrow keys; a double click or Enter puts it back.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { clamped, LEAST, type Pane, resize, sizes } from "./panes";

const STEP = 16;

interface Props {
  pane: Pane;
  /** The id of the pane that it makes larger and smaller. */
  controls: string;
  label: string;
}

export function Separator({ pane, controls, label }: Props) {
  const line = useRef<HTMLDivElement>(null);
  const [now, setNow] = useState({ size: 0, most: 0 });
  const vertical = pane !== "under";
  // Dragging to the right makes the program's column wider, and what lies on the line's other side smaller.
  const sign = pane === "code" ? 1 : -1;
  const chosen = sizes.value[pane];

  const measure = () => {
    const box = document.getElementById(controls)?.getBoundingClientRect();
    const around = line.current?.closest(vertical ? ".app" : ".code")?.getBoundingClientRect();
    if (!box || !around) return { size: 0, room: 0, taken: 0 };
    if (!vertical) return { size: box.height, room: around.height, taken: 0 };
    const other =
      pane === "code" ? document.querySelector(".insp-pane:not(.drawer)") : document.querySelector(".code");
    return { size: box.width, room: around.width, taken: other?.getBoundingClientRect().width ?? 0 };
  };
  const to = (size: number) => {
    const { room, taken } = measure();
    resize(pane, clamped(pane, size, room, taken));
  };
  useLayoutEffect(() => {
    const { size, room, taken } = measure();
    setNow({ size: Math.round(size), most: Math.round(clamped(pane, room, room, taken)) });
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { size, room } = measure();
    const forward = vertical ? "ArrowRight" : "ArrowDown";
    const back = vertical ? "ArrowLeft" : "ArrowUp";
    if (event.key === forward) to(size + sign * STEP);
    else if (event.key === back) to(size - sign * STEP);
    else if (event.key === "Home") to(0);
    else if (event.key === "End") to(room);
    else if (event.key === "Enter") resize(pane, null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const target = event.currentTarget as HTMLElement;
    const at = (of: PointerEvent) => (vertical ? of.clientX : of.clientY);
    const { size } = measure();
    const start = at(event);
    const move = (moved: PointerEvent) => to(size + sign * (at(moved) - start));
    const stop = () => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("lostpointercapture", stop);
    };
    target.setPointerCapture(event.pointerId);
    target.addEventListener("pointermove", move);
    target.addEventListener("lostpointercapture", stop);
    event.preventDefault();
    target.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr is no widget; this one is moved
    <div
      class={`separator of-${pane}`}
      role="separator"
      ref={line}
      tabIndex={0}
      aria-label={label}
      aria-orientation={vertical ? "vertical" : "horizontal"}
      aria-controls={controls}
      aria-valuemin={LEAST[pane]}
      aria-valuemax={Math.max(LEAST[pane], now.most)}
      aria-valuenow={Math.max(LEAST[pane], now.size)}
      title={label}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDblClick={() => resize(pane, null)}
    />
  );
}
