// Why a function sends what it sends, in the numbers of one element, for the functions that can be told in a line. Pure.

import { tensorOf, valueAt } from "../recording/lookup";
import type { Function as GradFunction, Recording } from "../recording/types.gen";
import type { Element } from "./element";
import type { Sum } from "./spelled";
import type { Says } from "./texts";

/** What a rule may ask: the gradient that came, the number that an input or a saved value has, sizes. */
type Asked = {
  g: number;
  saved(name: string): number | null;
  argument: string;
  /** How many elements of the input go into one of the output. */
  ratio: number;
};

/** What is sent, reckoned; a sum of one number says that it is what arrived. */
export type Told = { sum: Sum; says: Says };
type Rule = (asked: Asked) => Told | null;

const factor = (name: string): Rule =>
  from(name, (g, other) => [
    [g, ["×", other]],
    ["factor", other],
  ]);

function from(name: string, tell: (g: number, x: number) => [Sum, Says]): Rule {
  return ({ g, saved }) => {
    const x = saved(name);
    if (x === null) return null;
    const [sum, says] = tell(g, x);
    return { sum, says };
  };
}

const unchanged =
  (says: Says[0]): Rule =>
  ({ g }) => ({ sum: [g], says: [says] });
const other = (argument: string) => (argument === "self" ? "other" : "self");

const RULES: Record<string, Rule> = {
  Mul: (asked) => factor(other(asked.argument))(asked),
  Div: (asked) =>
    asked.argument === "other"
      ? null
      : from("other", (g, x) => [
          [g, ["÷", x]],
          ["divisor", x],
        ])(asked),
  Add: unchanged("added"),
  Sub: ({ g, argument }) =>
    argument === "other" ? { sum: [-1, ["×", g]], says: ["negated"] } : { sum: [g], says: ["added"] },
  Neg: ({ g }) => ({ sum: [-1, ["×", g]], says: ["negated"] }),
  Sum: unchanged("summed"),
  Mean: ({ g, ratio }) => ({ sum: [g, ["÷", ratio]], says: ["mean", ratio] }),
  Pow: (asked) => {
    const [x, n] = [asked.saved("self"), asked.saved("exponent")];
    if (x === null || n === null) return null;
    return { sum: [asked.g, ["×", n], ["×", x ** (n - 1)]], says: ["power", n, x] };
  },
  Exp: from("result", (g, y) => [
    [g, ["×", y]],
    ["own", y],
  ]),
  Log: from("self", (g, x) => [
    [g, ["÷", x]],
    ["divisor", x],
  ]),
  Sqrt: from("result", (g, y) => [
    [g, ["÷", 2 * y]],
    ["twice", y],
  ]),
  Sigmoid: from("result", (g, y) => [
    [g, ["×", y], ["×", 1 - y]],
    ["sigmoid", y],
  ]),
  Tanh: from("result", (g, y) => [
    [g, ["×", 1 - y * y]],
    ["tanh", y],
  ]),
  Relu: from("result", (g, y) => [[g, ["×", y > 0 ? 1 : 0]], [y > 0 ? "open" : "shut"]]),
  Sin: from("self", (g, x) => [
    [g, ["×", Math.cos(x)]],
    ["cosine", x],
  ]),
  Clone: unchanged("copied"),
};
for (const name of [
  "View",
  "UnsafeView",
  "ReshapeAlias",
  "T",
  "Transpose",
  "Permute",
  "Squeeze",
  "Unsqueeze",
])
  RULES[name] = unchanged("moved");

/** What can be said of what a function sent to one input. `received` and `sent` are value indexes. */
export function toldOf(
  recording: Recording,
  fn: GradFunction,
  input: number,
  [received, sent]: [number | null | undefined, number],
  element: Element,
): Told | null {
  const rule = RULES[fn.name.replace(/Backward\d+$/, "")];
  const g = element.of(received);
  if (!rule || g === null || received == null) return null;
  const saved = (name: string): number | null => {
    const kept = fn.saved.find((entry) => entry.name === name);
    if (kept?.kind === "tensor") return element.of(kept.value);
    const edge = fn.inputs.find((entry) => entry.argument === name);
    if (edge?.kind === "constant" && typeof edge.constant === "number") return edge.constant;
    if (kept?.kind === "constant" && /^-?[\d.]+$/.test(kept.text)) return Number(kept.text);
    return edge?.tensor ? element.of(tensorOf(recording, edge.tensor).value) : null;
  };
  const size = (index: number) => valueAt(recording, index).shape.reduce((product, n) => product * n, 1);
  const argument = fn.inputs[input]?.argument ?? "self";
  return rule({ g, saved, argument, ratio: size(sent) / size(received) });
}
