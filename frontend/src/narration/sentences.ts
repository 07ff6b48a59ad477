// What every language must be able to say. A step becomes facts first, so that a translation is words alone.

import type { Backward, Flag, Grad, Op, Repeat } from "../recording/types.gen";
import type { Brief } from "./facts";
import type { Name, Sentence } from "./segments";
import type { Meeting, Sent } from "./sent";
import type { Within } from "./within";

export type OpFacts = {
  source: string;
  /** What it is on the way to `source`, where it is not what that stands for. */
  within: Within | null;
  result: Brief | null;
  results: number;
  fn: Name | null;
  saved: Name[];
  mutated: Name[];
  /** Whether it was written beside a result of its own. */
  beside: boolean;
  version: number | null;
  view: boolean;
  cut: Op["cut"];
  /** The tensor that numbers are taken out of, where nothing else happens, and whether there are several. */
  from: Name | null;
  several: boolean;
  /** Why it gets no grad_fn: nothing is tracked where it runs, or no input requires a gradient. */
  why: "mode" | "inputs" | null;
};

/** That a tensor is there, as in most programs the first step: a still picture of it needs nothing else. */
export interface Simple {
  create(facts: {
    source: Name;
    shape: string;
    dtype: string;
    tracked: boolean;
    parameter: boolean;
    leaf: boolean;
    hidden: boolean;
  }): Sentence;
  nothing(): Sentence;
  /** What the language does to a sentence once its pieces are together. */
  finished(sentence: Sentence): Sentence;
}

/** All other steps, and tensors that are there in another way than a call made them. */
export interface Rest {
  /** `within`: what made it in a call that does more; null: no recorded step did. `backward`: a call of it handed it over. */
  found(facts: {
    source: string;
    kind: "parameter" | "leaf" | "tensor";
    shape: string;
    dtype: string;
    tracked: boolean;
    within: Within | null;
    backward: boolean;
  }): Sentence;
  /** A `.grad` that the program reads. */
  held(facts: { source: string; value: Brief }): Sentence;
  /** `same`: what already means the tensor that the name is given to. `outside`: this very name does, around the call. */
  bind(facts: {
    name: Name;
    value: Brief | null;
    same: Name | null;
    outside: boolean;
    rebound: boolean;
    local: boolean;
  }): Sentence;
  flag(facts: { name: Name; what: Flag["what"]; on: boolean }): Sentence;
  print(facts: { text: string; stderr: boolean }): Sentence;
  op(facts: OpFacts): Sentence;
  /** `inputs`: what alone gets a gradient; null: every leaf that the graph leads to. */
  backward(facts: {
    source: string;
    entry: Backward["entry"];
    roots: { name: Name; seed: Brief | null; scalar: boolean }[];
    inputs: Name[] | null;
    create: boolean;
  }): Sentence;
  /** `made`: how many functions this one's own computation made (create_graph). `rule`: how what is sent is found; `stretched`: of what was broadcast, a sum. */
  node(facts: {
    fn: Name;
    received: (Brief | null)[];
    sent: Sent[];
    meetings: Meeting[];
    made: number;
    rule: { en: string; zh: string } | null;
    stretched: boolean;
  }): Sentence;
  accumulate(facts: {
    name: Name | null;
    before: Brief | null;
    incoming: Brief | null;
    after: Brief | null;
  }): Sentence;
  backwardEnd(facts: {
    freed: number;
    raised: boolean;
    failed: Name | null;
    entry: Backward["entry"];
  }): Sentence;
  grad(facts: { name: Name; how: Grad["how"]; before: Brief | null; after: Brief | null }): Sentence;
  /** `by`: the optimizer's method that did it, or numpy. `moved`: it was given other memory, not written to. */
  update(facts: {
    name: Name;
    by: string | null;
    moved: boolean;
    before: Brief;
    after: Brief;
    versions: [number, number] | null;
  }): Sentence;
  warning(facts: { category: string; message: string }): Sentence;
  skipped(facts: { loops: Repeat[]; steps: number }): Sentence;
  error(facts: { exception: string; message: string; fn: Name | null }): Sentence;
}

export type Sentences = Simple & Rest;
