// A recording being played in a frame: its keys, its requests, and what is loaded when it is wanted.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { AwaitedOver } from "../find/Awaited";
import { useComing, useLater } from "../find/useLater";
import { useRequests } from "../find/useRequests";
import type { Heard } from "../frame/early";
import { isFramed } from "../frame/outside";
import { nodeAt } from "../linking/things";
import { useLinks } from "../linking/useLinks";
import type { Player } from "../player/player";
import { attachShortcuts, type Request } from "../player/shortcuts";
import { panelsOf } from "../player/view";
import { Frame } from "./Frame";

const loadPanels = () => import("./FramePanels");
const loadSentence = () => import("../findings/Sentence");
const loadKeys = () => import("../shell/Keys");

/** What tells of findings in a frame. */
export type Told = typeof import("../findings/Sentence");

interface Props {
  player: Player;
  /** What a still picture in its place was asked for by the page around the frame. */
  heard?: Heard | null | undefined;
  told?: Told | null;
  /** What else leads elsewhere, beside Edit. */
  out?: ComponentChildren;
}

export function Playing({ player, heard, told: before = null, out }: Props) {
  const root = useRef<HTMLElement>(null);
  const requests = useRequests(player);
  const [keys, setKeys] = useState(false);
  const list = useComing(keys, loadKeys);
  const [panels] = useState(() => panelsOf(location.search));
  const found = Boolean(player.recording.findings?.length) && !panels.includes("findings");
  const told = useLater(found && !before, loadSentence) ?? (found ? before : null);
  const beneath = useLater(panels.length > 0, loadPanels);
  useLinks(root, player);
  // At once: a key may be waiting for it.
  useLayoutEffect(() => {
    const ask = (request: Request) => {
      if (request !== "keys") return requests.open(request);
      setKeys(true);
      return true;
    };
    return root.current ? attachShortcuts(root.current, { current: () => player, ask }, nodeAt) : undefined;
  }, [player]);
  useEffect(() => {
    if (!isFramed()) return;
    let [gone, end] = [false, () => {}];
    const around = root.current?.parentElement;
    void import("../frame/follow").then(({ follow }) => {
      if (!gone && around) end = follow(player, around, heard ?? null);
    });
    return () => {
      gone = true;
      end();
    };
  }, [player]);
  return (
    <Frame
      player={player}
      root={root}
      told={told && <told.Sentence player={player} />}
      paneled={panels.length > 0}
      out={out}
    >
      {panels.length > 0 && (
        <div class="panels">{beneath && <beneath.FramePanels player={player} panels={panels} />}</div>
      )}
      {requests.drawn}
      {list.code && <list.code.Keys open={keys} onClose={() => setKeys(false)} />}
      {keys && !list.code && <AwaitedOver coming={list} title="?" onClose={() => setKeys(false)} />}
    </Frame>
  );
}
