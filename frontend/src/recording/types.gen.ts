/* Generated from the backend models by make types; do not edit. */

/**
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Edge".
 */
export type Edge = FunctionEdge | ConstantEdge;
/**
 * A number; a complex one is the pair [real, imaginary].
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Scalar".
 */
export type Scalar = number | boolean | ("NaN" | "Infinity" | "-Infinity") | string | [unknown, unknown];
/**
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Saved".
 */
export type Saved = SavedTensor | SavedConstant | SavedHidden;
/**
 * A real number.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Real".
 */
export type Real = number | ("NaN" | "Infinity" | "-Infinity") | string;
/**
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Step".
 */
export type Step =
  | Create
  | Op
  | Bind
  | Flag
  | Backward
  | Node
  | Accumulate
  | BackwardEnd
  | Grad
  | Update
  | Print
  | Warn
  | Skipped
  | Error;
/**
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Operand".
 */
export type Operand = TensorOperand | ConstantOperand;
/**
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Term".
 */
export type Term = Variable | Numeral | Application;

/**
 * One run of one program. `layout` is None where its engine failed or took too long; `layout_problem` then says why.
 *
 * `rules` has the derivative rule of every function name that occurs and that one is known of, by that name.
 */
export interface Recording {
  version: 1;
  id: string;
  program: Program;
  engine: Engine;
  tensors: Tensor[];
  functions: Function[];
  storages: Storage[];
  scopes: Scope[];
  values: Value[];
  steps: Step[];
  outcome: Outcome;
  rules?: {
    [k: string]: Rule;
  };
  findings?: Finding[];
  layout?: Layout | null;
  layout_problem?: string | null;
}
/**
 * A program is a value: its text and its options.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Program".
 */
export interface Program {
  /**
   * Python, at most 64 KiB of UTF-8.
   */
  source: string;
  options: Options;
}
/**
 * How to run a program. `seed` seeds torch's, numpy's and Python's generators; `max_values` is elements kept a value.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Options".
 */
export interface Options {
  seed?: number;
  max_values?: number;
}
/**
 * What ran the program: versions and the devices that it could see.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Engine".
 */
export interface Engine {
  gradwalk: string;
  torch: string;
  python: string;
  devices: string[];
}
/**
 * A tensor at its birth. What changes later (names, value, grad, flags) is in the steps, and `fold` applies it.
 *
 * `base` is the tensor that this one is a view of; `strides` and `offset` count elements, not bytes.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Tensor".
 */
export interface Tensor {
  id: string;
  shape: number[];
  dtype: string;
  device: string;
  requires_grad: boolean;
  is_leaf: boolean;
  is_parameter: boolean;
  grad_fn: string | null;
  output_nr: number;
  version: number | null;
  /**
   * An index into the recording's `values`.
   */
  value: number;
  grad: number | null;
  storage: string | null;
  strides: number[] | null;
  offset: number | null;
  base: string | null;
  names: string[];
  span: Span | null;
  scope: string | null;
}
/**
 * A piece of the source: lines from 1, columns from 0 in Unicode code points, the end exclusive.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Span".
 */
export interface Span {
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}
/**
 * A node of the backward graph. `name` is torch's (`MulBackward0`), `op` the short one (`mul`).
 *
 * `variable` is the leaf of an AccumulateGrad. `made_by` is the number of the backward call that made the function: one of
 * second order (`create_graph=True`), or one that a hook, a custom `backward` or a checkpoint's recomputation made in it;
 * else None. `sequence_nr` is None for AccumulateGrad.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Function".
 */
export interface Function {
  id: string;
  name: string;
  op: string;
  inputs: Edge[];
  variable: string | null;
  saved: Saved[];
  sequence_nr: number | null;
  made_by: number | null;
  span: Span | null;
  scope: string | null;
}
/**
 * An entry of `next_functions`: where this input's gradient goes. `tensor` is the forward input, where it is known.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "FunctionEdge".
 */
