import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { Client, Example } from "../../../frontend/src/api/client";
import { keepProgram } from "../../../frontend/src/session/draft";
import { open } from "../../../frontend/src/session/opening";
import { createSession } from "../../../frontend/src/session/session";

const example = (name: string): Example => ({ name, title: { en: name, zh: name }, source: `# ${name}` });
const missing: Client = {
  record: async () => ({ ok: false, failure: { kind: "missing" } }),
  read: async () => ({ ok: false, failure: { kind: "missing" } }),
  examples: async () => ({ ok: true, value: [example("01_create"), example("05_grad_fn")] }),
};
const link = { pathname: `/g/${"a".repeat(26)}`, hash: "" };

async function opened(client: Client) {
  const session = createSession(client);
  await open(session, client, signal<readonly Example[]>([]), link);
  return session;
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe("a link to a recording that is not there", () => {
  it("leaves a program to run, which is not run by itself", async () => {
    const session = await opened(missing);
    expect(session.source.value).toBe("# 05_grad_fn");
    expect(session.run.value).toMatchObject({ kind: "failed", failure: { kind: "missing" } });
  });

  it("leaves the reader's own program where there is one", async () => {
    keepProgram("x = 1", null);
    expect((await opened(missing)).source.value).toBe("x = 1");
  });

  it("leaves nothing where the examples do not come either", async () => {
    const gone: Client = { ...missing, examples: async () => ({ ok: false, failure: { kind: "network" } }) };
    expect((await opened(gone)).source.value).toBe("");
  });
});
