// What the inspector concludes, and what it then shows.

import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lang } from "../../../frontend/src/i18n";
import { Console } from "../../../frontend/src/panels/Console";
import { savedNow, stageOf } from "../../../frontend/src/panels/functionNow";
import { Inspector } from "../../../frontend/src/panels/Inspector";
import { Ledger } from "../../../frontend/src/panels/Ledger";
import { kindOf, whyNone } from "../../../frontend/src/panels/tensorNow";
import { createPlayer, type Selection } from "../../../frontend/src/player/player";
import { fold } from "../../../frontend/src/recording/fold";
import { functionOf } from "../../../frontend/src/recording/lookup";
import type { Recording, Step } from "../../../frontend/src/recording/types.gen";
import { load, NAMES } from "../fixtures";

const root = document.createElement("div");
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
beforeEach(() => document.body.append(root));
afterEach(() => {
  render(null, root);
  lang.value = "en";
});

const positionOf = (recording: Recording, is: (step: Step) => boolean) => recording.steps.findIndex(is) + 1;
const named = (recording: Recording, name: string) =>
  recording.tensors.find((row) => row.names.includes(name))?.id ?? "";
const called = (recording: Recording, name: string) =>
  recording.functions.filter((row) => row.name === name).map((row) => row.id);

describe("why .grad is None", () => {
  const recording = load("05_grad_fn");
  const why = (name: string, position: number) =>
    whyNone(recording, fold(recording, position), named(recording, name));
  const end = recording.steps.length;

  it("a leaf waits for the step at which its gradient arrives", () => {
    const arrival = positionOf(recording, (step) => step.type === "accumulate");
    expect(why("x", arrival - 1)).toEqual({ why: "arrives", position: arrival });
  });

  it("a tensor that an operation made keeps none", () => {
    expect(why("y", end)).toEqual({ why: "notKept" });
  });

  it("retain_grad() makes it one that keeps what comes", () => {
    const state = fold(recording, end);
    const y = state.tensors[named(recording, "y")];
    if (!y) throw new Error("no y");
    state.tensors[named(recording, "y")] = { ...y, retains_grad: true };
    expect(whyNone(recording, state, named(recording, "y"))).toEqual({ why: "retainedNotYet" });
  });

  it("a program that set it to None did so at a step", () => {
    const zeroed = load("07_accumulate_and_zero");
    const at = positionOf(zeroed, (step) => step.type === "grad");
    const steps = zeroed.steps.map((step) =>
      step.type === "grad" ? { ...step, after: null, changes: [{ tensor: step.tensor, grad: null }] } : step,
    );
    const cleared = { ...zeroed, steps };
    const x = named(cleared, "x");
    expect(whyNone(cleared, fold(cleared, at), x)).toEqual({ why: "cleared", position: at });
  });

  it("a leaf to which no backward comes is not waiting", () => {
    const steps = recording.steps.filter((step) => step.type !== "accumulate");
    const state = fold(recording, 3);
    expect(whyNone({ ...recording, steps }, state, named(recording, "x"))).toEqual({ why: "notReached" });
  });
});

describe("a tensor now", () => {
  it("is a leaf or not", () => {
    const recording = load("05_grad_fn");
    const [x, y] = [named(recording, "x"), named(recording, "y")];
    const state = fold(recording);
    expect([kindOf(recording, state, x), kindOf(recording, state, y)]).toEqual(["leaf", "nonLeaf"]);
  });
});