export interface FunctionEdge {
  kind: "function";
  function: string;
  output_nr: number;
  argument?: string | null;
  tensor?: string | null;
}
/**
 * A None in `next_functions`: no gradient goes there. What stood in its place in the forward call, where it is known.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "ConstantEdge".
 */
export interface ConstantEdge {
  kind: "constant";
  argument?: string | null;
  tensor?: string | null;
  constant?: Scalar | null;
}
/**
 * A tensor kept for backward, at the version that backward will insist on; `tensor` is None for one the program never saw.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "SavedTensor".
 */
export interface SavedTensor {
  kind: "tensor";
  name: string;
  tensor: string | null;
  version: number | null;
  /**
   * An index into the recording's `values`.
   */
  value: number;
}
/**
 * A saved number, flag, shape or None, as Python writes it.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "SavedConstant".
 */
export interface SavedConstant {
  kind: "constant";
  name: string;
  text: string;
}
/**
 * A saved value that cannot be read without changing the program (saved-tensor hooks are active, or it is gone).
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "SavedHidden".
 */
export interface SavedHidden {
  kind: "hidden";
  name: string;
}
/**
 * A block of memory that one or more tensors look at.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Storage".
 */
export interface Storage {
  id: string;
  bytes: number;
  device: string;
}
/**
 * A function call, a module call or one iteration of a loop; scopes nest in a tree.
 *
 * `name` is the function's qualified name, the module's path in the module around it (its class, outermost), or the
 * loop's head; `module` is a module's class, `iteration` counts from 0.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Scope".
 */
export interface Scope {
  id: string;
  kind: "function" | "module" | "iteration";
  name: string;
  module: string | null;
  iteration: number | null;
  parent: string | null;
  span: Span | null;
}
/**
 * Shape, dtype (`float32`, without `torch.`), the first elements in row-major order up to the program's limit.
 *
 * `hidden` says why there are no elements to show: memory that nobody has written yet (`torch.empty`) is noise that
 * changes from run to run, and a sparse, meta or wrapped tensor has no plain memory to read.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Value".
 */
export interface Value {
  shape: number[];
  dtype: string;
  first: Scalar[];
  summary: Summary | null;
  hidden?: ("uninitialised" | "sparse" | "quantised" | "nested" | "meta" | "wrapped" | "freed" | "unreadable") | null;
}
/**
 * Statistics over every element of a real tensor, computed in float64; `std` is Bessel-corrected (0 for one element).
 *
 * `min`, `max`, `mean` and `std` are None for an empty or a complex tensor.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Summary".
 */
export interface Summary {
  min: Real | null;
  max: Real | null;
  mean: Real | null;
  std: Real | null;
  nan: number;
  inf: number;
  zeros: number;
}
/**
 * A leaf appears: a factory call, a parameter, data from outside. `how` is the factory's name where one is known.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Create".
 */
export interface Create {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "create";
  tensor: string;
  how: string | null;
}
/**
 * New facts about one tensor. A field that is absent has not changed; `grad: null` says that `.grad` is None.
 *
 * `version: null` says that it has none any more: its data is now an inference tensor's.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "TensorChange".
 */
export interface TensorChange {
  tensor: string;
  value?: number | null;
  version?: number | null;
  requires_grad?: boolean | null;
  is_leaf?: boolean | null;
  grad_fn?: string | null;
  output_nr?: number | null;
  retains_grad?: boolean | null;
  grad?: number | null;
  shape?: number[] | null;
  storage?: string | null;
  strides?: number[] | null;
  offset?: number | null;
}
/**
 * An operation. `mutated` are the tensors written in place; `view` says that the output shares its input's memory.
 *
 * `cut` says why the output carries no gradient although an input requires one; None where nothing was cut, and where
 * torch itself goes without grad mode: in a custom function's `forward` and in a backward call. `item` has no output:
 * plain numbers were taken out of a tensor that has a graph. What lies between a `backward` and its `backward_end` ran
 * in that call: a hook, a custom `backward`, a checkpoint's recomputation.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Op".
 */
