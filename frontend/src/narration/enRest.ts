// The narration in English: operations, backward, and all else but that a tensor is there.

import { sized } from "./enSimple";
import { type Brief, sameWords, uniform } from "./facts";
import { ruled } from "./ruled";
import { code, gradOf, join, type Name, type Segment, type Sentence, say, strong, value } from "./segments";
import type { Rest } from "./sentences";

const count = (n: number, one: string): string => (n === 1 ? `one ${one}` : `${n} ${one}s`);

/** A tensor is used in several places; a function that has no tensor to name it has several edges. */
const alongAll = (to: Name, times: number): string => {
  const all = times === 2 ? "both" : `each of ${times}`;
  return to.ref?.kind === "tensor" ? `to ${all} uses of` : `along ${all} edges to`;
};

const HIDDEN: Record<string, string> = {
  uninitialised: "whatever was in that memory",
  sparse: "a sparse tensor",
  quantised: "quantised values",
  nested: "a nested tensor",
  meta: "a shape without values",
  wrapped: "a value inside a transform",
  freed: "freed memory",
  unreadable: "a value that cannot be read",
};

function the(brief: Brief | null): Sentence {
  if (brief === null) return say`nothing`;
  if ("hidden" in brief) return say`${HIDDEN[brief.hidden] ?? brief.hidden}`;
  if ("shape" in brief) return sized("tensor", brief.shape);
  return say`${value(brief.text)}`;
}

const is = (brief: Brief | null): Sentence =>
  brief && "text" in brief && brief.everywhere ? say`${the(brief)} everywhere` : the(brief);

const inAll = (brief: Brief): Sentence =>
  "text" in brief && brief.everywhere ? say`${the(brief)} in every element` : the(brief);

const list = (items: Sentence[]): Sentence => join(items, ", ", " and ");
const names = (items: Name[]): Sentence => list(items.map((name) => say`${strong(name)}`));

const CUTS = {
  detach: "It shares the memory but not the history: no gradient passes here.",
  data: "It shares the memory but not the history: autograd does not see what is done to it.",
  no_grad: "Under no_grad nothing is tracked, so it gets no grad_fn.",
  inference_mode: "In inference mode nothing is tracked, so it gets no grad_fn.",
  not_differentiable: "It has no derivative: no gradient passes here.",
  item: "It is a plain number: no gradient passes here.",
};

const STRETCHED: Segment = {
  kind: "rule",
  text: " What was broadcast gets the sum over its copies.",
};

