// What is said of a run that takes a while, in English.

const number = new Intl.NumberFormat("en");

export const en = {
  queued: (ahead: number | null) =>
    ahead ? `Waiting for ${ahead} other ${ahead === 1 ? "run" : "runs"}` : "Waiting for its turn",
  running: "Running",
  steps: (steps: number) => `${number.format(steps)} ${steps === 1 ? "step" : "steps"} so far`,
  laying_out: "The run is over, its graph is being drawn",
};

export type ProgressTexts = typeof en;
