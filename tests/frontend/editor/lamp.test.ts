import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Place } from "../../../frontend/src/code/place";
import { difference } from "../../../frontend/src/editor/difference";
import { type Lamp, lampField, lineThatRan, setLamp } from "../../../frontend/src/editor/lamp";

const SOURCE = "x = f(1)\ny = '😀' + x * x\nz = y";
const at = (line: number, column: number, end: number, caller: number | null = null): Place => ({
  lamp: { line, column, end_line: line, end_column: end },
  caller,
});

function lit(doc: string, lamp: Lamp | null) {
  const state = EditorState.create({ doc, extensions: [lampField] });
  return state.update({ effects: setLamp.of(lamp) }).state;
}

function marked(state: EditorState): string[] {
  const found: string[] = [];
  state.field(lampField).marks.between(0, state.doc.length, (from, to, { spec }) => {
    found.push(
      spec.tagName === "mark" ? state.sliceDoc(from, to) : `${spec.class} ${state.doc.lineAt(from).number}`,
    );
  });
  return found;
}

describe("the lamp", () => {
  it("is on the exact expression, after characters beyond the basic plane too", () => {
    expect(marked(lit(SOURCE, { source: SOURCE, place: at(2, 10, 15) }))).toEqual(["on 2", "x * x"]);
  });

  it("shows the line that called, beside the expression that it is about", () => {
    expect(marked(lit(SOURCE, { source: SOURCE, place: at(2, 10, 15, 3) }))).toEqual([
      "on 2",
      "x * x",
      "caller 3",
    ]);
  });

  it("goes with its expression while the program is edited", () => {
    let state = lit(SOURCE, { source: SOURCE, place: at(2, 10, 15) });
    state = state.update({ changes: { from: 0, insert: "# new\n" } }).state;
    state = state.update({ changes: { from: state.doc.length, insert: " + 1" } }).state;
    expect(marked(state)).toEqual(["on 3", "x * x"]);
  });

  it("goes out with its expression, and comes back for another one", () => {
    let state = lit(SOURCE, { source: SOURCE, place: at(2, 10, 15) });
    state = state.update({ changes: { from: 9, to: 26 } }).state;
    expect(marked(state)).toEqual([]);
    state = state.update({ effects: setLamp.of({ source: SOURCE, place: at(3, 4, 5) }) }).state;
    expect(marked(state)).toEqual(["on 2", "y"]);
  });

  it("finds its place in a program that was edited before the lamp came", () => {
    expect(marked(lit(`# new\n${SOURCE}`, { source: SOURCE, place: at(2, 10, 15) }))).toEqual([
      "on 3",
      "x * x",
    ]);
  });

  it("is whole again once the program is what ran", () => {
    let state = lit(SOURCE, { source: SOURCE, place: at(2, 10, 15) });
    state = state.update({ changes: { from: 0, to: state.doc.length } }).state;
    state = state.update({ changes: { from: 0, insert: SOURCE } }).state;
    state = state.update({ effects: setLamp.of({ source: SOURCE, place: at(2, 10, 15) }) }).state;
    expect(marked(state)).toEqual(["on 2", "x * x"]);
  });

  it("is on its expression when the program comes into the editor after it", () => {
    let state = lit("", { source: SOURCE, place: at(2, 10, 15) });
    expect(marked(state)).toEqual([]);
    state = state.update({ changes: { from: 0, insert: SOURCE } }).state;
    expect(marked(state)).toEqual(["on 2", "x * x"]);
  });

  it("has numbers under characters of its line, of which none is taken from the text or put into it", () => {
    const sent = [
      { text: "2", from: 11, to: 12, mid: 0.5, at: 10.5 },
      { text: "3", from: 15, to: 16, mid: 0.5, at: 14.5 },
    ];
    const lens = { lens: { line: 2, sent, together: "5" }, word: "together" };
    let state = lit(SOURCE, { source: SOURCE, place: at(2, 10, 15), lens });
    const numbers = (now: EditorState) => {
      const found: [string, string][] = [];
      now.field(lampField).marks.between(0, now.doc.length, (from, to, { spec }) => {
        const text = spec.attributes?.["data-text"];
        if (text) found.push([text, now.sliceDoc(from, to)]);
      });
      return found.sort();
    };
    expect(numbers(state)).toEqual([
      ["2", "x"],
      ["3", "x"],
      ["together 5", "x"],
    ]);
    expect(state.doc.toString()).toBe(SOURCE);
    // A line that has changed has them no more; one above it may change.
    state = state.update({ changes: { from: 0, insert: "# new\n" } }).state;
    expect(numbers(state)).toHaveLength(3);
    state = state.update({ changes: { from: state.doc.line(3).to, insert: " + 1" } }).state;
    expect(numbers(state)).toEqual([]);
  });

  it("marks nothing where a step has no place, or the recording is of no such line", () => {
    expect(marked(lit(SOURCE, { source: SOURCE, place: { lamp: null, caller: null } }))).toEqual([]);
    expect(marked(lit(SOURCE, { source: SOURCE, place: at(9, 0, 1) }))).toEqual([]);
    expect(marked(lit(SOURCE, null))).toEqual([]);
  });
});

it("a line of the edited program is traced to the line that ran", () => {
  let state = lit(SOURCE, { source: SOURCE, place: at(1, 0, 1) });
  state = state.update({ changes: { from: 0, insert: "# new\n" } }).state;
  expect(lineThatRan(state.field(lampField), state.doc, 3)).toBe(2);
});

describe("the difference of two texts", () => {
  it.each([
    ["", "abc"],
    ["abc", ""],
    ["abab", "ab"],
    ["x = 1", "x = 11"],
    ["same", "same"],
    ["one\ntwo", "one\n\ntwo"],
  ])("leads from %j to %j", (before, after) => {
    const change = difference(before, after);
    const result = change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
    expect(result).toBe(after);
    expect(change === null).toBe(before === after);
  });
});
