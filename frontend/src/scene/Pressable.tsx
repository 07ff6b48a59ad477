// A part of the picture that acts like a button.

import type { ComponentChildren } from "preact";

type Props = {
  label: string;
  press: () => void;
  /** It has the focus, and not by a pointer. */
  reached: () => void;
  /** Of what opens and closes something: whether it is open. */
  expanded?: boolean;
  children: ComponentChildren;
};

export function Pressable({ label, press, reached, expanded, children }: Props) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    press();
  };
  const onFocus = (event: FocusEvent) => {
    if ((event.currentTarget as Element).matches(":focus-visible")) reached();
  };
  const handlers = __STILL__ ? {} : { onClick: press, onKeyDown: onKey, onFocus };
  return (
    // SVG knows its attributes by their exact case: only `tabindex` gives the focus.
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside an SVG
    <g class="pressable" role="button" tabindex={0} aria-label={label} aria-expanded={expanded} {...handlers}>
      {children}
    </g>
  );
}
