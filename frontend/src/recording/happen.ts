// What a kind of step does to a state, besides what any step may: a part of the fold (fold.ts).

import type { Arrival, FunctionState, State } from "./fold";
import { functionOf } from "./lookup";
import { nameKey } from "./names";
import type { Bind, NameChange, Recording, Step } from "./types.gen";

/** Writes into the state's own records, but replaces the rows in them. */
export function happen(state: State, step: Step, recording: Recording): void {
  switch (step.type) {
    case "bind":
      bind(state, step);
      break;
    case "skipped":
      for (const change of step.names ?? []) bind(state, change);
      for (const freed of step.freed ?? []) touch(state, freed, { freed: true });
      break;
    case "backward":
      state.calls.push(step.call);
      for (const root of step.roots) {
        if (root.function === null) continue;
        arrive(state, root.function, {
          call: step.call,
          output_nr: root.output_nr,
          function: null,
          input: null,
          value: root.seed,
        });
      }
      break;
    case "node":
      touch(state, step.function, { ran: step.call, received: step.received, sent: step.sent });
      functionOf(recording, step.function).inputs.forEach((edge, input) => {
        const value = step.sent[input] ?? null;
        if (edge.kind !== "function" || value === null) return;
        arrive(state, edge.function, {
          call: step.call,
          output_nr: edge.output_nr,
          function: step.function,
          input,
          value,
        });
      });
      break;
    case "accumulate":
      touch(state, step.function, { ran: step.call, received: [step.incoming] });
      break;
    case "backward_end":
      state.calls = state.calls.filter((call) => call !== step.call);
      for (const freed of step.freed) touch(state, freed, { freed: true });
      break;
  }
}

function bind(state: State, bound: Bind | NameChange): void {
  if (bound.tensor === null) delete state.names[nameKey(bound)];
  else state.names[nameKey(bound)] = bound.tensor;
}

function touch(state: State, id: string, change: Partial<FunctionState>): void {
  state.functions[id] = { ...(state.functions[id] as FunctionState), ...change };
}

function arrive(state: State, id: string, arrival: Arrival): void {
  const before = (state.functions[id] as FunctionState).arrivals;
  const kept = before[0] && before[0].call !== arrival.call ? [] : before;
  touch(state, id, { arrivals: [...kept, arrival] });
}
