import { python } from "@codemirror/lang-python";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import {
  diagnosticsOf,
  type Remark,
  remarksField,
  setRemarks,
} from "../../../frontend/src/editor/diagnostics";
import { foreignLines } from "../../../frontend/src/editor/foreign";
import { remarksOf } from "../../../frontend/src/editor/remarks";
import { load } from "../fixtures";

const PATIENT_MS = 10_000;

function open(doc: string) {
  const state = EditorState.create({ doc, extensions: [python(), remarksField] });
  ensureSyntaxTree(state, doc.length, PATIENT_MS);
  return state;
}
const foreign = {
  magic: (mark: string) => `magic ${mark}`,
  shell: (mark: string) => `shell ${mark}`,
  help: (mark: string) => `help ${mark}`,
};
const said = (source: string, ...remarks: Remark[]) =>
  setRemarks.of({ source, remarks, foreign, remove: "remove" });
const shown = (state: EditorState) =>
  diagnosticsOf(state).map(({ from, to, message }) => [state.sliceDoc(from, to), message]);
const remark = (line: number, column: number, end: number): Remark => ({
  span: { line, column, end_line: line, end_column: end },
  severity: "error",
  text: "no",
});

describe("what is marked", () => {
  it("is the exact expression, and goes along with it when the program is edited", () => {
    let state = open("s = '😀' + f(x)\n");
    state = state.update({ effects: said("s = '😀' + f(x)\n", remark(1, 10, 14)) }).state;
    expect(shown(state)).toEqual([["f(x)", "no"]]);
    state = state.update({ changes: { from: 0, insert: "# above\n" } }).state;
    expect(shown(state)).toEqual([["f(x)", "no"]]);
    state = state.update({ changes: { from: 0, to: state.doc.length, insert: "pass" } }).state;
    expect(shown(state)).toEqual([]);
  });

  it("is found where the text was edited while it ran", () => {
    const state = open("y = 1\nx = 2\nz = f(x)\n");
    expect(shown(state.update({ effects: said("x = 2\nz = f(x)\n", remark(2, 4, 8)) }).state)).toEqual([
      ["f(x)", "no"],
    ]);
  });

  it("are lines of a notebook, not what looks like them in a program", () => {
    const text =
      "%matplotlib inline\n!pip install torch\nx = (7\n     % 4)\ns = '''\n%not this\n'''\n# %nor this\ntorch.ones?\n%%time\ny = x\n";
    expect(foreignLines(open(text)).map(({ kind, text: mark }) => [kind, mark])).toEqual([
      ["magic", "%matplotlib"],
      ["shell", "!pip"],
      ["help", "torch.ones?"],
      ["magic", "%%time"],
    ]);
  });

  it("is said once where the server has said it", () => {
    const text = "%time x\n";
    const state = open(text).update({ effects: said(text, remark(1, 0, 7)) }).state;
    expect(shown(state)).toEqual([["%time x", "no"]]);
  });

  it("is the error that ended the program, in torch's words", () => {
    const recording = load("12_backward_needs_a_graph");
    const { source, remarks } = remarksOf({ kind: "done" }, recording, "en");
    const [error] = remarks.filter(({ severity }) => severity === "error");
    expect(source).toBe(recording.program.source);
    expect(error?.text).toMatch(/^RuntimeError: /);
  });
});