describe("a function now", () => {
  const recording = load("05_grad_fn");
  const [pow = ""] = called(recording, "PowBackward0");
  const row = functionOf(recording, pow);
  const runs = positionOf(recording, (step) => step.type === "node" && step.function === pow);

  it("is created, runs, has run, and is freed when the call ends", () => {
    const stage = (position: number) => stageOf(recording, fold(recording, position), row);
    const stages = recording.steps.map((_, index) => stage(index + 1));
    expect(stage(runs)).toBe("running");
    expect([...new Set(stages)]).toEqual(["created", "running", "ran", "freed"]);
  });

  it("stays stopped once it raised", () => {
    const steps = recording.steps.flatMap((step): Step[] => {
      if (step.type === "node" && step.function === pow) return [];
      return [step.type === "backward_end" ? { ...step, failed: pow, freed: [] } : step];
    });
    const failed = { ...recording, steps };
    const at = positionOf(failed, (step) => step.type === "backward_end");
    expect(stageOf(failed, fold(failed, at - 1), row)).toBe("created");
    expect(stageOf(failed, fold(failed, at), row)).toBe("stopped");
    expect(stageOf(failed, fold(failed), row)).toBe("stopped");
  });

  it("knows whether what it saved is still as it was", () => {
    const saved = row.saved.find((one) => one.kind === "tensor");
    if (saved?.kind !== "tensor" || !saved.tensor) throw new Error("Pow saves its input");
    const state = fold(recording, runs);
    expect(savedNow(state, pow, saved)).toEqual({ is: "unchanged", version: 0 });
    const tensor = state.tensors[saved.tensor];
    if (!tensor) throw new Error("no tensor");
    state.tensors[saved.tensor] = { ...tensor, version: 1 };
    expect(savedNow(state, pow, saved)).toEqual({ is: "changed", version: 0, now: 1 });
    expect(savedNow(fold(recording), pow, saved)).toEqual({ is: "freed" });
  });
});

describe("in a document", () => {
  const show = async (recording: Recording, position: number, selection: Selection | null = null) => {
    const player = createPlayer(recording, { position });
    player.select(selection);
    render(<Inspector player={player} />, root);
    await settled();
    return player;
  };

  it("the function at which two gradients meet shows each, their senders and the sum", async () => {
    const recording = load("05_grad_fn");
    const [pow = ""] = called(recording, "PowBackward0");
    const runs = positionOf(recording, (step) => step.type === "node" && step.function === pow);
    await show(recording, runs);
    expect(root.querySelector("h2")?.textContent).toBe("PowBackward0running");
    const received = [...root.querySelectorAll(".sec")].find(
      (section) => section.querySelector("h3")?.textContent === "Gradient in",
    );
    const tables = [...(received?.querySelectorAll("table") ?? [])].map((table) => table.textContent);
    expect(tables).toEqual(["1.51.51.51.5", "0.750.750.750.75", "0.750.750.750.75"]);
    expect(received?.querySelectorAll(".terms .pick")).toHaveLength(2);
  });

  it("a name leads to what it names", async () => {
    const recording = load("05_grad_fn");
    const y = named(recording, "y");
    const player = await show(recording, recording.steps.length, { kind: "tensor", id: y });
    root.querySelector<HTMLButtonElement>(".facts .pick")?.click();
    await settled();
    expect(player.selection.value).toEqual({ kind: "function", id: called(recording, "PowBackward0")[0] });
    expect(root.querySelector("h2")?.textContent).toContain("PowBackward0");
  });

  it("what a program writes stays text", async () => {
    const recording = load("12_backward_needs_a_graph");
    const steps = recording.steps.map((step) =>
      step.type === "error" ? { ...step, message: "<img src=x onerror=alert(1)>" } : step,
    );
    render(<Console player={createPlayer({ ...recording, steps })} />, root);
    await settled();
    expect(root.querySelector("img")).toBeNull();
    expect(root.textContent).toContain("<img src=x onerror=alert(1)>");
  });

  it.each(NAMES)("shows every tensor and function of %s at its end in both languages", async (name) => {
    const recording = load(name);
    const state = fold(recording);
    const subjects: Selection[] = [
      ...Object.keys(state.tensors).map((id) => ({ kind: "tensor" as const, id })),
      ...Object.keys(state.functions).map((id) => ({ kind: "function" as const, id })),
    ];
    const player = createPlayer(recording, { position: recording.steps.length });
    for (const language of ["en", "zh"] as const) {
      lang.value = language;
      for (const subject of subjects) {
        player.select(subject);
        render(<Inspector player={player} key={subject.id} />, root);
        expect(root.querySelectorAll("header.subject h2")).toHaveLength(1);
        expect(root.textContent).not.toMatch(/undefined|\[object/);
      }
      render(<Ledger player={player} key={language} />, root);
      expect(root.textContent).not.toMatch(/undefined|\[object/);
    }
  });
});
