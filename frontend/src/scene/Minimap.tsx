// The whole of a large picture in small: where we are in it, where the step is, and a way to go elsewhere.

import { useMemo } from "preact/hooks";
import type { Unfolded } from "./scopes/unfold";
import type { Camera } from "./useCamera";
import type { Box } from "./viewport";

const WIDEST = 112;
const HIGHEST = 140;
const LEAST = 24;

const FRAME = 32;
const TOOLS = 60;

/** Whether a map of this size in the lower left corner would lie over a box. */
function liesOver(box: Box | undefined, { view, size }: Camera, width: number, height: number): boolean {
  if (!box) return false;
  const { left, top, scale } = view.value;
  const foot = size.value.height - TOOLS;
  const bottom = (box.y + box.height) * scale + top;
  return box.x * scale + left < width && bottom > foot - height && box.y * scale + top < foot;
}

type Props = { camera: Camera; unfolded: Unfolded; targets: Box[] };

export function Minimap({ camera, unfolded, targets }: Props) {
  const { layout, boxes } = unfolded;
  const map = useMemo(() => mapOf(layout.width, layout.height, [...boxes.values()]), [unfolded]);
  const { width, height, across, down, path } = map;
  const go = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    camera.centre((event.clientX - box.left) / across, (event.clientY - box.top) / down);
  };
  const aside = liesOver(targets[0], camera, width + FRAME, height + FRAME) ? "aside" : "";
  return (
    <div class={`minimap ${aside}`} aria-hidden="true">
      <svg {...{ width, height }} aria-hidden="true" onPointerDown={go} onPointerMove={go}>
        <path class="minimap-boxes" d={path} />
        {targets.map((box) => (
          <rect
            key={`${box.x} ${box.y}`}
            class="minimap-now"
            x={box.x * across - 1}
            y={box.y * down - 1}
            width={box.width * across + 2}
            height={Math.max(3, box.height * down + 2)}
          />
        ))}
        <Seen {...{ camera, across, down }} />
      </svg>
    </div>
  );
}

function Seen({ camera, across, down }: { camera: Camera; across: number; down: number }) {
  const part = camera.part.value;
  return (
    <rect
      class="minimap-seen"
      x={part.x * across}
      y={part.y * down}
      width={part.width * across}
      height={Math.max(2, part.height * down)}
      rx={2}
    />
  );
}

/** How large the map is, how many of its px are one of the picture's, and all boxes as one path. Pure. */
export function mapOf(width: number, height: number, boxes: Box[]) {
  const scale = Math.min(WIDEST / width, HIGHEST / height);
  // A chain of thousands is a line: so it has at least some width.
  const [w, h] = [Math.max(LEAST, width * scale), Math.max(LEAST, height * scale)];
  const [across, down] = [w / width, h / height];
  const half = (x: number) => Math.round(x * 2) / 2;
  const marks = new Set(
    boxes.map(
      ({ x, y, width: wide, height: high }) =>
        `M${half(x * across)},${half(y * down)}h${Math.max(1, half(wide * across))}v${Math.max(0.5, half(high * down))}h${-Math.max(1, half(wide * across))}z`,
    ),
  );
  return { width: Math.ceil(w), height: Math.ceil(h), across, down, path: [...marks].join("") };
}
