import { describe, expect, it } from "vitest";
import { aliasesOf, type Names, offered, wantedAt } from "../../../frontend/src/editor/completion";
import data from "../../../frontend/src/editor/torchNames.gen.json";

const names = data.names as unknown as Names;
const wanted = (before: string, source = "import torch\n") => wantedAt(before, source, names)?.path ?? null;

describe("what is completed", () => {
  it("is told by what stands before the dot", () => {
    expect(wanted("x = torch.on")).toBe("torch");
    expect(wanted("y = torch.nn.functional.re")).toBe("torch.nn.functional");
    expect(wanted("h = F.re")).toBe("torch.nn.functional");
    expect(wanted("opt = optim.")).toBe("torch.optim");
    expect(wanted("x.su")).toBe("Tensor");
    expect(wanted("loss = (x - y).")).toBe("Tensor");
    expect(wanted("x[0].")).toBe("Tensor");
    expect(wanted("x.grad.")).toBe("Tensor");
    expect(wanted("权重.")).toBe("Tensor");
    expect(wanted("1.5")).toBe(null);
    expect(wanted("x = on")).toBe(null);
    expect(wanted("torch.unheard.of")).toBe(null);
  });

  it("follows the program's own imports and assignments", () => {
    expect(wanted("N.Li", "import torch.nn as N\n")).toBe("torch.nn");
    expect(wanted("fn.re", "from torch.nn import functional as fn\n")).toBe("torch.nn.functional");
    expect(wanted("net.par", "from torch import nn\nnet = nn.Linear(2, 1)\n")).toBe("Module");
    expect(wanted("net.par", "class Net(nn.Module):\n    pass\nnet = Net()\n")).toBe("Module");
    expect(wanted("opt.st", "import torch\nopt = torch.optim.SGD([x], lr=0.1)\n")).toBe("Optimizer");
    expect(wanted("w.ba", "w = nn.Parameter(torch.ones(2))\n")).toBe("Tensor");
    expect(wanted("from torch.nn import Lin")).toBe("torch.nn");
    expect(aliasesOf("import numpy as np\nimport torch.nn\n")).toMatchObject({ np: "numpy", torch: "torch" });
  });

  it("has torch's names with signature and summary, what this server runs, and nothing that is its own", () => {
    const tensor = offered(names.Tensor ?? {});
    expect(tensor.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["backward", "grad_fn", "requires_grad_", "sum", "mul_"]),
    );
    expect(tensor.find(({ label }) => label === "requires_grad_")?.info).toContain("(requires_grad=True)");
    expect(names.torch).not.toHaveProperty("load");
    expect(Object.values(names).flatMap(Object.keys)).not.toContainEqual(expect.stringMatching(/^_/));
  });
});