export interface Op {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "op";
  name: string;
  inputs: Operand[];
  outputs: string[];
  mutated: string[];
  view: boolean;
  grad_enabled: boolean;
  cut: ("detach" | "data" | "no_grad" | "inference_mode" | "not_differentiable" | "item") | null;
}
/**
 * A tensor that went into an operation.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "TensorOperand".
 */
export interface TensorOperand {
  kind: "tensor";
  tensor: string;
  argument?: string | null;
}
/**
 * A plain number that went into an operation.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "ConstantOperand".
 */
export interface ConstantOperand {
  kind: "constant";
  constant: Scalar;
  argument?: string | null;
}
/**
 * A Python name now means this tensor; None: it meant a tensor and no longer does.
 *
 * `local` is the call, of a function or a module, that the name is local to; None for a global one.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Bind".
 */
export interface Bind {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "bind";
  name: string;
  local?: string | null;
  tensor: string | null;
}
/**
 * The program changed how autograd treats a tensor.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Flag".
 */
export interface Flag {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "flag";
  tensor: string;
  what: "requires_grad" | "retain_grad" | "hook" | "post_accumulate_grad_hook";
}
/**
 * A backward call begins. `inputs` are the tensors asked for (`torch.autograd.grad`, `inputs=`), None: all leaves.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Backward".
 */
export interface Backward {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "backward";
  /**
   * The number of the backward call, from 1.
   */
  call: number;
  entry: "backward" | "grad";
  roots: Root[];
  retain_graph: boolean;
  create_graph: boolean;
  inputs: string[] | null;
}
/**
 * Where a backward call starts and the gradient that it starts with: 1 for a scalar, unless the program gave one.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Root".
 */
export interface Root {
  tensor: string | null;
  function: string | null;
  output_nr: number;
  seed: number | null;
}
/**
 * One function ran: gradients received by output_nr and sent by input. None is an undefined gradient, not zeros.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Node".
 */
export interface Node {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "node";
  /**
   * The number of the backward call, from 1.
   */
  call: number;
  function: string;
  received: (number | null)[];
  sent: (number | null)[];
}
/**
 * A gradient reached a leaf: `.grad` before, what came in, `.grad` after. `tensor` is None once the leaf is gone.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Accumulate".
 */
export interface Accumulate {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "accumulate";
  /**
   * The number of the backward call, from 1.
   */
  call: number;
  function: string;
  tensor: string | null;
  before: number | null;
  incoming: number | null;
  after: number | null;
}
/**
 * A backward call ended. `freed`: the functions whose saved tensors were let go; `failed`: the one that raised.
 *
 * `results` are what `torch.autograd.grad` returned, in the order of the call's `inputs`. `error` is the exception that the
 * call raised, its type and words, whether or not the program caught it; None where it came to its end.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "BackwardEnd".
 */
export interface BackwardEnd {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "backward_end";
  /**
   * The number of the backward call, from 1.
   */
  call: number;
  freed: string[];
  results: (string | null)[] | null;
  failed: string | null;
  error?: string | null;
}
/**
 * The program itself changed a `.grad`.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Grad".
 */
export interface Grad {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "grad";
  tensor: string;
  how: "cleared" | "zeroed" | "assigned" | "changed";
  before: number | null;
  after: number | null;
}
/**
 * A tracked leaf's value changed in place: an optimizer's step, `.data`, a `no_grad` block.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Update".
 */
export interface Update {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "update";
  tensor: string;
  how: string | null;
  version_before: number | null;
  version_after: number | null;
  /**
   * An index into the recording's `values`.
   */
  before: number;
  /**
   * An index into the recording's `values`.
   */
  after: number;
}
/**
 * What the program printed, a write at a time.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Print".
 */
export interface Print {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "print";
  stream: "stdout" | "stderr";
  text: string;
}
/**
 * A Python warning.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Warn".
 */
