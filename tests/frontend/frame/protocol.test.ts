import { describe, expect, it } from "vitest";
import { askedIn, message, saidIn } from "../../../frontend/src/frame/protocol";

const seek = { gradwalk: 1, type: "seek", step: 3 };

describe("what a page asks of a frame", () => {
  it("is read as it was posted", () => {
    expect(askedIn(seek)).toEqual({ type: "seek", step: 3 });
    for (const asked of [
      { type: "play" },
      { type: "pause" },
      { type: "theme", theme: "auto" },
      { type: "lang", lang: "zh" },
    ] as const)
      expect(askedIn(message(asked))).toEqual(asked);
  });

  it.each([
    ["another version", { ...seek, gradwalk: 2 }],
    ["no version", { type: "play" }],
    ["a version in words", { ...seek, gradwalk: "1" }],
    ["one thing more", { ...seek, more: "play" }],
    ["one thing less", { gradwalk: 1, type: "seek" }],
    ["a step that is none", { ...seek, step: 1.5 }],
    ["a step before the first", { ...seek, step: -1 }],
    ["a step in words", { ...seek, step: "3" }],
    ["no number", { ...seek, step: Number.NaN }],
    ["an unknown theme", { gradwalk: 1, type: "theme", theme: "</style>" }],
    ["an unknown language", { gradwalk: 1, type: "lang", lang: "fr" }],
    ["an unknown kind", { gradwalk: 1, type: "run" }],
    ["a kind that every object has", { gradwalk: 1, type: "toString" }],
    ["a kind that is a list", { gradwalk: 1, type: ["play"] }],
    ["what a frame says", { gradwalk: 1, type: "finished", step: 3 }],
    ["a text", JSON.stringify(seek)],
    ["nothing", null],
    ["a list", [seek]],
    ["a number", 1],
  ])("is nothing if it is %s", (_, data) => {
    expect(askedIn(data)).toBeNull();
  });

  it("has its fields as its own, not from a prototype", () => {
    expect(
      askedIn(Object.assign(Object.create({ step: 3 }), { gradwalk: 1, type: "seek", other: 1 })),
    ).toBeNull();
  });
});

it("what a frame says is read as strictly", () => {
  const step = { type: "step", step: 2, steps: 9, playing: true } as const;
  expect(saidIn(message(step))).toEqual(step);
  expect(saidIn({ ...message(step), playing: 1 })).toBeNull();
  expect(saidIn({ gradwalk: 1, type: "resize", height: "400" })).toBeNull();
  expect(saidIn({ gradwalk: 1, type: "resize", height: Number.POSITIVE_INFINITY })).toBeNull();
  expect(saidIn(seek)).toBeNull();
});
