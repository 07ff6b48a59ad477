// The chapter's recordings and the states that the backend's fold gives for them.

import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseRecording } from "../../frontend/src/recording/parse";
import type { Recording } from "../../frontend/src/recording/types.gen";

const FIXTURES = resolve(import.meta.dirname, "../fixtures");
const read = (folder: string, name: string): unknown =>
  JSON.parse(readFileSync(`${FIXTURES}/${folder}/${name}.json`, "utf8"));

export const NAMES = readdirSync(`${FIXTURES}/recordings`).map((file) => file.replace(/\.json$/, ""));
/** Long ones, for the numbers of many rules. */
export const WORKED = readdirSync(`${FIXTURES}/worked`).flatMap(
  (file) => /^(.*)\.json$/.exec(file)?.[1] ?? [],
);
export const loadWorked = (name: string): Recording => parseRecording(read("worked", name));
export const load = (name: string): Recording => parseRecording(read("recordings", name));
export const statesOf = (name: string) => read("states", name) as unknown[];
