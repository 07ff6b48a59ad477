// What every language must be able to say. A step becomes facts first, so that a translation is words alone.

import type { Backward, BackwardEnd, Flag, Grad, Op } from "../recording/types.gen";
import type { Brief, Meeting, Sent } from "./facts";
import type { Sentence } from "./segments";

export type OpFacts = {
  source: string;
  name: string;
  result: Brief | null;
  results: number;
  fn: string | null;
  saved: string[];
  mutated: string[];
  version: number | null;
  view: boolean;
  cut: Op["cut"];
};

export interface Sentences {
  create(facts: {
    source: string;
    shape: string;
    dtype: string;
    tracked: boolean;
    parameter: boolean;
    leaf: boolean;
    hidden: boolean;
  }): Sentence;
  op(facts: OpFacts): Sentence;
  bind(facts: { name: string; value: Brief | null; rebound: boolean }): Sentence;
  flag(facts: { name: string; what: Flag["what"]; on: boolean }): Sentence;
  backward(facts: {
    source: string;
    entry: Backward["entry"];
    roots: { name: string; seed: Brief | null; scalar: boolean }[];
    create: boolean;
  }): Sentence;
  node(facts: { fn: string; received: (Brief | null)[]; sent: Sent[]; meetings: Meeting[] }): Sentence;
  accumulate(facts: {
    name: string | null;
    before: Brief | null;
    incoming: Brief | null;
    after: Brief | null;
  }): Sentence;
  backwardEnd(facts: {
    freed: number;
    raised: boolean;
    failed: string | null;
    entry: Backward["entry"];
    results: BackwardEnd["results"];
  }): Sentence;
  grad(facts: { name: string; how: Grad["how"]; before: Brief | null; after: Brief | null }): Sentence;
  update(facts: { name: string; before: Brief; after: Brief; versions: [number, number] | null }): Sentence;
  print(facts: { text: string; stderr: boolean }): Sentence;
  warning(facts: { category: string; message: string }): Sentence;
  skipped(facts: { loops: { name: string; iterations: number }[]; steps: number }): Sentence;
  error(facts: { exception: string; message: string; fn: string | null }): Sentence;
  nothing(): Sentence;
  /** What the language does to a sentence once its pieces are together. */
  finished(sentence: Sentence): Sentence;
}
