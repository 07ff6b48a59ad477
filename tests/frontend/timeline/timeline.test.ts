import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { playerEn } from "../../../frontend/src/i18n/player.en";
import { playerZh } from "../../../frontend/src/i18n/player.zh";
import { statesOf } from "../../../frontend/src/player/states";
import { callsOf, chapterAt, chaptersOf } from "../../../frontend/src/recording/chapters";
import { start } from "../../../frontend/src/recording/fold";
import { parseRecording } from "../../../frontend/src/recording/parse";
import type { Recording, Step } from "../../../frontend/src/recording/types.gen";
import { isLong } from "../../../frontend/src/timeline/brief";
import { stepWords, tickLabel } from "../../../frontend/src/timeline/label";
import { APART_PX, marksOf } from "../../../frontend/src/timeline/marks";
import { railPath, titlesOf } from "../../../frontend/src/timeline/rails";
import { roomAfter } from "../../../frontend/src/timeline/room";
import {
  fraction,
  MERGE_PX,
  pathsOf,
  pitch,
  positionAt,
  THUMB_PX,
  ticksOf,
} from "../../../frontend/src/timeline/ticks";

const folder = resolve(import.meta.dirname, "../../fixtures/recordings");
const read = (file: string) => parseRecording(JSON.parse(readFileSync(resolve(folder, file), "utf8")));
const all = readdirSync(folder).map((file) => [file, read(file)] as const);
const first = read("05_grad_fn.json");
const thrice = read("07_accumulate_and_zero.json");

const told = (recording: Recording) => ({ recording, stateAt: statesOf(recording) });

const repeated = (times: number): Recording => ({
  ...first,
  steps: Array.from({ length: times }, () => first.steps)
    .flat()
    .map((step, index) => ({ ...step, index })),
});

describe("chapters", () => {
  it.each(all)("of %s hold every step once, in order", (_, recording) => {
    const positions = chaptersOf(recording).flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
    expect(positions).toEqual(recording.steps.map(({ index }) => index + 1));
  });

  it("are forward, backward, and forward again", () => {
    expect(chaptersOf(thrice).map(({ call }) => call)).toEqual([null, 1, null, 2, null, 3, null]);
    expect(callsOf(thrice)).toBe(3);
  });

  it("begin backward with the call and end it with its end", () => {
    const backward = chaptersOf(first).find(({ call }) => call === 1);
    expect(first.steps[(backward?.from ?? 0) - 1]?.type).toBe("backward");
    expect(first.steps[(backward?.to ?? 0) - 1]?.type).toBe("backward_end");
    expect(chapterAt(chaptersOf(first), backward?.from ?? 0)).toEqual(backward);
  });

  it("end with the error that the call raised", () => {
    const failing = read("12_backward_needs_a_graph.json");
    const chapters = chaptersOf(failing);
    expect(failing.steps.at(-1)?.type).toBe("error");
    expect(chapters.map(({ call }) => call)).toEqual([null, 1]);
    expect(chapters.at(-1)?.to).toBe(failing.steps.length);
  });

  it("let a call inside a call interrupt it", () => {
    const types = ["backward 1", "backward 2", "backward_end 2", "backward_end 1", "print 0"];
    const steps = types.map((text, index) => {
      const [type, call] = text.split(" ");
      return { index, type, call: Number(call) };
    });
    const nested = { ...first, steps } as unknown as Recording;
    expect(chaptersOf(nested).map(({ call, from, to }) => [call, from, to])).toEqual([
      [1, 1, 1],
      [2, 2, 3],
      [1, 4, 4],
      [null, 5, 5],
    ]);
  });
});

