// Pages of another site that have a recording in them, and what they hear from its frame.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateRawSync } from "node:zlib";
import { test as base, type Page } from "@playwright/test";

type Show = (page: Page, html: string, doctype?: string) => Promise<void>;

/** Tests whose `host` opens a page of another site: a server of its own, under another name of this machine. */
export const test = base.extend<object, { host: Show }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that no other fixture is needed
    async ({}, use) => {
      const pages = new Map<string, string>();
      const server = createServer((request, response) => {
        const html = pages.get(request.url ?? "");
        response.writeHead(html ? 200 : 204, { "Content-Type": "text/html; charset=utf-8" }).end(html ?? "");
      });
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      const { port } = server.address() as AddressInfo;
      await use(async (page, html, doctype = "<!doctype html>") => {
        const path = `/lesson-${pages.size}`;
        pages.set(path, doctype + html);
        await page.goto(`http://localhost:${port}${path}`);
      });
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
    { scope: "worker" },
  ],
});

/** A script that keeps what frames say, each with the index of its frame, in `window.heard`. */
export const HEARING = `<script>
  window.heard = [];
  addEventListener("message", ({ data, source }) => {
    const frames = [...document.querySelectorAll("iframe")];
    heard.push({ ...data, frame: frames.findIndex((one) => one.contentWindow === source) });
  });
  window.ask = (asked, frame = 0) =>
    document.querySelectorAll("iframe")[frame].contentWindow.postMessage({ gradwalk: 1, ...asked }, "*");
</script>`;

type Heard = { gradwalk: number; type: string; frame: number } & Record<string, unknown>;

/** What was heard of a type. */
export const heard = (page: Page, type: string): Promise<Heard[]> =>
  page.evaluate(
    (wanted) => (window as unknown as { heard: Heard[] }).heard.filter((one) => one.type === wanted),
    type,
  );

/** Post something to a frame, as a page does. */
export const ask = (page: Page, asked: Record<string, unknown>, frame = 0): Promise<void> =>
  page.evaluate(([what, where]) => (window as never as { ask(...all: unknown[]): void }).ask(what, where), [
    asked,
    frame,
  ] as const);

/** What the hash of a link with a program in it holds. */
export const packed = (source: string): string => deflateRawSync(source).toString("base64url");
