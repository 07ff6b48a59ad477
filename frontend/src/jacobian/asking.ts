// What has been asked of each recording, and how far the answers are.

import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import type { Recording } from "../recording/types.gen";
import type { Jacobian, Question } from "./answer";
import type { Ask } from "./ask";

/** Null where there is no server that runs programs: a frame in another page. */
export const AskJacobian = createContext<Ask | null>(null);

export type Asked =
  | { kind: "not" }
  | { kind: "pending"; cancel: () => void }
  | { kind: "answered"; jacobian: Jacobian }
  /** `reason` is the API's word, or the kind of failure. */
  | { kind: "failed"; reason: string };

const asked = new WeakMap<Recording, Map<string, Signal<Asked>>>();

/** The state of one question; it outlives the panel that asked it. */
export function stateOf(recording: Recording, question: Question): Signal<Asked> {
  const all = asked.get(recording) ?? new Map<string, Signal<Asked>>();
  asked.set(recording, all);
  const key = JSON.stringify(question);
  const state = all.get(key) ?? signal<Asked>({ kind: "not" });
  all.set(key, state);
  return state;
}

export async function request(ask: Ask, recording: Recording, question: Question): Promise<void> {
  const state = stateOf(recording, question);
  const control = new AbortController();
  const pending: Asked = {
    kind: "pending",
    cancel: () => {
      control.abort();
      state.value = { kind: "not" };
    },
  };
  state.value = pending;
  const answer = await ask(recording.id, question, control.signal);
  if (state.peek() !== pending) return;
  if (answer.ok) state.value = { kind: "answered", jacobian: answer.value };
  else {
    const { failure } = answer;
    state.value = { kind: "failed", reason: failure.kind === "no_jacobian" ? failure.reason : failure.kind };
  }
}
