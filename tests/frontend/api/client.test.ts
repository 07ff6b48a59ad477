import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createClient } from "../../../frontend/src/api/client";

const recording = readFileSync(
  resolve(import.meta.dirname, "../../fixtures/recordings/05_grad_fn.json"),
  "utf8",
);

function answering(body: string, init: ResponseInit = {}) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const client = createClient("/api/v1", async (url, request) => {
    asked.push({ url: String(url), init: request });
    return new Response(body, init);
  });
  return { client, asked };
}

const problem = (name: string, more = {}) =>
  JSON.stringify({ type: `urn:gradwalk:problem:${name}`, title: "T", detail: "D", ...more });

describe("a program that ran", () => {
  it("answers its recording", async () => {
    const { client, asked } = answering(recording, { status: 201 });
    const answer = await client.record("x = 1");
    expect(answer.ok && answer.value.id).toBe(JSON.parse(recording).id);
    expect(asked[0]?.url).toBe("/api/v1/graphs");
    expect(asked[0]?.init?.body).toBe('{"source":"x = 1"}');
  });

  it("is read by its id, which cannot leave its place in the address", async () => {
    const { client, asked } = answering(recording);
    await client.read("../examples?x");
    expect(asked[0]?.url).toBe("/api/v1/graphs/..%2Fexamples%3Fx");
  });
});

describe("a program that did not run", () => {
  it("carries the violations of a refusal", async () => {
    const violation = {
      line: 2,
      column: 0,
      end_line: 2,
      end_column: 9,
      rule: "import",
      reason: { en: "no", zh: "不" },
      hint: { en: "do", zh: "做" },
    };
    const { client } = answering(problem("refused", { violations: [violation, { line: "2" }] }), {
      status: 422,
    });
    expect(await client.record("")).toEqual({
      ok: false,
      failure: { kind: "refused", violations: [violation] },
    });
  });

  it("says when a busy server may be asked again", async () => {
    const { client } = answering(problem("busy"), { status: 503, headers: { "Retry-After": "3" } });
    expect(await client.record("")).toEqual({ ok: false, failure: { kind: "busy", retryAfter: 3 } });
  });

  it("tells a missing recording from a failing server", async () => {
    expect(await answering(problem("not-found"), { status: 404 }).client.read("a")).toEqual({
      ok: false,
      failure: { kind: "missing" },
    });
    expect(await answering(problem("store-unavailable"), { status: 503 }).client.read("a")).toEqual({
      ok: false,
      failure: { kind: "server", status: 503, detail: "D" },
    });
  });

  it("survives a proxy that answers with a page", async () => {
    expect(await answering("<html>", { status: 502 }).client.record("")).toEqual({
      ok: false,
      failure: { kind: "server", status: 502, detail: "502" },
    });
    expect((await answering("<html>").client.record("")).ok).toBe(false);
  });

  it("takes no other JSON for a recording", async () => {
    const answer = await answering('{"version": 2}').client.record("");
    expect(answer.ok === false && answer.failure.kind).toBe("broken");
  });

  it("tells a network that failed from a request that was called off", async () => {
    const offline = createClient("", async () => {
      throw new TypeError("fetch failed");
    });
    expect(await offline.record("")).toEqual({ ok: false, failure: { kind: "network" } });
    const calledOff = createClient("", async () => {
      throw new DOMException("aborted", "AbortError");
    });
    expect(await calledOff.record("")).toEqual({ ok: false, failure: { kind: "cancelled" } });
  });
});

it("drops examples that are none", async () => {
  const good = { name: "a", title: { en: "A", zh: "甲" }, source: "x" };
  const { client } = answering(JSON.stringify([good, { name: "b" }, null]));
  expect(await client.examples()).toEqual({ ok: true, value: [good] });
});