describe("marks", () => {
  it.each([0, 40, 200, 900, 5000])("on %d pixels stand for every step once", (width) => {
    for (const recording of [first, repeated(60)]) {
      const ticks = ticksOf(recording, width);
      const positions = ticks.flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, n) => from + n),
      );
      expect(positions).toEqual(recording.steps.map(({ index }) => index + 1));
    }
  });

  it("never come closer than they can be told apart", () => {
    const many = repeated(60);
    for (const width of [150, 600, 1400]) {
      const ticks = ticksOf(many, width);
      const [one, two] = ticks.map(({ from }) => fraction(from, many.steps.length) * width);
      expect((two ?? 0) - (one ?? 0)).toBeGreaterThanOrEqual(MERGE_PX);
      expect(ticks.length).toBeGreaterThan(width / MERGE_PX / 3);
    }
  });

  it("merged wear the glyph of what must not be overlooked", () => {
    const failing = {
      ...first,
      steps: first.steps.map((step) => (step.index === 8 ? { ...step, type: "error" } : step)),
    } as Recording;
    expect(ticksOf(failing, 20).map(({ step }) => step.type)).toContain("error");
  });

  it("that look alike are one path, each at a whole pixel; the current one is in none", () => {
    const ticks = ticksOf(first, 900);
    const middleOf = ({ from }: { from: number }) => fraction(from, first.steps.length) * 900;
    const paths = pathsOf(ticks, 4, 18, middleOf);
    expect(paths.map(([look]) => look)).toEqual(["past", "todo", "todo open"]);
    const corners = paths
      .flatMap(([, path]) => [...path.matchAll(/M(-?[\d.]+) 0m/g)])
      .map(([, x]) => Number(x));
    const middles = ticks.filter((_, n) => n !== 4).map(middleOf);
    expect(corners.sort((one, other) => one - other)).toEqual(
      middles.map((middle) => Math.round(THUMB_PX / 2 + middle)),
    );
  });

  it("go from one end of the track to the other, a single one stays at the start", () => {
    expect([fraction(1, 16), fraction(16, 16), fraction(1, 1)]).toEqual([0, 1, 0]);
    expect(pitch(16, 750)).toBe(50);
  });
});

describe("the room for the sentences", () => {
  const after = (...heights: number[]) =>
    heights.reduce((room, height) => roomAfter(room, 900, height), { width: 0, height: 0 });

  it("stays as large as a sentence has needed, in the same width", () => {
    expect(after(26, 52).height).toBe(0);
    expect(after(78, 26).height).toBe(78);
    expect(roomAfter(after(78), 700, 52).height).toBe(0);
  });

  it("is given back after a sentence of many lines", () => {
    expect(after(104, 26).height).toBe(0);
    expect(after(78, 208, 26).height).toBe(78);
  });
});

describe("a long sentence", () => {
  it("is one of more lines than the styles let it have, and none where they say nothing", () => {
    expect([48, 72, 73].map((height) => isLong(height, " 72px"))).toEqual([false, false, true]);
    expect(isLong(720, "")).toBe(false);
  });
});

describe("a long recording", () => {
  const long = repeated(1100);

  it("has no more marks, rails and titles than the track has room for", () => {
    expect(long.steps.length).toBeGreaterThan(20_000);
    const chapters = chaptersOf(long);
    for (const width of [300, 1000]) {
      expect(ticksOf(long, width).length).toBeLessThanOrEqual(width / MERGE_PX + 1);
      expect(marksOf(long, width).length).toBeLessThanOrEqual(width / APART_PX + 1);
      const pieces = railPath(chapters, long.steps.length, width).split("M").length;
      expect(pieces).toBeLessThanOrEqual(width + 2);
      const titles = titlesOf(chapters, long.steps.length, width, chapters[500] ?? null);
      expect(titles.map(({ chapter }) => chapter)).toEqual([chapters[500]]);
    }
  });
});

describe("titles", () => {
  const chapters = chaptersOf(thrice);
  const all = (width: number, now = chapters[0] ?? null) =>
    titlesOf(chapters, thrice.steps.length, width, now);

  it("are whole where there is room, signs where there is little, and never on one another", () => {
    expect(all(6000).every(({ whole }) => whole)).toBe(true);
    expect(all(700).some(({ whole }) => !whole)).toBe(true);
    for (const width of [200, 500, 900, 1400]) {
      const lefts = all(width).map(({ left }) => left);
      expect([...lefts].sort((one, other) => one - other)).toEqual(lefts);
      for (const left of lefts) expect(left).toBeLessThan(width);
    }
  });

  it("always name the current chapter", () => {
    for (const now of chapters) {
      const title = all(150, now).find(({ chapter }) => chapter === now);
      expect(title?.whole).toBe(true);
    }
  });
});

