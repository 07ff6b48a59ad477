// Where backward stops in the style guide: the function, the card that no longer has what it saved, and the trail between.

import { useMarginTexts } from "../i18n/page";
import { useSceneTexts } from "../i18n/player";
import type { Fault } from "../margin/fault";
import { Stopped } from "../margin/Stopped";
import { start } from "../recording/fold";
import { Card } from "../scene/Card";
import { Pill } from "../scene/Pill";
import { box, fn, recording } from "./bench";
import { changed } from "./cards";

const from = box({
  kind: "function",
  function: fn("SigmoidBackward0", "x.sigmoid()"),
  x: 148,
  y: 12,
  width: 224,
  height: 28,
  pill_width: 224,
  pill_height: 28,
});
const saved = { name: "result", tensor: changed.node.tensor ?? "", version: 0, now: 1 };
const fault: Fault = { from, to: changed.node, saved };

export function StoppedSample() {
  const scene = useSceneTexts();
  return (
    <>
      <Pill {...{ recording }} node={from} look="error" texts={scene} />
      <Card {...{ recording, ...changed }} state={start()} texts={scene} />
      <Stopped {...{ fault }} name="s" step={9} texts={useMarginTexts()} />
    </>
  );
}