export interface Warn {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "warning";
  category: string;
  message: string;
}
/**
 * Iterations of a long loop that were run and are not told here, `steps` steps in all; what they printed is.
 *
 * The last such step before the telling goes on carries what they left: `born` and `functions` are what is still needed of
 * what they made, `changes`, `names` and `freed` what they did to it and to what there was before.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Skipped".
 */
export interface Skipped {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "skipped";
  loops: Repeat[];
  steps: number;
  names?: NameChange[];
  freed?: string[];
}
/**
 * Iterations of a loop or a comprehension, whose head is `name`, or calls of a function that is called over and over.
 *
 * `map` calls one so, and recursion.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Repeat".
 */
export interface Repeat {
  kind?: "loop" | "function";
  name: string;
  span: Span | null;
  iterations: number;
}
/**
 * What a name means now; see `Bind`.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "NameChange".
 */
export interface NameChange {
  name: string;
  local?: string | null;
  tensor: string | null;
}
/**
 * The exception that ended the program, in Python's own words.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Error".
 */
export interface Error {
  index: number;
  span: Span | null;
  scope?: string | null;
  born?: string[];
  functions?: string[];
  changes?: TensorChange[];
  released?: string[];
  type: "error";
  exception: string;
  message: string;
  frames: Frame[];
  function: string | null;
  call: number | null;
}
/**
 * A line of the traceback that lies in the program.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Frame".
 */
export interface Frame {
  line: number;
  name: string;
}
/**
 * How a run ended and, where it was cut short, by which limit.
 *
 * `error` is the program's own exception (its last step has the words); `refused` is the policy's answer and is never
 * stored; `killed` is an end that nobody asked for. Whatever the kind, every step that is here did happen.
 * `limits` names the limits that cut something off, also in a run that finished (printed text, say). `skipped_iterations`
 * of loops, and calls that repeat, ran and are not told, so that a long run stays within its limits: see the `skipped` steps.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Outcome".
 */
export interface Outcome {
  kind: "finished" | "error" | "refused" | "timeout" | "out_of_memory" | "too_large" | "killed";
  detail?: string | null;
  limits?: ("wall_time" | "cpu_time" | "memory" | "steps" | "functions" | "recording_bytes" | "printed_bytes")[];
  skipped_iterations?: number;
  seconds?: number | null;
  memory_bytes?: number | null;
}
/**
 * The derivative rule of the functions of one name, in words, as a formula and as code.
 *
 * Every shipped rule has been run against torch: its code gives what the function itself gives. `where` is run first, in order.
 * `source` is there for a custom `torch.autograd.Function` alone, which has no other rule than its own `backward`. It has no
 * `inputs`, nor has CopySlices, whose part and inner function torch does not show. In texts, backticks mark code.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Rule".
 */
export interface Rule {
  says: Words;
  shapes: Words;
  where?: Definition[];
  inputs?: Vjp[];
  source?: Source | null;
}
/**
 * One text in English and in Chinese.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Words".
 */
export interface Words {
  en: string;
  zh: string;
}
/**
 * A name that the rule's code uses, and what it stands for.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Definition".
 */
export interface Definition {
  name: string;
  code: string;
  term?: Term | null;
}
/**
 * A name of the rule's code: `grad`, `grads`, `shape`, a saved value, or a name that the rule's `where` gives.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Variable".
 */
export interface Variable {
  kind: "variable";
  name: string;
}
/**
 * A number, flag, word or None written in the rule's code.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Numeral".
 */
