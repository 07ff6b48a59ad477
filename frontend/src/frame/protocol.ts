// What a frame and the page around it say to each other, in version 1. Nothing secret is said, and nothing depends on it.

export const VERSION = 1;

/** What a frame says to the page around it. Steps count from 1. */
export type Said =
  /** A recording is on show, and what is asked for is heard. Once. */
  | { type: "ready"; id: string; step: number; steps: number }
  /** Another step is on show, or playing began or ended. */
  | { type: "step"; step: number; steps: number; playing: boolean }
  /** How high, in CSS pixels, the frame would have to be to show everything well in the width that it has. */
  | { type: "resize"; height: number }
  /** The last step came on show. */
  | { type: "finished"; step: number };

/** What the page around a frame may ask of it. */
export type Asked =
  | { type: "seek"; step: number }
  | { type: "play" }
  | { type: "pause" }
  | { type: "theme"; theme: "light" | "dark" | "auto" }
  | { type: "lang"; lang: "en" | "zh" };

/** What is posted, either way. */
export type Message<Body extends Said | Asked> = { gradwalk: typeof VERSION } & Body;

export const message = <Body extends Said | Asked>(body: Body): Message<Body> => ({
  gradwalk: VERSION,
  ...body,
});

type Fields = Record<string, (value: unknown) => boolean>;

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const oneOf =
  (...values: string[]) =>
  (value: unknown): boolean =>
    values.includes(value as string);

const ASKED: Record<Asked["type"], Fields> = {
  seek: { step: isCount },
  play: {},
  pause: {},
  theme: { theme: oneOf("light", "dark", "auto") },
  lang: { lang: oneOf("en", "zh") },
};

const SAID: Record<Said["type"], Fields> = {
  ready: { id: (value) => typeof value === "string", step: isCount, steps: isCount },
  step: { step: isCount, steps: isCount, playing: (value) => typeof value === "boolean" },
  resize: { height: isCount },
  finished: { step: isCount },
};

/** What a page asks for with posted data; null if it is not exactly that. */
export const askedIn = (data: unknown): Asked | null => bodyOf(data, ASKED) as Asked | null;

/** What a frame says with posted data; null if it is not exactly that. */
export const saidIn = (data: unknown): Said | null => bodyOf(data, SAID) as Said | null;

function bodyOf(data: unknown, known: Record<string, Fields>): unknown {
  if (typeof data !== "object" || data === null) return null;
  const { gradwalk, ...body } = data as Record<string, unknown>;
  const { type } = body;
  if (gradwalk !== VERSION || typeof type !== "string" || !Object.hasOwn(known, type)) return null;
  const fields = known[type] ?? {};
  const names = Object.keys(fields);
  if (Object.keys(body).length !== names.length + 1) return null;
  return names.every((name) => Object.hasOwn(body, name) && fields[name]?.(body[name])) ? body : null;
}
