// What each card looks like at a position: its state, its value, and the place for its gradient. Pure: no DOM, no words.

import { tensorOf } from "../recording/lookup";
import type { PlacedNode } from "../recording/types.gen";
import { also } from "../still/also";
import { failedIn } from "./affairs";
import { type GradView, NO_GRAD } from "./future";
import { gradView, meetsIn } from "./gradients";
import { shownAt } from "./history";
import { isAbout, type Moment } from "./moment";
import { isOwn } from "./own";

export type CardLook = "future" | "done" | "now" | "overwritten";
export type CardView = {
  look: CardLook;
  failed: boolean;
  leaf: boolean;
  tracked: boolean;
  retained: boolean;
  detached: boolean;
  value: number | null;
  version: number | null;
  grad: GradView;
  meets: boolean;
};

export function cardView(moment: Moment, node: PlacedNode): CardView {
  const { recording, state, step, position, past } = moment;
  const id = node.tensor as string;
  const row = tensorOf(recording, id);
  const now = state.tensors[id];
  const own = now && isOwn(now, node);
  const told = __STILL__ ? also.shownAt : shownAt;
  const first = own ? { ...now, overwritten: false } : null;
  const shown = told ? told(past.histories, node, position) : first;
  const failed = (__STILL__ ? also.failedIn : failedIn)?.(step) ?? null;
  const leaf = node.kind === "leaf";
  // Of a leaf that is none any more this card shows what it was: untracked, or nothing could have been made of it in place.
  const tracked = leaf ? Boolean(now ? own && now.requires_grad : row.requires_grad) : true;
  const grad =
    !shown || !now
      ? futureGrad(leaf, tracked)
      : ((__STILL__ ? also.gradView : gradView)?.(moment, node, tracked) ?? futureGrad(leaf, tracked));
  return {
    look: !shown ? "future" : shown.overwritten ? "overwritten" : own && isAbout(step, node) ? "now" : "done",
    failed: node.kind !== "leaf" && failed !== null && failed === node.function,
    leaf,
    tracked,
    retained: Boolean(!leaf && now?.retains_grad),
    detached: past.cuts.has(id),
    value: shown ? shown.value : null,
    version: shown && (shown.overwritten || shown.version) ? shown.version : null,
    grad,
    meets: grad.hot && ((__STILL__ ? also.meetsIn : meetsIn)?.(moment, node) ?? false),
  };
}

const futureGrad = (leaf: boolean, tracked: boolean): GradView =>
  tracked
    ? { style: leaf ? "well" : "channel", word: leaf ? "empty" : "notYet", value: null, hot: false }
    : NO_GRAD;
