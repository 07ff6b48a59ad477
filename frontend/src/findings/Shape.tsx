// The mark of a finding: octagon, triangle, circle, so that it reads without colour.

import type { Finding } from "../recording/types.gen";
import "../styles/shapes.css";

const SHAPES = {
  error: (
    <>
      <path class="solid" d="M6.4,1.2h7.2l5.2,5.2v7.2l-5.2,5.2H6.4L1.2,13.6V6.4z" />
      <path class="sign" d="M6.6,6.6l6.8,6.8m0,-6.8l-6.8,6.8" />
    </>
  ),
  warning: (
    <>
      <path class="solid" d="M10,1.5L19,18H1z" />
      <path class="sign" d="M10,7.5v5M10,15.2v.2" />
    </>
  ),
  note: (
    <>
      <circle class="ring" cx="10" cy="10" r="8" />
      <path class="line" d="M10,9.2v5.3M10,5.6v.2" />
    </>
  ),
};

/** Twenty units wide and high, from its top left corner. */
export const Shape = ({ severity }: { severity: Finding["severity"] }) => (
  <g class={`shape of-${severity}`}>{SHAPES[severity]}</g>
);

export const ShapeIcon = ({ severity }: { severity: Finding["severity"] }) => (
  <svg class="shape-icon" viewBox="0 0 20 20" aria-hidden="true">
    <Shape severity={severity} />
  </svg>
);
