// An answer that is told of as it comes: the server's events of how far a run is, up to the recording at its end.

import { isObject } from "./problem";

/** How far a run has come: behind how many others it waits, how many steps it has recorded. */
export type Progress = {
  stage: "queued" | "running" | "laying_out";
  ahead: number | null;
  steps: number | null;
};

type Told = { event: string; data: unknown; retry: number | null };

const SECOND_MS = 1000;

/** What a response of events comes to: what `read` gives for the id of the recording, or the problem as a response of its own. */
export async function settled(
  response: Response,
  tell: (progress: Progress) => void,
  read: (id: string) => Promise<Response>,
): Promise<Response> {
  // What is refused at once is answered without events.
  if (!response.headers.get("Content-Type")?.startsWith("text/event-stream") || !response.body)
    return response;
  for await (const { event, data, retry } of eventsOf(response.body)) {
    if (!isObject(data)) continue;
    if (event === "progress") tell(progressOf(data));
    else if (event === "done" && typeof data.id === "string") return read(data.id);
    else if (event === "problem") return asResponse(data, retry);
    else if (event === "cancelled") throw new DOMException("the run was given up", "AbortError");
  }
  throw new TypeError("the events ended before the run did");
}

function progressOf({ stage, ahead, steps }: Record<string, unknown>): Progress {
  const count = (value: unknown) => (typeof value === "number" ? value : null);
  return {
    stage: stage === "queued" || stage === "laying_out" ? stage : "running",
    ahead: count(ahead),
    steps: count(steps),
  };
}

function asResponse(problem: Record<string, unknown>, retry: number | null): Response {
  const status = typeof problem.status === "number" ? problem.status : 500;
  const headers: HeadersInit = retry === null ? {} : { "Retry-After": String(Math.ceil(retry / SECOND_MS)) };
  return new Response(JSON.stringify(problem), { status, headers });
}

/** The events of a stream; one ends with an empty line, wherever the pieces that come are cut. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Told> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let text = "";
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const blocks = (text + piece.value).split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) yield eventOf(block);
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

function eventOf(block: string): Told {
  const field = (name: string) =>
    block
      .split("\n")
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2))
      .join("\n");
  let data: unknown;
  try {
    data = JSON.parse(field("data"));
  } catch {
    // A comment, which keeps the connection.
  }
  const retry = field("retry");
  return { event: field("event"), data, retry: retry ? Number(retry) : null };
}