export const enRest: Rest = {
  found({ source, kind, shape, dtype, tracked, within, backward }) {
    const what = sized(`${dtype} ${kind}`, shape);
    const head = within
      ? say`In ${code(source)}, ${code(within.op)} makes ${what}.`
      : say`${source ? say`In ${code(source)} there` : "There"} is ${what} that ${backward ? "backward hands to the program" : "no recorded step made"}.`;
    return say`${head} ${tracked ? "It requires a gradient, so autograd tracks it." : "It requires no gradient."}`;
  },
  held: ({ source, value: v }) => say`${code(source)} is the gradient that is held there: ${is(v)}.`,
  bind: ({ name, value: bound, same, outside, rebound, local }) =>
    bound
      ? say`${local ? "Within this call the name" : "The name"} ${strong(name)} ${rebound ? "now " : ""}means ${outside ? "the same tensor as outside of it" : same ? say`the same tensor as ${strong(same)}` : rebound ? "another tensor" : "this tensor from here on"}: ${is(bound)}.`
      : say`The name ${strong(name)} no longer means a tensor.`,
  flag({ name, what, on }) {
    if (what === "requires_grad")
      return on
        ? say`${strong(name)} requires a gradient from here on: operations on it are tracked.`
        : say`${strong(name)} no longer requires a gradient.`;
    if (what === "retain_grad")
      return say`${strong(name)} is no leaf, but keeps its gradient: ${code("retain_grad()")} asked for it.`;
    if (what === "hook") return say`A hook waits at ${strong(name)}: it is called with its gradient.`;
    return say`A hook waits at ${strong(name)}: it is called after ${gradOf(name)} has been accumulated.`;
  },
  print: ({ text, stderr }) => say`The program ${stderr ? "writes to stderr" : "prints"} ${code(text)}.`,
  op({
    source,
    within,
    result,
    results,
    fn,
    saved,
    mutated,
    beside,
    version,
    view,
    cut,
    why,
    from,
    several,
  }) {
    if (cut === "item" && from)
      return say`${code(source)} takes the ${several ? "numbers" : "number"} out of ${strong(from)}: plain Python, with no gradient. The graph stays behind.`;
    const doer = within
      ? say`In ${code(source)}, ${code(within.op)}${within.module ? say` of ${code(within.module)}` : ""}`
      : say`${code(source)}`;
    if (cut === "detach" && mutated.length)
      return say`${doer} cuts ${names(mutated)} off from its history: from here on it is a leaf.`;
    const head = beside
      ? say`${doer} ${within ? "gives" : "is"} ${is(result)}, and writes into ${names(mutated)} in place.`
      : mutated.length
        ? say`${doer} writes into ${names(mutated)} in place${version === null ? "" : `, now at version ${version}`}${result ? say`: it is ${is(result)}` : ""}.`
        : results > 1
          ? say`${doer} makes ${String(results)} tensors; the first is ${is(result)}.`
          : say`${doer} ${within ? "gives" : "is"} ${is(result)}.`;
    if (cut) return say`${head} ${CUTS[cut]}`;
    const memory = view ? (results > 1 ? " They are views" : " It is a view") : "";
    const shared = memory ? `${memory}: the same memory as its input.` : "";
    if (fn) {
      const keeps = saved.length ? say`, which saves ${names(saved)} for backward` : "";
      return say`${head}${shared} Its grad_fn is ${strong(fn)}${keeps}.`;
    }
    if (mutated.length) return say`${head}${shared}`;
    if (why === null) return say`${head}${shared}`;
    const reason = why === "inputs" ? "No input requires a gradient" : "Nothing is tracked here";
    return say`${head}${shared} ${reason}, so it gets no grad_fn.`;
  },
  backward({ source, entry, roots, inputs, create }) {
    const starts = list(
      roots.map(({ name, seed, scalar }) =>
        seed === null
          ? say`${strong(name)}`
          : scalar
            ? say`${strong(name)} with the gradient ${the(seed)}`
            : say`${strong(name)} with the vector v = ${inAll(seed)}, for a vector-Jacobian product`,
      ),
    );
    const returned =
      entry === "grad"
        ? say` It returns the gradient of ${inputs ? names(inputs) : "its inputs"} and touches no .grad.`
        : inputs
          ? say` Only ${names(inputs)} will get a gradient.`
          : "";
    const twice = create ? " With create_graph=True the way back is recorded too." : "";
    return say`${source ? code(source) : "Backward"} starts from ${starts}.${returned}${twice}`;
  },
  node({ fn, received, sent, meetings, made, rule, stretched }) {
    const each = uniform([...received, ...sent.map(({ value: v }) => v)]) ? the : inAll;
    const got = received.length
      ? list(received.map((r) => (r ? each(r) : say`no gradient`)))
      : say`no gradient`;
    const gave = sent.map(({ to, value: v, times, same }) => {
      const spread = each === inAll && v && "text" in v && v.everywhere && to.ref?.kind === "tensor";
      if (spread && times === 1) return say`${the(v)} to every element of ${code(to)}`;
      const what = v ? (same ? say`the same` : each(v)) : say`no gradient`;
      return say`${what} ${times === 1 ? "to" : alongAll(to, times)} ${code(to)}`;
    });
    const sums = meetings.flatMap(
      ({ at, sum }) => say` At ${code(at)} the contributions add up to ${the(sum)}.`,
    );
    const twice = made ? ` This makes ${count(made, "function")} of its own, for a second derivative.` : "";
    if (gave.length === 0) return say`${strong(fn)} receives ${got} and has nowhere to send it.${twice}`;
    return say`${strong(fn)} receives ${got} and sends ${list(gave)}${rule ? ruled(rule.en, "en") : ""}.${stretched ? STRETCHED : ""}${sums}${twice}`;
  },
  accumulate({ name, before, incoming, after }) {
    if (name === null) return say`A gradient ${the(incoming)} arrives at a leaf that is gone.`;
    if (incoming === null)
      return say`No gradient arrives at ${strong(name)}: ${gradOf(name)} stays ${after ? is(after) : "None"}.`;
    if (before === null) return say`${gradOf(name)} was None and becomes ${is(after)}.`;
    return sameWords(before, after) === "shape"
      ? say`The gradient, ${the(incoming)}, is added to what ${gradOf(name)} held. Gradients accumulate.`
      : say`The gradient ${the(incoming)} is added to what ${gradOf(name)} held, ${the(before)}: now ${is(after)}. Gradients accumulate.`;
  },
  backwardEnd({ freed, raised, failed, entry }) {
    if (failed) return say`Backward stopped at ${strong(failed)}; what lies beyond it got no gradient.`;
    if (raised) return say`Backward ended with an error.`;
    const returned = entry === "grad" ? " The gradients are returned." : "";
    if (freed === 0) return say`Backward is done. No saved tensor was freed.${returned}`;
    return say`Backward is done. What ${count(freed, "function")} had saved is freed, so another backward through here fails.${returned}`;
  },
  grad({ name, how, before, after }) {
    const grad = gradOf(name);
    if (how === "cleared") return say`The program sets ${grad} to None; it was ${the(before)}.`;
    if (how === "zeroed") return say`The program fills ${grad} with zeros; it was ${the(before)}.`;
    if (how === "assigned") return say`The program assigns ${is(after)} to ${grad}.`;
    const same = sameWords(before, after);
    if (same === "shape") return say`The program changes the elements of ${grad}, ${the(after)}.`;
    return same
      ? say`The program writes to ${grad}; to four digits it stays ${the(after)}.`
      : say`The program changes ${grad} from ${the(before)} to ${the(after)}.`;
  },
  update({ name, by, moved, before, after, versions }) {
    const large = sameWords(before, after) === "shape";
    const tensor = large ? say`${strong(name)}, ${the(after)},` : strong(name);
    const change = large ? "" : say` from ${the(before)} to ${the(after)}`;
    if (moved)
      return say`${tensor} is given other memory${change && say`: it changes${change}`}. It stays a leaf: autograd does not record this.`;
    return say`${by ? say`${code(by)} changes ${tensor}` : say`${tensor} changes`} in place${change}${versions ? `, version ${versions[0]} to ${versions[1]}` : ""}. It stays a leaf: autograd does not record this.`;
  },
  warning: ({ category, message }) => say`${strong(category)}: ${message}`,
  skipped({ loops, steps }) {
    if (loops.length === 0) return say`What happened in between is in the values.`;
    const runs = loops.map(
      ({ kind, name, iterations }) =>
        say`${count(iterations, kind === "function" ? "call" : "iteration")} of ${code(name)}`,
    );
    return say`To keep this short, ${list(runs)} (${String(steps)} steps) are not shown; they did run.`;
  },
  error: ({ exception, message, fn }) =>
    say`${fn ? say`${strong(fn)} failed. ` : ""}${strong(exception)}: ${message}`,
};
