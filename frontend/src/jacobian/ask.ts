// The question to the server: one more run of a recorded program, and a derivative from it.

import { BASE, createAsking, type Failure, fetched, posted } from "../api/client";
import { RecordingError } from "../recording/parse";
import { type Jacobian, parseJacobian, type Question } from "./answer";

/** `reason` is the API's word for why there is none. */
export type JacobianAnswer =
  | { ok: true; value: Jacobian }
  | { ok: false; failure: Failure | { kind: "no_jacobian"; reason: string } };

export type Ask = (id: string, question: Question, signal: AbortSignal) => Promise<JacobianAnswer>;

export function createAsk(base = BASE, fetcher = fetched): Ask {
  const ask = createAsking(base, fetcher);
  return (id, question, signal) =>
    ask(`/graphs/${encodeURIComponent(id)}/jacobian`, { ...posted(question), signal }, parsed, (problem) =>
      problem?.name === "no-jacobian" ? { kind: "no_jacobian" as const, reason: problem.reason } : null,
    );
}

function parsed(body: unknown): Jacobian {
  const answer = parseJacobian(body);
  if (!answer) throw new RecordingError("this is no Jacobian");
  return answer;
}
