import { describe, expect, it } from "vitest";
import { createClient } from "../../../frontend/src/api/client";
import type { Progress } from "../../../frontend/src/api/told";
import { load } from "../fixtures";

const recording = load("05_grad_fn");
const event = (name: string, data: unknown, more = "") =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n${more}\n`;
const QUEUED = event("progress", { stage: "queued", ahead: 2 });
const RUNNING = event("progress", { stage: "running", steps: 7 });
const LAYING_OUT = event("progress", { stage: "laying_out" });
const DONE = event("done", { id: recording.id, location: `/api/v1/graphs/${recording.id}`, created: true });

/** A server whose events come in pieces of so many bytes. */
function telling(events: string, size = Number.POSITIVE_INFINITY) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const bytes = new TextEncoder().encode(events);
  const client = createClient("/api/v1", async (url, init) => {
    asked.push({ url: String(url), init });
    if (init?.method !== "POST") return new Response(JSON.stringify(recording));
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.slice(at, at + size));
        stream.close();
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream; charset=utf-8" } });
  });
  const heard: Progress[] = [];
  const record = () => client.record("x = 1", undefined, undefined, (progress) => heard.push(progress));
  return { asked, heard, record };
}

describe("a run that is told of", () => {
  for (const size of [1, 7, 10_000])
    it(`is heard in order and ends with its recording, also in pieces of ${size} bytes`, async () => {
      const { asked, heard, record } = telling(
        `${event("run", { run: "r" })}${QUEUED}: still there\n\n${RUNNING}${LAYING_OUT}${DONE}`,
        size,
      );
      const answer = await record();
      expect(answer.ok && answer.value.id).toBe(recording.id);
      expect(heard).toEqual([
        { stage: "queued", ahead: 2, steps: null },
        { stage: "running", ahead: null, steps: 7 },
        { stage: "laying_out", ahead: null, steps: null },
      ]);
      expect(asked.map(({ url }) => url)).toEqual(["/api/v1/graphs", `/api/v1/graphs/${recording.id}`]);
      expect(asked[0]?.init?.headers).toMatchObject({ Accept: "text/event-stream" });
    });

  it("that comes to a problem fails as if that had been the answer", async () => {
    const problem = { type: "urn:gradwalk:problem:busy", title: "T", detail: "D", status: 503 };
    const { record } = telling(`${QUEUED}${event("problem", problem, "retry: 3000\n")}`);
    expect(await record()).toEqual({ ok: false, failure: { kind: "busy", retryAfter: 3 } });
  });

  it("that was given up elsewhere is cancelled", async () => {
    const { record } = telling(event("cancelled", {}));
    expect(await record()).toEqual({ ok: false, failure: { kind: "cancelled" } });
  });

  it("whose events break off did not reach its end", async () => {
    const { record } = telling(`${RUNNING}event: do`);
    expect(await record()).toEqual({ ok: false, failure: { kind: "network" } });
  });
});

it("a refusal, which comes without events, is read as ever", async () => {
  const body = JSON.stringify({ type: "urn:gradwalk:problem:too-large", title: "T", detail: "D" });
  const client = createClient("", async () => new Response(body, { status: 413 }));
  const answer = await client.record("", undefined, undefined, () => {});
  expect(answer).toEqual({ ok: false, failure: { kind: "too_large" } });
});
