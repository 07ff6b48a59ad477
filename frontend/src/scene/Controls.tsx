// Buttons over the picture, and pointers to what lies outside it.

import type { Player } from "../player/player";
import type { PlacedNode } from "../recording/types.gen";
import type { SceneTexts } from "./texts";
import type { Camera } from "./useCamera";

export function Controls({ camera, player, texts }: { camera: Camera; player: Player; texts: SceneTexts }) {
  const follow = player.follow.value;
  return (
    <div class="zoom">
      <button
        type="button"
        class="btn w"
        aria-pressed={follow}
        onClick={() => (player.follow.value = !follow)}
      >
        {texts.follow}
      </button>
      <button type="button" class="btn w" onClick={camera.fit}>
        {texts.fit}
      </button>
      <button type="button" class="btn" aria-label={texts.zoomOut} onClick={() => camera.zoom(-1)}>
        −
      </button>
      <button type="button" class="btn" aria-label={texts.zoomIn} onClick={() => camera.zoom(1)}>
        +
      </button>
    </div>
  );
}

const NAMED = 3;

export function Hints({
  camera,
  nodes,
  name,
}: {
  camera: Camera;
  nodes: PlacedNode[];
  name: (node: PlacedNode) => string;
}) {
  const { above, below } = camera.hints(
    nodes.filter((node) => node.tensor && node.kind !== "use" && node.kind !== "constant"),
  );
  const list = (boxes: PlacedNode[]) => {
    const names = boxes.map(name);
    return names.slice(0, NAMED).join(", ") + (names.length > NAMED ? ` +${names.length - NAMED}` : "");
  };
  return (
    <>
      {above.length > 0 && <span class="hint up">↑ {list(above)}</span>}
      {below.length > 0 && <span class="hint down">↓ {list(below)}</span>}
    </>
  );
}
