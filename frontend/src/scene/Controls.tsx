// Buttons over the picture.

import type { Player } from "../player/player";
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