export interface Numeral {
  kind: "number";
  value: boolean | number | string | null;
}
/**
 * An operation and what it is applied to. A tree is for real numbers: conjugates are left out.
 *
 * Numbers and flags stand beside tensors as tensors without dimensions. Where torch has several forms:
 *
 * - `where(condition, a, b)`: a condition that is one flag chooses before the other branch is looked at, as `a if … else b`
 * - `sum(x)` is one number; `sum(x, dim)` keeps the dimensions it sums over with length 1, all where `dim` is empty or None;
 *   so do `mean(x, dim)` and `prod(x, dim)`
 * - `sum_to_size(x, shape)`: sums over the dimensions that `shape` has not, or has with length 1
 * - `transpose(x)` swaps the last two dimensions; a tensor with fewer stays as it is
 * - `zeros(shape)`: of the gradient's dtype; `flatten(x, start)`: from dimension `start` on, all without it
 * - `eq` and `ne` also compare with None and with one another what is no tensor
 * - `numel` is of a tensor or a shape; `clamp(x, min)` has no upper bound
 * - `stack` and `cat` join a list of tensors (`grads`)
 * - `inv` and `solve` are those of `torch.linalg`, of matrices or batches of them
 *
 * Facts: `tuple(…)`, its terms; `inverse(dims)`, the order that undoes `permute(dims)`; `kept(shape, dim)`, the shape with 1 in
 * the place of each dimension in `dim` (all, where it is empty or None), which is what a reduction with `keepdim=True` leaves;
 * `count(shape, dim)`, how many elements such a reduction joins;
 * `size(x)`, its shape, and `dim(x)`, how many dimensions it has; `len(list)`, `item(list, place)` and
 * `rest(list, start, end)`, as Python's `list[place]` and `list[start:end]`; `others(shape, dim)`, all dimensions but one;
 * `last(sizes)`, the dimensions that the last sizes of a shape are of; `start(shapes, dim, i)`, where in a `cat` a tensor
 * begins.
 *
 * Meetings: `arange(n)`; `eye(n)`, ones on the diagonal; `windows(sizes, places, kernel, stride, padding, dilation)` has a
 * row for each element of a kernel and a column for each place where it is laid: which of `sizes` elements, counted in
 * row-major order, is met there; `numel(sizes)` for the padding, one more for what lies beyond it. One number is for every
 * dimension, an empty stride is the kernel's size. `places(shape, indices)` are the places, counted alike, that `x[indices]`
 * reads, None for a whole dimension; `padded(shape, pad, mode)`, those that `torch.nn.functional.pad` reads, `numel(shape)`
 * for a constant; `part(n, m)`, how much each of n elements has in each of m means that share them out.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Application".
 */
export interface Application {
  kind: "apply";
  operation:
    | "add"
    | "sub"
    | "mul"
    | "div"
    | "pow"
    | "neg"
    | "abs"
    | "sign"
    | "rsqrt"
    | "exp"
    | "log"
    | "sin"
    | "cos"
    | "sinh"
    | "cosh"
    | "tanh"
    | "sigmoid"
    | "erf"
    | "floor_divide"
    | "clamp"
    | "where"
    | "eq"
    | "ne"
    | "lt"
    | "le"
    | "gt"
    | "ge"
    | "logical_and"
    | "logical_or"
    | "sum"
    | "mean"
    | "prod"
    | "sum_to_size"
    | "cumsum"
    | "matmul"
    | "inv"
    | "solve"
    | "reshape"
    | "unsqueeze"
    | "flatten"
    | "transpose"
    | "permute"
    | "flip"
    | "tril"
    | "triu"
    | "select"
    | "diagonal"
    | "gather"
    | "index_select"
    | "stack"
    | "cat"
    | "zeros"
    | "select_scatter"
    | "slice_scatter"
    | "diagonal_scatter"
    | "scatter"
    | "scatter_add"
    | "index_add"
    | "expand"
    | "narrow"
    | "slice"
    | "index_fill"
    | "repeat"
    | "roll"
    | "unfold"
    | "numel"
    | "dim"
    | "size"
    | "len"
    | "item"
    | "rest"
    | "kept"
    | "count"
    | "inverse"
    | "others"
    | "last"
    | "start"
    | "tuple"
    | "arange"
    | "eye"
    | "windows"
    | "places"
    | "padded"
    | "part";
  terms: Term[];
}
/**
 * What a function sends to one of its inputs: its vector-Jacobian product.
 *
 * `input` is torch's name of the argument, in the order of the function's edges; with `each` it is a list of tensors that has
 * an edge each, and `i` in the code is the place in it. `formula` is presentation MathML. `code` is a Python expression,
 * of these names:
 *
 * - `grad`: the gradient that arrives at the first output; `grads`: those of all outputs (zeros where none arrived: of
 *   the output's shape, or one zero for an output that the program never saw)
 * - `shape`: the shape of this input, which is the shape of what is sent
 * - the saved values, by torch's names as they stand in the function's `saved` (`result` is the output itself); a list of
 *   tensors is one name (`indices`)
 * - `before`: of AccumulateGrad, the leaf's `.grad` before; its one Vjp, which has no edge, is what `.grad` becomes
 * - `shapes`: those of all inputs, of a constant too
 * - the names of the rule's `where`, and `torch`
 *
 * A number that the code gives stands for that number everywhere. Where the input is real and the code gives complex
 * numbers, their real part is sent, in the input's dtype.
 *
 * `kind` says how to show it with numbers, `term` is the same code as a tree, None where it has more in it than a tree can
 * say. All names in a tree are above, or have a tree themselves in the rule's `where`.
 *
 * - `elementwise`: every element from the elements in its place; `sum_to_size` at the end: summed over stretched dimensions
 * - `spread`: like it, and an element that arrives goes to all the elements that it was made from
 * - `sum`: sums over some dimension on the way
 * - `matmul`: a matrix product
 * - `move`: elements only change place
 * - `other`: none of these
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Vjp".
 */
