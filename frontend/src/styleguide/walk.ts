// A walk to scrub through in the style guide: `z = x * x` at 2, printed, and its backward.

import { createPlayer } from "../player/player";
import type { Recording, Step } from "../recording/types.gen";
import { fn, holding, recording, tensor, value, written } from "./bench";

const scalar = (of: number) => value(holding([], [of]));
const [two, four, one] = [scalar(2), scalar(4), scalar(1)];
const leaf = written("x = torch.tensor(2.0, requires_grad=True)");
const accumulate = fn("AccumulateGrad", "");
const mul = fn("MulBackward0", "z = x * x");
const x = tensor({ value: two, names: ["x"], requires_grad: true, span: leaf });
const z = tensor({ value: four, names: ["z"], requires_grad: true, is_leaf: false, grad_fn: mul });
const printing = written("print(z)");
const backward = written("z.backward()");
const pass = { call: 1, span: backward };
const both = [0, 1].map(() => ({ kind: "tensor" as const, tensor: x }));

type Bare<S> = S extends Step ? Omit<S, "index"> : never;

const steps: Bare<Step>[] = [
  { type: "create", span: leaf, tensor: x, how: "torch.tensor", born: [x] },
  { type: "bind", span: leaf, name: "x", tensor: x },
  {
    type: "op",
    span: null,
    name: "mul",
    inputs: both,
    outputs: [z],
    mutated: [],
    view: false,
    grad_enabled: true,
    cut: null,
    born: [z],
    functions: [accumulate, mul],
  },
  { type: "bind", span: null, name: "z", tensor: z },
  { type: "print", span: printing, stream: "stdout", text: "tensor(4., grad_fn=<MulBackward0>)\n" },
  {
    ...pass,
    type: "backward",
    entry: "backward",
    roots: [{ tensor: z, function: mul, output_nr: 0, seed: one }],
    retain_graph: false,
    create_graph: false,
    inputs: null,
  },
  { ...pass, type: "node", function: mul, received: [one], sent: [two, two] },
  { ...pass, type: "node", function: accumulate, received: [four], sent: [] },
  {
    ...pass,
    type: "accumulate",
    function: accumulate,
    tensor: x,
    before: null,
    incoming: four,
    after: four,
    changes: [{ tensor: x, grad: four }],
  },
  { ...pass, type: "backward_end", freed: [mul], results: null, failed: null },
];

const [forX, forMul] = [accumulate, mul].map((id) => recording.functions[Number(id.slice(1)) - 1]);
if (forX && forMul) {
  forX.variable = x;
  forMul.inputs = [0, 1].map(() => ({ kind: "function", function: accumulate, output_nr: 0 }));
}

export const walk = createPlayer(
  { ...recording, steps: steps.map((step, index) => ({ ...step, index })) } satisfies Recording,
  { position: 7 },
);
