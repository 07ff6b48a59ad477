// Opens what is asked for over a player: the search, a step's number, a node's menu. Their code comes when it is needed.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { nodeAt } from "../linking/things";
import type { Player, Selection } from "../player/player";
import type { Request } from "../player/shortcuts";
import { AwaitedOver } from "./Awaited";
import { useComing } from "./useLater";

/** What is asked for, by its key, until there are words for it. */
const KEYS: Record<Asking["request"], string> = { find: "/", goTo: "G", menu: "M" };

const loadAsked = () => import("./Asked");

export type Asking =
  | { request: "find" }
  | { request: "goTo" }
  | { request: "menu"; node: Selection; place: { x: number; y: number } };

/** `open` says whether it had something to open. Render `drawn` within the player's root. */
export function useRequests(player: Player | null): {
  open: (request: Request) => boolean;
  drawn: JSX.Element | null;
} {
  const [asking, setAsking] = useState<Asking | null>(null);
  const serial = useRef(0);
  const coming = useComing(asking !== null, loadAsked);

  const raise = (next: Asking) => {
    serial.current += 1;
    setAsking(next);
  };
  const open = (request: Request): boolean => {
    if (!player) return false;
    if (request === "find" || request === "goTo") raise({ request });
    else if (request === "menu") {
      const focused = document.activeElement;
      const node = nodeAt(focused) ?? player.selection.peek();
      if (!node) return false;
      raise({ request, node, place: beside(nodeAt(focused) ? focused : null) });
    } else return false;
    return true;
  };
  useEffect(() => {
    const onMenu = (event: MouseEvent) => {
      const target = event.target as Element;
      const node = target.closest(".dag") ? nodeAt(target) : null;
      if (!node) return;
      event.preventDefault();
      // The key for it comes without a place.
      const { clientX: x, clientY: y } = event;
      raise({ request: "menu", node, place: x || y ? { x, y } : beside(target) });
    };
    addEventListener("contextmenu", onMenu);
    return () => removeEventListener("contextmenu", onMenu);
  }, []);
  // A dialog tells that it was closed when the next may have been asked for already.
  const onClose = () => setAsking((now) => (now === asking ? null : now));
  const drawn = !(player && asking) ? null : coming.code ? (
    <coming.code.Asked key={serial.current} {...{ player, asking, onClose }} />
  ) : (
    <AwaitedOver key={serial.current} {...{ coming, onClose }} title={KEYS[asking.request]} />
  );
  return { open, drawn };
}

/** Under an element, or where the eye is. */
function beside(element: Element | null): { x: number; y: number } {
  if (!element) return { x: innerWidth / 3, y: innerHeight / 3 };
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom };
}
