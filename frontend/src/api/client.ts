// The REST API: programs in, recordings out. Every failure is a value of one union, so that none goes unsaid.

import { parseRecording, RecordingError } from "../recording/parse";
import type { Options, Recording } from "../recording/types.gen";
import { isObject, type Problem, parseProblem, parseWords, type Violation, type Words } from "./problem";
import type { Progress } from "./told";

export interface Example {
  name: string;
  title: Words;
  source: string;
}

/** Why there is no answer. `retryAfter` is in seconds. */
export type Failure =
  | { kind: "cancelled" }
  | { kind: "network" }
  | { kind: "refused"; violations: Violation[] }
  | { kind: "busy"; retryAfter: number | null }
  | { kind: "missing" }
  | { kind: "too_large" }
  | { kind: "broken"; detail: string }
  /** The program in the page's own link cannot be read. */
  | { kind: "bad_link" }
  | { kind: "server"; status: number; detail: string };

export type Answer<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

export interface Client {
  /** Run a program, or take its recording where the same one was run before. `tell` hears how far it has come. */
  record(
    source: string,
    signal?: AbortSignal,
    options?: Options,
    tell?: (progress: Progress) => void,
  ): Promise<Answer<Recording>>;
  /** A recording that was made before. */
  read(id: string, signal?: AbortSignal): Promise<Answer<Recording>>;
  examples(signal?: AbortSignal): Promise<Answer<Example[]>>;
}

type Asked<Value, Why> = { ok: true; value: Value } | { ok: false; failure: Why | Failure };

/** Asks the API at `base`; `why` says what else than a failure an answer without success can be. */
export function createAsking(base: string, fetcher: typeof fetch) {
  return async <Value, Why = Failure>(
    path: string,
    init: RequestInit,
    parse: (body: unknown) => Value,
    why: (problem: Problem | null) => Why | null = () => null,
  ): Promise<Asked<Value, Why>> => {
    let response: Response;
    let body: unknown;
    try {
      response = await fetcher(`${base}${path}`, { credentials: "omit", ...init });
      body = parseJson(await response.text());
    } catch (error) {
      return failed({ kind: isObject(error) && error.name === "AbortError" ? "cancelled" : "network" });
    }
    if (!response.ok) {
      const problem = parseProblem(body);
      return failed(why(problem) ?? failureOf(response, problem));
    }
    try {
      return { ok: true, value: parse(body) };
    } catch (error) {
      if (error instanceof RecordingError) return failed({ kind: "broken", detail: error.message });
      throw error;
    }
  };
}

export const BASE = "/api/v1";
export const fetched: typeof fetch = (...request) => fetch(...request);

/** What posts an object as JSON. */
export const posted = (body: object): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** A client of the API at `base`, which is this page's own server unless it is told otherwise. */
export function createClient(base = BASE, fetcher = fetched): Client {
  const ask = createAsking(base, fetcher);
  /** Asks for events, and gives what they come to. */
  const telling =
    (tell: (progress: Progress) => void): typeof fetch =>
    async (address, init) => {
      const headers = { ...(init?.headers as Record<string, string>), Accept: "text/event-stream" };
      const [response, { settled }] = await Promise.all([
        fetcher(address, { ...init, headers }),
        import("./told"),
      ]);
      const { credentials, signal } = init ?? {};
      const here = { ...(credentials && { credentials }), ...(signal && { signal }) };
      return settled(response, tell, (id) => fetcher(`${address}/${encodeURIComponent(id)}`, here));
    };
  return {
    record: (source, signal, options, tell) =>
      (tell ? createAsking(base, telling(tell)) : ask)(
        "/graphs",
        { ...posted({ source, ...(options && { options }) }), ...(signal && { signal }) },
        parseRecording,
      ),
    read: (id, signal) =>
      ask(`/graphs/${encodeURIComponent(id)}`, { ...(signal && { signal }) }, parseRecording),
    examples: (signal) => ask("/examples", { ...(signal && { signal }) }, parseExamples),
  };
}

function failureOf(response: Response, problem: Problem | null): Failure {
  switch (problem?.name) {
    case "refused":
      return { kind: "refused", violations: problem.violations };
    case "busy":
      return { kind: "busy", retryAfter: secondsOf(response.headers.get("Retry-After")) };
    case "not-found":
      return { kind: "missing" };
    case "too-large":
      return { kind: "too_large" };
    default:
      return {
        kind: "server",
        status: response.status,
        detail: problem?.detail || problem?.title || String(response.status),
      };
  }
}

/** Retry-After in seconds; the header may also hold a date, which this server never sends. */
function secondsOf(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

function parseExamples(body: unknown): Example[] {
  if (!Array.isArray(body)) throw new RecordingError("these are no examples");
  return body.flatMap((row: unknown) => {
    if (!isObject(row)) return [];
    const title = parseWords(row.title);
    return title && typeof row.name === "string" && typeof row.source === "string"
      ? [{ name: row.name, title, source: row.source }]
      : [];
  });
}

const failed = <Why>(failure: Why): { ok: false; failure: Why } => ({ ok: false, failure });

/** The value that a text holds; undefined, which no JSON is, where it holds none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