export interface Vjp {
  input: string;
  each?: boolean;
  formula: string;
  code: string;
  kind: "elementwise" | "spread" | "sum" | "matmul" | "move" | "other";
  term?: Term | null;
}
/**
 * The `backward` of a custom function as it stands in the program: lines without their common indentation.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Source".
 */
export interface Source {
  span: Span;
  class_span: Span;
  text: string;
}
/**
 * Something that a learner should be told. Texts are Markdown with code spans (`x.grad`) as its only markup.
 *
 * `title` is a few words, `what` one sentence of what happened, `why` one of why. `span` is where the cause lies, which need not
 * be where it surfaced; `places` tell the whole way. `steps`, `tensors` and `functions` are all that it is about, the
 * most telling first. `times` is how often it was found in the same place of the source. `error` are torch's own words, of an
 * exception or of a warning.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Finding".
 */
export interface Finding {
  kind: string;
  severity: "error" | "warning" | "note";
  title: Words;
  what: Words;
  why: Words;
  remedies?: Remedy[];
  span: Span | null;
  steps?: number[];
  tensors?: string[];
  functions?: string[];
  places?: Place[];
  operands?: OperandAtFault[];
  error?: TorchError | null;
  times?: number;
}
/**
 * One way out. All `edits` applied to the program (none overlap) give one that runs; `snippet` is code to start from instead.
 *
 * A remedy whose code no edit can say (the program is not known well enough) has a snippet alone.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Remedy".
 */
export interface Remedy {
  says: Words;
  edits?: Edit[];
  snippet?: string | null;
}
/**
 * Lines of the program to replace: from `line` (from 1) on, `removed` as they stand there, by `added`.
 *
 * With nothing removed, `added` goes in before `line`, which may be one past the last.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Edit".
 */
export interface Edit {
  line: number;
  removed?: string[];
  added?: string[];
}
/**
 * A place that has a part in it, and which: who saved version 0, who made it version 1.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Place".
 */
export interface Place {
  says: Words;
  span?: Span | null;
  step?: number | null;
  tensor?: string | null;
  function?: string | null;
}
/**
 * An operand whose shape or dtype is at fault, to be drawn; `dims` are the dimensions that do not fit.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "OperandAtFault".
 */
export interface OperandAtFault {
  label: string;
  tensor?: string | null;
  shape: number[];
  dtype: string;
  dims?: number[];
}
/**
 * The exception in torch's own words.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "TorchError".
 */
