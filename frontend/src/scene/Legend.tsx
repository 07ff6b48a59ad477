// What the lines and places of the picture mean.

import type { SceneTexts } from "./texts";

export function Legend({ texts }: { texts: SceneTexts }) {
  return (
    <div class="legend" aria-hidden="true">
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="data" d="M11,1L11,16" />
          <path class="data-h" d="M7,13h8L11,21z" />
        </svg>
        {texts.legendData}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="band now" d="M11,22V0" />
          <path class="chev" d="M7,8l4,-4 4,4M7,14l4,-4 4,4M7,20l4,-4 4,4" />
        </svg>
        {texts.legendGradient}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <rect class="well-kept" x="2" y="5" width="18" height="12" rx="2" />
        </svg>
        {texts.legendKept}
      </span>
      <span>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <path class="wall hot" d="M3,3v16M19,3v16" />
        </svg>
        {texts.legendPasses}
      </span>
    </div>
  );
}