describe("marks above the rail", () => {
  const finding = { severity: "warning", steps: [4], kind: "k" };
  const told = { ...first, findings: [finding, { ...finding, severity: "error", steps: [5] }] } as never;

  it("stand for findings, the gravest of those that share a place", () => {
    expect(marksOf(told, 900)).toEqual([
      { position: 5, severity: "warning", count: 1 },
      { position: 6, severity: "error", count: 1 },
    ]);
    expect(marksOf(told, 60)[0]).toMatchObject({ position: 6, severity: "error" });
  });

  it("show prints only where their own marks have no room", () => {
    const untold = { ...thrice, findings: [] };
    const prints = thrice.steps.filter(({ type }) => type === "print").length;
    expect(prints).toBeGreaterThan(0);
    expect(marksOf(untold, 1000)).toEqual([]);
    const crowded = marksOf(untold, 100);
    expect(crowded.every(({ severity }) => severity === "print")).toBe(true);
    expect(crowded.reduce((sum, { count }) => sum + count, 0)).toBe(prints);
  });
});

it("a pointer finds the step that is drawn under it", () => {
  const width = 500 + THUMB_PX;
  for (const position of [1, 2, 9, 16])
    expect(positionAt(THUMB_PX / 2 + fraction(position, 16) * 500, width, 16)).toBe(position);
  expect([positionAt(-40, width, 16), positionAt(9000, width, 16), positionAt(3, width, 1)]).toEqual([
    1, 16, 1,
  ]);
});

describe("labels", () => {
  it("say in few characters what a step makes, runs or fills", () => {
    const labels = first.steps.map((step) => tickLabel(told(first), step, playerEn.timeline));
    expect(labels.slice(0, 9)).toEqual(["ones", "x", "x**2", "y", "y*y", "y*y*3", "z", "mean", "out"]);
    expect(labels.slice(11, 18)).toEqual(["seed", "Mean", "Mul", "Mul", "Pow", "x.grad", "freed"]);
  });

  it.each(all)("of %s are never empty, in either language", (_, recording) => {
    for (const words of [playerEn.timeline, playerZh.timeline]) {
      for (const step of recording.steps) {
        expect(tickLabel(told(recording), step, words).trim()).not.toBe("");
        expect(stepWords(told(recording), step, words).trim()).not.toBe("");
      }
    }
  });

  it("tell who cannot see the slider what the step is about", () => {
    const words = playerZh.timeline;
    expect(
      words.value(13, 19, words.phases.backward, stepWords(told(first), first.steps[12] ?? null, words)),
    ).toBe("第 13 步，共 19 步：反向，MeanBackward0");
    expect(stepWords(told(first), null, words)).toBe(words.empty);
  });

  it("are cut between characters", () => {
    const bound = { ...first.steps[1], type: "bind", name: "张量😀张量" } as Step;
    expect(tickLabel(told(first), bound, playerZh.timeline, 4)).toBe("张量😀…");
  });

  it("keep to the end that it is a gradient: the name before it is what is cut", () => {
    const filled = first.steps.find(({ type }) => type === "accumulate") as Step;
    const tensors = first.tensors.map((row) => ({ ...row, names: [] }));
    const unnamed = { recording: { ...first, tensors }, stateAt: () => start() };
    expect(tickLabel(unnamed, filled, playerEn.timeline, 12)).toBe("torch.….grad");
    expect(tickLabel(unnamed, filled, playerEn.timeline, 4)).toBe("tor…");
  });

  it("name what is on the way to an expression as its sentence and its card do", () => {
    const inside = read("inside.json");
    const words = inside.steps.map((step) => stepWords(told(inside), step, playerEn.timeline));
    expect(words).toContain("operation: sum(parts) › add");
    expect(words).toContain("operation: net(scaled(x)) › linear");
  });

  it("tell of which leaf it is that an optimizer changes", () => {
    const updates = all.flatMap(([, recording]) =>
      recording.steps
        .filter((step) => step.type === "update")
        .map((step) => stepWords(told(recording), step, playerEn.timeline)),
    );
    expect(updates).toContain("a leaf changes in place: x");
  });
});
