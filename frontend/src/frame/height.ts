// How high a frame wants to be in the width that it has. It grows while one reads, and never shrinks under the reader's eyes.

import { tell } from "./outside";

/** Below it code and picture stand one above the other (styles/embed.css). */
const SIDE_BY_SIDE_PX = 600;
/** As much of the code's share of the height there (styles/embed.css). */
const CODE_SHARE = 0.3;
const PANELS_SHARE = 0.36;
const AROUND_PX = 56;
const LEAST_PX = 220;
/** More than this is no easier to see: the camera goes along with the step. */
const MOST_PX = { beside: 420, above: 340 };

interface Parts {
  width: number;
  /** The code as it is, all of it; 0 if it is not shown. */
  code: number;
  /** The picture, and the width of its pane; null before there is one. */
  picture: { width: number; height: number; pane: number } | null;
  /** Whether there are panels. */
  panels: boolean;
  /** All that has the height that it has. */
  rest: number;
}

/** The height that shows these parts well, in whole CSS pixels. Pure. */
export function heightOf({ width, code, picture, panels, rest }: Parts): number {
  const beside = width >= SIDE_BY_SIDE_PX;
  const most = beside ? MOST_PX.beside : MOST_PX.above;
  if (!picture) return Math.ceil(Math.min(code, most) + rest);
  const scale = picture.width > 0 ? Math.min(1, picture.pane / picture.width) : 1;
  const graph = Math.min(most, Math.max(LEAST_PX, picture.height * scale + AROUND_PX));
  let height = beside ? Math.max(graph, Math.min(code, most)) + rest : graph + rest;
  if (!beside) height += Math.min(code, (height * CODE_SHARE) / (1 - CODE_SHARE));
  if (panels) height /= 1 - PANELS_SHARE;
  return Math.ceil(height);
}

function partsIn(root: Element): Parts | null {
  const main = root.querySelector("main");
  if (!main) return null;
  const graph = main.querySelector(".graph");
  const world = graph?.querySelector("svg.world");
  const lines = [...main.querySelectorAll<HTMLElement>(".ed > li")];
  const rest = [...main.children].filter(
    (one) => !one.matches(".ed, .graph, .panels, .found, dialog, .unseen"),
  );
  return {
    width: innerWidth,
    code: lines.reduce((sum, line) => sum + line.offsetHeight, 0) + (lines.length && 16),
    picture: graph && {
      width: Number(world?.getAttribute("width") ?? 0),
      height: Number(world?.getAttribute("height") ?? 0),
      pane: graph.clientWidth,
    },
    panels: main.querySelector(".panels") !== null,
    rest: rest.reduce((sum, one) => sum + (one as HTMLElement).offsetHeight, 4),
  };
}

/** Tell the page around this frame how high it wants to be, now and whenever that grows or the width changes. */
export function tellHeight(root: Element, until: AbortSignal): void {
  let told = { width: 0, height: 0 };
  const look = () => {
    const parts = partsIn(root);
    if (!parts || until.aborted) return;
    const height = heightOf(parts);
    if (parts.width === told.width && height <= told.height) return;
    told = { width: parts.width, height };
    tell({ type: "resize", height });
  };
  // Whatever is drawn anew may have another height: a longer sentence, a finding, panels.
  const drawn = new MutationObserver(() => requestAnimationFrame(look));
  drawn.observe(root, { childList: true, subtree: true, characterData: true });
  addEventListener("resize", look, { signal: until });
  until.addEventListener("abort", () => drawn.disconnect());
  look();
}