export interface TorchError {
  exception: string;
  message: string;
}
/**
 * The whole drawing; `engine` placed its outermost picture.
 *
 * `groups` has the outer before the inner ones; `width` and `height` hold while they are as they start.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Layout".
 */
export interface Layout {
  engine: "dot" | "layered";
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  groups?: PlacedGroup[];
}
/**
 * A box of the drawing; x and y are its top left corner.
 *
 * - `leaf`: the card of a tensor that no recorded function made
 * - `unit`: a function docked on the card of the one tensor that it made: pill (with its stem) on top, card below
 * - `function`: a pill alone: its output never had a name or an object in Python, or it has several outputs
 * - `output`: the card of one of several outputs
 * - `use`: a chip that stands for a leaf used more than once, at one of its uses
 * - `constant`: a chip with a number, or an untracked tensor's name
 * `tensor`, `function`, `output_nr` say what it shows; `leaf_node` is the card that a `use` stands for. `group` is the group
 * whose picture it stands in; None: the whole's.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "PlacedNode".
 */
export interface PlacedNode {
  id: string;
  kind: "leaf" | "unit" | "function" | "output" | "use" | "constant";
  tensor?: string | null;
  function?: string | null;
  output_nr?: number;
  constant?: Scalar | null;
  leaf_node?: string | null;
  group?: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
  pill_width?: number;
  pill_height?: number;
  grid?: Grid | null;
}
/**
 * How a card writes its value: `numbers` (up to 4x4), a `heat` map of the recorded elements, or `none`.
 *
 * A gradient stands to the right of its value, or, `stacked`, beneath it. `folded` is one row of numbers that goes on in
 * the next line: no line is drawn between the two.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "Grid".
 */
export interface Grid {
  style: "numbers" | "heat" | "none";
  rows: number;
  columns: number;
  cell_width: number;
  gradient_cell_width: number;
  stacked?: boolean;
  folded?: boolean;
}
/**
 * A curve: a start point, then three Bezier points a segment, from `source` down to `target`.
 *
 * - `data`: into a function; `function` and `input` say which of its edges, so which gradient comes back up
 * - `plain`: into a tensor that no function made (an operation that nothing tracked)
 * - `cut`: like `plain`, but the gradient was cut (detach, .data, no_grad)
 * - `constant`: from a constant or untracked tensor into a function: no gradient comes back
 * - `output`: from a function alone down to one of its output cards
 *
 * `points` are the part in the picture of `group`, the innermost around both ends (None: the whole's). An edge that leaves and
 * enters groups on its way has more: `exits` in those that it leaves, from the inside out, `entries` in those that it enters.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "PlacedEdge".
 */
export interface PlacedEdge {
  id: string;
  kind: "data" | "plain" | "cut" | "constant" | "output";
  source: string;
  target: string;
  function?: string | null;
  input?: number | null;
  step?: number | null;
  label?: string | null;
  group?: string | null;
  points: [unknown, unknown][];
  exits?: EdgeLeg[];
  entries?: EdgeLeg[];
}
/**
 * The part of a curve that lies in a group's picture, from or to its border.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "EdgeLeg".
 */
export interface EdgeLeg {
  group: string;
  points: [unknown, unknown][];
}
/**
 * The box around what a call, a module or an iteration made, or around a run of `count` equal ones.
 *
 * `scopes` are the scopes that it is of; of a run, those that repeat, as they are the first time. `open` says how it starts,
 * and what room its own picture's surroundings have for it: `width` and `height`, or `closed_width` and `closed_height`.
 * `group` is the group whose picture it stands in; None: the whole's.
 *
 * This interface was referenced by `Recording`'s JSON-Schema
 * via the `definition` "PlacedGroup".
 */
export interface PlacedGroup {
  id: string;
  scopes: string[];
  count: number;
  group?: string | null;
  open: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
  closed_width: number;
  closed_height: number;
}
