// What the picture says at a step, without drawing it.

import { describe, expect, it } from "vitest";
import { createPlayer } from "../../../frontend/src/player/player";
import { valueAt } from "../../../frontend/src/recording/lookup";
import type { Layout, Op, PlacedNode, Recording } from "../../../frontend/src/recording/types.gen";
import { cardView } from "../../../frontend/src/scene/cards";
import { along, lanesOf } from "../../../frontend/src/scene/geometry";
import { pastOf } from "../../../frontend/src/scene/history";
import { pillLook, targetsOf } from "../../../frontend/src/scene/lines";
import { lineView } from "../../../frontend/src/scene/lineView";
import { momentOf } from "../../../frontend/src/scene/moment";
import { openAtFirst, unfold } from "../../../frontend/src/scene/scopes/unfold";
import { load, NAMES } from "../fixtures";

function stage(name: string) {
  const recording = load(name);
  const nodes = recording.layout?.nodes ?? [];
  const moment = (position: number) => momentOf(createPlayer(recording, { position }), pastOf(recording));
  const card = (called: string) =>
    nodes.find(
      (node) => node.tensor && recording.tensors[Number(node.tensor.slice(1)) - 1]?.names.includes(called),
    ) as PlacedNode;
  const step = (type: string, nth = 0) =>
    (recording.steps.filter((s) => s.type === type)[nth]?.index ?? -1) + 1;
  const numbers = (index: number | null) => (index === null ? null : valueAt(recording, index).first);
  return { recording, nodes, moment, card, step, numbers };
}

it("a step about a leaf is looked for at its card, not at its uses", () => {
  const { recording, nodes, moment } = stage("scopes");
  const used = nodes.filter(({ kind }) => kind === "use").map(({ tensor }) => tensor);
  const made = recording.steps.filter((step) => step.type === "create" && used.includes(step.tensor));
  expect(made).not.toEqual([]);
  for (const { index } of made)
    expect(targetsOf(moment(index + 1), nodes, []).map(({ kind }) => kind)).toEqual(["leaf"]);
});

it("what a custom function's forward gives was no leaf that waits for a gradient, and is not overwritten", () => {
  const { recording, nodes, moment, numbers } = stage("inside");
  const applied = recording.steps.find((step) => step.type === "op" && step.name === "Square") as Op;
  const [output] = applied.outputs;
  const [inner, own] = ["leaf", "unit"].map((kind) =>
    nodes.find((node) => node.kind === kind && node.tensor === output),
  ) as [PlacedNode, PlacedNode];
  for (const position of [applied.index + 1, recording.steps.length]) {
    const [before, after] = [cardView(moment(position), inner), cardView(moment(position), own)];
    expect(before).toMatchObject({ tracked: false, look: "done", grad: { style: "none" } });
    expect(numbers(before.value)).toEqual(numbers(after.value));
  }
  expect(cardView(moment(applied.index + 1), own).look).toBe("now");
});

it("a step about a function is looked for at its constants, too, after all else", () => {
  const { recording, nodes, moment } = stage("05_grad_fn");
  const constant = nodes.find(({ kind }) => kind === "constant");
  const about = recording.steps.filter((step) =>
    step.type === "node"
      ? step.function === constant?.function
      : step.type === "op" && step.functions?.includes(constant?.function ?? ""),
  );
  expect(about.map(({ type }) => type)).toEqual(["op", "node"]);
  for (const { index } of about)
    expect(
      targetsOf(moment(index + 1), nodes, recording.layout?.edges ?? [])
        .map(({ kind }) => kind)
        .at(-1),
    ).toBe("constant");
});

describe("05_grad_fn", () => {
  const { recording, nodes, moment, card, step, numbers } = stage("05_grad_fn");

  it("x.grad is None until the gradient is accumulated, then 3", () => {
    const before = cardView(moment(step("accumulate") - 1), card("x")).grad;
    expect([before.style, before.value]).toEqual(["well", null]);
    const after = cardView(moment(step("accumulate")), card("x")).grad;
    expect([after.word, numbers(after.value)]).toEqual(["kept", [3, 3, 3, 3]]);
  });

  it("two contributions of 0.75 meet at y as 1.5", () => {
    const view = cardView(moment(step("node", 2)), card("y"));
    expect(view.meets).toBe(true);
    expect([view.grad.style, view.grad.word, numbers(view.grad.value)]).toEqual([
      "channel",
      "passing",
      [1.5, 1.5, 1.5, 1.5],
    ]);
  });

  it("the seed stands at out, and what has passed stays readable", () => {
    expect(cardView(moment(step("backward")), card("out")).grad.word).toBe("seed");
    expect(cardView(moment(step("node", 2)), card("z")).grad.word).toBe("passedOn");
  });

  it("exactly one function runs in a node step", () => {
    for (const nth of [0, 1, 2, 3]) {
      const looks = nodes.flatMap((node) =>
        node.kind === "unit" && node.function ? [pillLook(moment(step("node", nth)), node.function)] : [],
      );
      expect(looks.filter((look) => look === "now")).toHaveLength(1);
    }
  });

  it("a gradient travels on the edges of the function that runs, and on no others", () => {
    const at = moment(step("node", 2));
    const running = recording.steps[at.position - 1];
    for (const edge of recording.layout?.edges ?? []) {
      if (edge.kind !== "data") continue;
      const ours = running?.type === "node" && edge.function === running.function;
      expect(lineView(at, edge).gradient === "now").toBe(ours);
    }
  });
});

