// What a group's box looks like at a position, and what the lines at a closed one carry. Pure.

import { scopeOf } from "../../recording/lookup";
import type { Layout, PlacedGroup, Recording, Scope } from "../../recording/types.gen";
import type { LineView } from "../future";
import type { PillLook } from "../lines";
import type { Moment } from "../moment";

/** The functions of every group, those of the groups in it included. */
export type Contents = Map<string, Set<string>>;

export function contentsOf(layout: Layout): Contents {
  const groups = layout.groups ?? [];
  const contents: Contents = new Map(groups.map(({ id }) => [id, new Set()]));
  const around = new Map(groups.map(({ id, group }) => [id, group ?? null]));
  for (const { kind, function: made, group } of layout.nodes) {
    if (!made || (kind !== "unit" && kind !== "function")) continue;
    for (let id = group ?? null; id !== null; id = around.get(id) ?? null) contents.get(id)?.add(made);
  }
  return contents;
}

/** A closed group is lit while something in it is, and has run once all of it has. */
export function scopeLook({ state, step }: Moment, functions: Set<string>): PillLook {
  const failed = step?.type === "error" ? step.function : step?.type === "backward_end" ? step.failed : null;
  if (failed !== null && functions.has(failed)) return "error";
  const works = step?.type === "node" ? [step.function] : step?.type === "op" ? (step.functions ?? []) : [];
  if (works.some((id) => functions.has(id))) return "now";
  let look: PillLook = "future";
  for (const id of functions) {
    const now = state.functions[id];
    if (!now) continue;
    if (now.ran === null) return "built";
    look = "ran";
  }
  return look;
}

/** Several lines drawn as one: what any of them carries now, it carries. */
export function joined(views: LineView[]): LineView {
  const [first] = views;
  const best = <T>(order: T[], of: (view: LineView) => T): T =>
    order.find((wanted) => views.some((view) => of(view) === wanted)) as T;
  const carrier = views.find((view) => view.gradient === "now") ?? views.find((view) => view.token !== null);
  return {
    ...(carrier ?? (first as LineView)),
    look: best(["now", "done", "future"], (view) => view.look),
    gradient: best(["now", "past", "lane", "none"], (view) => view.gradient),
  };
}

/** A group's label: `Linear` `net.0`, `for i in range(3)` `· 2`; a run also says how often. */
export type Label = { strong: string; code: string; count: string };

export function labelOf(recording: Recording, group: PlacedGroup): Label {
  const scopes = group.scopes.map((id) => scopeOf(recording, id));
  const [scope] = scopes as [Scope];
  const count = group.count > 1 ? `×${group.count}` : "";
  if (scopes.length > 1) return { strong: "", code: scopes.map(nameOf).join(", "), count };
  if (scope.kind === "module")
    return { strong: scope.module ?? "", code: scope.name === scope.module ? "" : scope.name, count };
  if (scope.kind === "function") return { strong: "", code: scope.name, count };
  return { strong: "", code: scope.name, count: count || `· ${scope.iteration ?? 0}` };
}

const nameOf = ({ kind, name, module }: Scope): string =>
  kind === "module" && name !== module ? `${module} ${name}` : name;
