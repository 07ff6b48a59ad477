// The icons of the controls: strokes in the colour of the text around them.

import { useMemo } from "preact/hooks";

const FEW = {
  previous: "M11.5 4L6.5 9l5 5",
  next: "M6.5 4l5 5-5 5",
  alert: "M9 5v5M9 13v.2M6 2h6l4 4v6l-4 4H6l-4-4V6z",
  up: "M4 9l5-5 5 5M4 15l5-5 5 5",
  fall: "M9 2v9M4.5 9.5h9L9 16z",
} as const;

const MANY = {
  first: "M13.5 4l-5 5 5 5M4.5 4v10",
  last: "M4.5 4l5 5-5 5M13.5 4v10",
  down: "M4 6.5l5 5 5-5",
  check: "M3.5 9.5l3.6 3.6L14.5 5",
  close: "M4.5 4.5l9 9M13.5 4.5l-9 9",
  note: "M9 8.5V13M9 5v.2M9 2a7 7 0 1 1 0 14A7 7 0 0 1 9 2z",
  share: "M9 11V2.5M5.5 6L9 2.5 12.5 6M4 9H3v6.5h12V9h-1",
  panel: "M2.5 3.5h13v11h-13zM11 3.5v11",
  loop: "M13 3l2.5 2.5L13 8M15 5.5H6a3.5 3.5 0 0 0 0 7h1M5 15l-2.5-2.5L5 10M3 12.5h9a3.5 3.5 0 0 0 0-7",
  text: "M3 4.5h12M3 9h12M3 13.5h8",
  search: "M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3zM11.8 11.8l3.7 3.7",
} as const;

const PATHS: Record<string, string> = __STILL__ ? FEW : { ...FEW, ...MANY };

export type IconName = keyof typeof FEW | keyof typeof MANY | "play" | "pause" | "theme";

export function Icon({ name }: { name: IconName }) {
  return useMemo(() => drawn(name), [name]);
}

function drawn(name: IconName) {
  return (
    <svg class="icon" viewBox="0 0 18 18" aria-hidden="true">
      {name === "play" && <path d="M5 3l10 6-10 6z" fill="currentColor" />}
      {name === "pause" && <path d="M4.5 3h3.5v12H4.5zM10 3h3.5v12H10z" fill="currentColor" />}
      {!__STILL__ && name === "theme" && (
        <>
          <circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" stroke-width="1.6" />
          <path d="M9 2.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
        </>
      )}
      {PATHS[name] && (
        <path
          d={PATHS[name]}
          fill="none"
          stroke="currentColor"
          stroke-width="1.9"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      )}
    </svg>
  );
}

/** The mark of the product: values go down, gradients come up. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M7 3v13" fill="none" stroke="var(--fwd-solid)" stroke-width="2.2" />
      <path d="M3.2 14.5h7.6L7 20z" fill="var(--fwd-solid)" />
      <path
        d="M11.5 9l4-4 4 4M11.5 14l4-4 4 4M11.5 19l4-4 4 4"
        fill="none"
        stroke="var(--bwd-solid)"
        stroke-width="2.2"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  );
}