describe("other programs", () => {
  it("an untracked tensor has no place for a gradient", () => {
    const { moment, card, recording } = stage("11_leaf_rules");
    expect(cardView(moment(recording.steps.length), card("a")).grad.style).toBe("none");
  });

  it("retain_grad closes the channel to a well, and it fills", () => {
    const { moment, card, recording, numbers } = stage("11_leaf_rules");
    const view = cardView(moment(recording.steps.length), card("e"));
    expect([view.retained, view.grad.style, view.grad.word, numbers(view.grad.value)]).toEqual([
      true,
      "well",
      "retained",
      [1, 1],
    ]);
  });

  it("a leaf waits only for a backward that comes to it", () => {
    const { moment, card, step, recording } = stage("07_accumulate_and_zero");
    const word = (position: number) => cardView(moment(position), card("x")).grad.word;
    expect([word(1), word(step("backward")), word(step("accumulate"))]).toEqual(["empty", "waiting", "kept"]);
    expect(word(recording.steps.length)).toBe("kept");
  });

  it("what passed in an earlier backward has passed for all that a later one does not come by", () => {
    const { moment, card, step, recording, numbers } = stage("07_accumulate_and_zero");
    const at = (position: number) => cardView(moment(position), card("out")).grad;
    expect(at(step("backward") - 1).word).toBe("notYet");
    for (const position of [step("backward_end", 1), recording.steps.length])
      expect([at(position).word, numbers(at(position).value)]).toEqual(["passedOn", [1]]);
  });

  it("a gradient that came and was set to None is called cleared, until the next backward", () => {
    const { recording, card, step } = stage("07_accumulate_and_zero");
    const steps = recording.steps.map((one) =>
      one.type === "grad" ? { ...one, after: null, changes: [{ tensor: one.tensor, grad: null }] } : one,
    );
    const cleared = { ...recording, steps };
    const word = (position: number) =>
      cardView(momentOf(createPlayer(cleared, { position }), pastOf(cleared)), card("x")).grad.word;
    expect(word(step("grad"))).toBe("cleared");
    expect(word(step("backward", 2))).toBe("waiting");
  });

  it("a detached tensor says so", () => {
    const { moment, card, recording } = stage("09_no_grad_and_detach");
    const at = moment(recording.steps.length);
    expect([cardView(at, card("cut")).detached, cardView(at, card("y")).detached]).toEqual([true, false]);
  });

  it("a tensor that becomes tracked gets its place then", () => {
    const { moment, card, step } = stage("06_requires_grad_in_place");
    const a = card("b").id
      ? (n: number) => cardView(moment(n), leafOf(stage("06_requires_grad_in_place")))
      : undefined;
    expect(a?.(step("flag") - 1).tracked).toBe(false);
    expect(a?.(step("flag")).tracked).toBe(true);
  });
});

function leafOf({ recording, nodes }: { recording: Recording; nodes: PlacedNode[] }): PlacedNode {
  const flag = recording.steps.find((step) => step.type === "flag");
  return nodes.find(
    (node) => node.kind === "leaf" && flag?.type === "flag" && node.tensor === flag.tensor,
  ) as PlacedNode;
}

it.each(NAMES)("every card of %s is dashed before its tensor is born and drawn at the end", (name) => {
  const { recording, nodes, moment } = stage(name);
  const cards = nodes.filter((node) => node.tensor && node.kind !== "use");
  const before = moment(1);
  for (const node of cards) {
    const born = recording.steps[0]?.born?.includes(node.tensor as string);
    expect(cardView(before, node).look === "future").toBe(!born);
    expect(cardView(moment(recording.steps.length), node).look).not.toBe("future");
  }
});

it.each(NAMES)("no gradient lane of %s passes behind a card that it has nothing to do with", (name) => {
  const whole = load(name).layout as Layout;
  const { layout, boxes } = unfold(whole, openAtFirst(whole));
  const { nodes, edges } = layout;
  const lanes = lanesOf(edges, boxes);
  for (const edge of edges) {
    if (edge.kind !== "data") continue;
    const others = nodes.filter((node) => node.id !== edge.source && node.id !== edge.target);
    for (const t of [0.25, 0.5, 0.75]) {
      const { x, y } = along(lanes.get(edge.id)?.gradient ?? [], t);
      expect(
        others.filter((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height),
      ).toEqual([]);
    }
  }
});
