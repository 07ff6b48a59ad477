import { describe, expect, it } from "vitest";
import { programOf } from "../../../frontend/src/editor/paste";

const program = (text: string) => programOf(text)?.text;

describe("what is pasted", () => {
  it("stays as it is where nothing is foreign in it", () => {
    for (const text of ["x = 1\n", "def f():\n    ...\n", "print('In [1]: x')", 'a = [">>> "]\n'])
      expect(programOf(text)).toBe(null);
  });

  it("from Python's console keeps the code, its indentation and its blank lines, not the output", () => {
    const session = [
      "Python 3.11.2 (main, Apr 28 2025) [GCC 12.2.0] on linux",
      'Type "help", "copyright" or "license" for more information.',
      ">>> import torch",
      ">>> def f(x):",
      "...     y = x * 2",
      "...",
      "...     return y",
      "...",
      ">>> x = torch.ones(2)",
      ">>> f(x)",
      "tensor([2., 2.])",
      ">>> for i in range(2):",
      "...     print(i)",
      "... ",
      "0",
      "1",
      "",
    ].join("\n");
    expect(programOf(session)).toEqual({
      text: "import torch\ndef f(x):\n    y = x * 2\n\n    return y\n\nx = torch.ones(2)\nf(x)\nfor i in range(2):\n    print(i)\n",
      prompts: 11,
      output: 5,
    });
  });

  it("leaves a tensor's own dots out with the rest of the output", () => {
    expect(program(">>> x\ntensor([0,\n ...,\n 9])\n... \n>>> y = 1")).toBe("x\ny = 1");
  });

  it("from IPython loses its numbered prompts and what it answered", () => {
    const session =
      "In [1]: import torch\n\nIn [2]: def f(x):\n   ...:     return x\n   ...: \n\nIn [3]: f(1)\nOut[3]: 1\n";
    expect(program(session)).toBe("import torch\ndef f(x):\n    return x\n\nf(1)\n");
  });

  it("from a notebook's page keeps the cells below their prompts", () => {
    expect(
      program("In [1]:\nimport torch\nx = torch.ones(2)\n\nx\nOut[1]:\ntensor([1., 1.])\nIn [ ]:\ny = x"),
    ).toBe("import torch\nx = torch.ones(2)\n\nx\ny = x");
  });

  it("from a notebook file is its code cells", () => {
    const notebook = {
      nbformat: 4,
      cells: [
        { cell_type: "markdown", source: ["# Title"] },
        { cell_type: "code", source: ["import torch\n", "x = 1"] },
        { cell_type: "code", source: "y = x\n" },
      ],
    };
    expect(program(JSON.stringify(notebook))).toBe("import torch\nx = 1\n\ny = x\n");
  });

  it("from Markdown loses the fences around everything, and keeps what only mentions them", () => {
    expect(program("```python\nx = 1\n```")).toBe("x = 1\n");
    expect(programOf("```python\nx = 1\n```\ntext\n```\ny\n```")).toBe(null);
  });

  it("from Windows and from web pages gets Python's line ends and spaces", () => {
    expect(program("if x:\r\n\u00a0\u00a0\u00a0 y = '\u00a0'\r\n")).toBe("if x:\n    y = '\u00a0'\n");
  });
});
