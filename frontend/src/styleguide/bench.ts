// A workbench for samples: a recording that is put together by hand, of the contract's types, without a program.

import type {
  Function as GradFunction,
  Grid,
  PlacedNode,
  Recording,
  Scalar,
  Span,
  Tensor,
  Value,
} from "../recording/types.gen";

export const recording: Recording = {
  version: 1,
  id: "styleguide",
  program: { source: "", options: {} },
  engine: { gradwalk: "", torch: "", python: "", devices: [] },
  tensors: [],
  functions: [],
  storages: [],
  scopes: [],
  values: [],
  // The step that cut something off.
  steps: [
    {
      type: "op",
      index: 0,
      span: null,
      name: "detach",
      inputs: [],
      outputs: [],
      mutated: [],
      view: true,
      grad_enabled: true,
      cut: "detach",
    },
  ],
  outcome: { kind: "finished" },
};

/** A value of `first`, with the statistics that a recorder gives. */
export function holding(shape: number[], first: Scalar[], over: Partial<Value> = {}): Value {
  const numbers = first.filter((scalar): scalar is number => typeof scalar === "number");
  const count = (test: (scalar: Scalar) => boolean) => first.filter(test).length;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return {
    shape,
    dtype: "float32",
    first,
    summary: numbers.length
      ? {
          min: Math.min(...numbers),
          max: Math.max(...numbers),
          mean,
          std: Math.sqrt(squares / Math.max(1, numbers.length - 1)),
          nan: count((scalar) => scalar === "NaN"),
          inf: count((scalar) => scalar === "Infinity" || scalar === "-Infinity"),
          zeros: count((scalar) => scalar === 0),
        }
      : null,
    ...over,
  };
}

/** Put a value on the bench; its index. */
export const value = (of: Value): number => recording.values.push(of) - 1;

/** Put a tensor on the bench; its id. */
export function tensor(of: Partial<Tensor> & Pick<Tensor, "value">): string {
  const { shape, dtype } = recording.values[of.value] as Value;
  const id = `t${recording.tensors.length + 1}`;
  recording.tensors.push({
    id,
    shape,
    dtype,
    device: "cpu",
    requires_grad: false,
    is_leaf: true,
    is_parameter: false,
    grad_fn: null,
    output_nr: 0,
    version: 0,
    grad: null,
    storage: null,
    strides: null,
    offset: null,
    base: null,
    names: [],
    span: null,
    scope: null,
    ...of,
  });
  return id;
}

/** Write a line of the program; its span. */
export function written(source: string): Span {
  const line = recording.program.source.split("\n").length;
  recording.program.source += `${source}\n`;
  return { line, column: 0, end_line: line, end_column: source.length };
}

/** Put a function on the bench, made by the expression `source`; its id. */
export function fn(name: string, source: string, over: Partial<GradFunction> = {}): string {
  const id = `f${recording.functions.length + 1}`;
  recording.functions.push({
    id,
    name,
    op: name.toLowerCase(),
    inputs: [],
    variable: null,
    saved: [],
    sequence_nr: null,
    made_by: null,
    span: written(source),
    scope: null,
    ...over,
  });
  return id;
}

export const numbers = (rows: number, columns: number, cell = 36, gradient = 42): Grid => ({
  style: "numbers",
  rows,
  columns,
  cell_width: cell,
  gradient_cell_width: gradient,
});

export const heat = (rows: number, columns: number): Grid => ({
  style: "heat",
  rows,
  columns,
  cell_width: 12,
  gradient_cell_width: 12,
});

/** A box 16 px from the corner of its sample. */
export const box = (over: Partial<PlacedNode>): PlacedNode => ({
  id: "sample",
  kind: "leaf",
  x: 16,
  y: 16,
  width: 264,
  height: 78,
  ...over,
});
