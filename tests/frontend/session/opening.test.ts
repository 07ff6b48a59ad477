import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { Client, Example } from "../../../frontend/src/api/client";
import { pack } from "../../../frontend/src/packed/packed";
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

async function opened(client: Client, address = link) {
  const session = createSession(client);
  await open(session, client, signal<readonly Example[]>([]), address);
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
    keepProgram("x = 1", "");
    expect((await opened(missing)).source.value).toBe("x = 1");
  });

  it("leaves nothing where the examples do not come either", async () => {
    const gone: Client = { ...missing, examples: async () => ({ ok: false, failure: { kind: "network" } }) };
    expect((await opened(gone)).source.value).toBe("");
  });
});

describe("what was written in a tab", () => {
  const home = { pathname: "/", hash: "" };
  const elsewhere = (source: string) => localStorage.setItem("gradwalk.program", source);

  it("is there when it is loaded anew, whatever another tab has kept meanwhile", async () => {
    const first = await opened(missing, home);
    first.source.value = "here = 1";
    elsewhere("there = 2");
    expect((await opened(missing, home)).source.value).toBe("here = 1");
  });

  it("is begun in a new tab with what was last written in any", async () => {
    (await opened(missing, home)).source.value = "here = 1";
    elsewhere("there = 2");
    sessionStorage.clear();
    expect((await opened(missing, home)).source.value).toBe("there = 2");
  });

  it.each(["#v1=AAAA", null])("on top of the program of a link is there again (%s)", async (damaged) => {
    const hash = damaged ?? (await pack("shared = 3"));
    (await opened(missing, { pathname: "/", hash })).source.value = "mine = 4";
    elsewhere("there = 2");
    expect((await opened(missing, { pathname: "/", hash })).source.value).toBe("mine = 4");
    // Another link has its own program.
    const other = { pathname: "/", hash: await pack("other = 5") };
    expect((await opened(missing, other)).source.value).toBe("other = 5");
  });
});
