// What lines and places for gradients can look like, and how they look as long as nothing is there. Pure.

export type LineView = {
  look: "future" | "now" | "done";
  token: number | null;
  gradient: "none" | "lane" | "now" | "past";
  sent: number | null;
};

/** As long as nothing is there that it could join. */
export const FUTURE: LineView = { look: "future", token: null, gradient: "none", sent: null };

export type GradWord =
  | ("empty" | "waiting" | "notReached" | "cleared" | "arriving" | "kept")
  | ("retained" | "notYet" | "arrived" | "passing" | "passedOn" | "seed");

/** The place for a gradient: a `well` keeps it, a `channel` lets it pass. `value` null in a well is None. */
export type GradView = {
  style: "none" | "well" | "channel";
  word: GradWord;
  value: number | null;
  hot: boolean;
};

export const NO_GRAD: GradView = { style: "none", word: "empty", value: null, hot: false };
