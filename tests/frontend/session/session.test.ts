import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer, Client, Failure } from "../../../frontend/src/api/client";
import type { Progress } from "../../../frontend/src/api/told";
import { parseRecording } from "../../../frontend/src/recording/parse";
import type { Recording } from "../../../frontend/src/recording/types.gen";
import { createSession } from "../../../frontend/src/session/session";

const chapter = (name: string) =>
  parseRecording(
    JSON.parse(readFileSync(resolve(import.meta.dirname, `../../fixtures/recordings/${name}.json`), "utf8")),
  );
const first = chapter("05_grad_fn");
const second = chapter("07_accumulate_and_zero");

interface Asked {
  source: string;
  aborted: () => boolean;
  answer: (answer: Answer<Recording>) => void;
  tell: (progress: Progress) => void;
}
let asked: Asked[] = [];
const client: Client = {
  record: (source, signal, _options, tell = () => {}) =>
    new Promise((answer) => {
      asked.push({ source, answer, tell, aborted: () => signal?.aborted ?? false });
      signal?.addEventListener("abort", () => answer({ ok: false, failure: { kind: "cancelled" } }));
    }),
  read: (id, signal) => client.record(id, signal),
  examples: async () => ({ ok: true, value: [] }),
};
const good = (value: Recording): Answer<Recording> => ({ ok: true, value });
const bad = (failure: Failure): Answer<Recording> => ({ ok: false, failure });

beforeEach(() => {
  asked = [];
});

async function ran(recording: Recording) {
  const session = createSession(client, recording.program.source);
  const done = session.start();
  asked[0]?.answer(good(recording));
  await done;
  return session;
}

describe("a run", () => {
  it("keeps the last recording on show until its own has come", async () => {
    const session = await ran(first);
    const before = session.player.value;
    session.source.value = second.program.source;
    const done = session.start();
    expect(session.player.value).toBe(before);
    asked[1]?.answer(good(second));
    await done;
    expect(session.player.value?.recording.id).toBe(second.id);
    expect(session.player.value?.position.value).toBe(1);
  });

  it("that was overtaken changes nothing, however late its answer", async () => {
    const session = createSession(client, "a");
    const slow = session.start();
    session.source.value = second.program.source;
    const quick = session.start();
    expect(asked[0]?.aborted()).toBe(true);
    asked[1]?.answer(good(second));
    asked[0]?.answer(good(first));
    expect(await slow).toBe(null);
    expect((await quick)?.id).toBe(second.id);
    expect(session.player.value?.recording.id).toBe(second.id);
    expect(session.run.value.kind).toBe("done");
  });

  it("that is called off says so and leaves the last recording", async () => {
    const session = await ran(first);
    session.source.value = "another";
    const done = session.start();
    session.cancel();
    expect(await done).toBe(null);
    expect(session.run.value).toMatchObject({ kind: "failed", failure: { kind: "cancelled" } });
    expect(session.player.value?.recording.id).toBe(first.id);
  });

  it("that fails leaves the last recording too", async () => {
    const session = await ran(first);
    const done = session.start();
    asked[1]?.answer(bad({ kind: "network" }));
    await done;
    expect(session.player.value?.recording.id).toBe(first.id);
  });

  it("of the same program stays at its step", async () => {
    const session = await ran(first);
    session.player.value?.seek(7);
    const done = session.start();
    asked[1]?.answer(good(structuredClone(first)));
    await done;
    expect(session.player.value?.position.value).toBe(7);
  });

  it("that was cut short before is shown anew", async () => {
    const session = await ran({ ...first, steps: first.steps.slice(0, 3) });
    const done = session.start();
    asked[1]?.answer(good(first));
    await done;
    expect(session.player.value?.length).toBe(first.steps.length);
  });
});

describe("how far a run has come", () => {
  const RUNNING: Progress = { stage: "running", ahead: null, steps: 7 };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is said at once where nothing is on show", async () => {
    const session = createSession(client, "x");
    void session.start();
    expect(session.run.value).toMatchObject({ kind: "running", progress: null });
    asked[0]?.tell(RUNNING);
    expect(session.run.value).toMatchObject({ kind: "running", progress: RUNNING });
  });

  it("is not said of a run that is over in a moment", async () => {
    const session = await ran(first);
    const kinds: string[] = [];
    const end = session.run.subscribe(({ kind }) => kinds.push(kind));
    const done = session.start();
    asked[1]?.tell(RUNNING);
    vi.advanceTimersByTime(250);
    asked[1]?.answer(good(second));
    await done;
    vi.advanceTimersByTime(1000);
    end();
    expect(new Set(kinds)).toEqual(new Set(["done"]));
  });

  it("is said of a longer one, with what was heard before", async () => {
    const session = await ran(first);
    void session.start();
    asked[1]?.tell(RUNNING);
    expect(session.run.value.kind).toBe("done");
    vi.advanceTimersByTime(350);
    expect(session.run.value).toMatchObject({ kind: "running", progress: RUNNING });
    expect(session.player.value?.recording.id).toBe(first.id);
  });

  it("ends with a cancel, also before anything was said", async () => {
    const session = await ran(first);
    expect(session.cancel()).toBe(false);
    const done = session.start();
    expect(session.cancel()).toBe(true);
    await done;
    vi.advanceTimersByTime(1000);
    expect(session.run.value).toMatchObject({ kind: "failed", failure: { kind: "cancelled" } });
    expect(session.player.value?.recording.id).toBe(first.id);
  });
});

describe("a program", () => {
  it("is stale once it differs from what ran, and fresh again when it is put back", async () => {
    const session = await ran(first);
    expect(session.stale.value).toBe(false);
    session.source.value += "\n";
    expect(session.stale.value).toBe(true);
    session.source.value = first.program.source;
    expect(session.stale.value).toBe(false);
  });

  it("comes with the recording that a link opens, at the link's step", async () => {
    const session = createSession(client, "mine");
    const done = session.open(second.id, 9);
    asked[0]?.answer(good(second));
    await done;
    expect(session.source.value).toBe(second.program.source);
    expect(session.player.value?.position.value).toBe(9);
  });

  it("stays where a link leads nowhere", async () => {
    const session = createSession(client, "mine");
    const done = session.open("x");
    asked[0]?.answer(bad({ kind: "missing" }));
    await done;
    expect(session.source.value).toBe("mine");
  });
});
