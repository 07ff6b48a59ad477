// The words in the picture, in English. torch's own names stay as they are.

import type { Value } from "../recording/types.gen";

export const en = {
  graph: "Computation graph",
  leaf: "leaf",
  untracked: "leaf, no grad",
  parameter: "Parameter",
  retainedTag: "retain_grad",
  view: "view of",
  detached: "detached",
  grad: "grad",
  ownGrad: ".grad",
  empty: "empty",
  waiting: "waiting",
  notReached: "not reached",
  cleared: "cleared",
  arriving: "arriving",
  kept: "kept",
  retained: "retained",
  notYet: "not yet",
  arrived: "arrived",
  passing: "passing",
  passedOn: "passed on",
  seed: "seed",
  version: "version",
  madeBy: (call: number) => `made by backward ${call}`,
  noDerivative: "no derivative",
  constant: ["constant,", "no gradient"],
  use: "used again here",
  open: "open this",
  close: "close this",
  scalar: "scalar",
  noElements: "no elements",
  fit: "Fit",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  follow: "Follow",
  /** A still picture has no legend. */
  legend: __STILL__
    ? (null as never)
    : {
        title: "What the marks mean",
        data: "data, forward",
        gradient: "gradient, backward",
        kept: ".grad: kept (leaf)",
        passes: "grad: passes through",
      },
  /** Where there is no picture, there is no still one. */
  bare: __STILL__
    ? (null as never)
    : {
        noLayout: "This graph could not be drawn.",
        nothing: "Nothing to draw: the program made no tensors.",
        name: "name",
        shape: "shape",
        value: "value",
      },
  hidden: {
    uninitialised: "uninitialised",
    sparse: "sparse",
    quantised: "quantised",
    nested: "nested",
    meta: "no values (meta)",
    wrapped: "inside a transform",
    freed: "freed",
    unreadable: "unreadable",
  } satisfies Record<NonNullable<Value["hidden"]>, string>,
};

export type SceneTexts = typeof en;
