// The shapes of marks in a box of 18 by 18, as SVG paths that go on from the box's corner: one path may have many of them.

/** The side of the box. */
export const SIDE = 18;

/** A circle, from its right end on. */
const ring = (r: number) => `a${r} ${r} 0 1 1-${2 * r} 0a${r} ${r} 0 1 1 ${2 * r} 0z`;
const DOT = ring(1.8);

// All go round the same way, so that two which touch do not open each other.
export const SHAPES = {
  create: "m4 4h10v10h-10z",
  op: `m14.5 9${ring(5.5)}`,
  bind: `m12 9${ring(3)}`,
  flag: "m5 15v-12h9l-2.5 3.5 2.5 3.5h-9",
  backward: "m9 3l6 6-6 6-6-6z",
  node: "m9 2.5l6.5 6.5h-3v6h-7v-6h-3z",
  accumulate: "m3.5 3h3.5v8h4v-8h3.5v11.5h-11z",
  backward_end: `m14.5 9${ring(5.5)}`,
  grad: "m3.5 3h3.5v4h4v-4h3.5v11.5h-11z",
  update: "m4 4h10v10h-10zm0 5h10",
  print: "m3 5h12v8h-6l-3 3v-3h-3z",
  warning: "m9 2.5l7 12.5h-14z",
  skipped: `m5.3 9${DOT}m5.5 0${DOT}m5.5 0${DOT}`,
  note: `m15.5 9${ring(6.5)}`,
  error: "m6 2h6l4 4v6l-4 4h-6l-4-4v-6z",
};
