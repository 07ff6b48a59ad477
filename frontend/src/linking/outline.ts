// Joins the picture, the code and the player: pointing at one thing outlines what belongs to it everywhere.
// It works on the drawn elements by their ids, so that pointing costs no drawing.

import { effect } from "@preact/signals";
import type { Hover, Player } from "../player/player";
import { edgeKey, type Linked, linkedTo } from "./linked";
import { nodeAt, thingAt } from "./things";

const NODES = "[data-tensor],[data-function],[data-leaf],[data-edge]";

/** Listen in `root`, where the player is drawn. Returns what ends it. */
export function attachLinks(root: HTMLElement, player: Player): () => void {
  const { recording } = player;
  const point = (event: Event) => {
    // The editor and the scrubber tell what they are pointed at themselves.
    if ((event.target as Element).closest(".cm-editor, .track")) return;
    const thing = thingAt(event.target, event instanceof PointerEvent ? event : undefined);
    if (JSON.stringify(thing) !== JSON.stringify(player.hover.peek())) player.hover.value = thing;
  };
  // Within a card the gradient begins.
  const move = (event: PointerEvent) => {
    if ((event.target as Element).closest("[data-tensor]")) point(event);
  };
  const leave = () => {
    player.hover.value = null;
  };
  // A gradient lies on its tensor's card, which has its own use for a click.
  const choose = (event: MouseEvent) => {
    // What the keyboard presses is the card, and comes without a place.
    const thing = event.detail > 0 ? nodeAt(event.target, event) : null;
    if (thing?.part !== "grad") return;
    event.stopPropagation();
    const now = player.selection.peek();
    player.select(now?.id === thing.id && now.part ? null : thing);
  };
  const edges = new Map(
    (recording.layout?.edges ?? []).flatMap((edge) =>
      edge.function && edge.input != null ? [[edge.id, edgeKey(edge.function, edge.input)]] : [],
    ),
  );
  const mark = (hovered: Linked | null, selected: Linked | null) => {
    for (const element of root.querySelectorAll<SVGElement>(NODES)) {
      const { dataset } = element;
      const how = has(hovered, dataset, edges) ? "hover" : has(selected, dataset, edges) ? "chosen" : null;
      if (how === null) delete dataset.linked;
      else if (dataset.linked !== how) dataset.linked = how;
    }
  };
  let drawn: [hovered: Linked | null, selected: Linked | null] = [null, null];
  let marked = false;
  const again = () => {
    const some = drawn[0] !== null || drawn[1] !== null;
    if (some || marked) mark(...drawn);
    marked = some;
  };
  const stop = effect(() => {
    const state = player.state.value;
    const links = (focus: Hover | null) => (focus === null ? null : linkedTo(recording, state, focus));
    drawn = [links(player.hover.value), links(player.selection.value)];
    // After the picture has followed the player.
    queueMicrotask(again);
  });
  // Boxes that come into view later are outlined as they come.
  const watch = new MutationObserver(() => marked && again());
  watch.observe(root, { childList: true, subtree: true });

  const listening = new AbortController();
  const { signal } = listening;
  root.addEventListener("pointerover", point, { signal });
  root.addEventListener("pointermove", move, { signal, passive: true });
  root.addEventListener("pointerleave", leave, { signal });
  root.addEventListener("focusin", point, { signal });
  root.addEventListener("focusout", leave, { signal });
  root.addEventListener("click", choose, { signal, capture: true });
  return () => {
    stop();
    watch.disconnect();
    listening.abort();
  };
}

function has(
  linked: Linked | null,
  { tensor, leaf, function: fn, edge }: DOMStringMap,
  edges: Map<string, string>,
) {
  if (!linked) return false;
  const id = tensor ?? leaf;
  if (id !== undefined) return linked.tensors.has(id);
  if (fn !== undefined) return linked.functions.has(fn);
  return edge !== undefined && linked.edges.has(edges.get(edge) ?? "");
}
