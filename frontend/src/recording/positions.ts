// The steps that are about one tensor or one function. Pure.

import { functionOf } from "./lookup";
import { mentionsOf } from "./mentions";
import type { Recording, Step } from "./types.gen";

type Node = { kind: "tensor" | "function"; id: string };

/** The positions of the steps that are about a node, in order, counted from 1. */
export function positionsOf(recording: Recording, node: Node): number[] {
  const isAbout = node.kind === "tensor" ? aboutTensor(recording, node.id) : aboutFunction(node.id);
  return mentionsOf(recording, node.id).flatMap((step) => (isAbout(step) ? [step.index + 1] : []));
}

function aboutFunction(id: string): (step: Step) => boolean {
  return (step) =>
    Boolean(step.functions?.includes(id)) ||
    ("function" in step && step.function === id) ||
    (step.type === "backward" && step.roots.some((root) => root.function === id)) ||
    (step.type === "backward_end" && step.failed === id);
}

/** It is made, named, changed, asked for, or a gradient comes to it. */
function aboutTensor(recording: Recording, id: string): (step: Step) => boolean {
  return (step) => {
    if (step.born?.includes(id)) return true;
    switch (step.type) {
      case "op":
        return step.mutated.includes(id);
      case "backward":
        return step.roots.some((root) => root.tensor === id);
      case "node":
        return functionOf(recording, step.function).inputs.some(
          (edge, n) =>
            edge.kind === "function" &&
            step.sent[n] != null &&
            (edge.tensor === id || functionOf(recording, edge.function).variable === id),
        );
      default:
        return "tensor" in step && step.tensor === id;
    }
  };
}
