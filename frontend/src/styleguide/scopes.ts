// The groups of the style guide: a module closed, a run of iterations folded to one, a function's call open.

import type { Scope } from "../recording/types.gen";
import type { ScopeBox } from "../scene/scopes/unfold";
import { recording } from "./bench";
import type { Words } from "./texts";

function scope(over: Partial<Scope> & Pick<Scope, "kind" | "name">): string {
  const id = `c${recording.scopes.length + 1}`;
  recording.scopes.push({ id, module: null, iteration: null, parent: null, span: null, ...over });
  return id;
}

function box(id: string, over: Partial<ScopeBox> & { count?: number }): ScopeBox {
  const { count = 1, ...placed } = over;
  const at = { x: 16, y: 14, width: 224, height: 36 };
  const group = {
    id,
    scopes: [id],
    count,
    open: placed.open ?? false,
    closed_width: 224,
    closed_height: 36,
    ...at,
  };
  return { group, open: false, depth: 0, ...at, ...placed };
}

export const scopes: { title: Words; note: Words; box: ScopeBox }[] = [
  {
    title: ["Scope, collapsed", "作用域，折叠"],
    note: ["a module; plus opens it", "模块；加号展开"],
    box: box(scope({ kind: "module", name: "net.0", module: "Linear" }), {}),
  },
  {
    title: ["Equal iterations", "相同的迭代"],
    note: ["folded to one, with their count", "折成一个，带次数"],
    box: box(scope({ kind: "iteration", name: "for i in range(3)", iteration: 0 }), { count: 3 }),
  },
  {
    title: ["Scope, open", "作用域，展开"],
    note: ["a soft box around what it made", "围住其内容的浅色框"],
    box: box(scope({ kind: "function", name: "forward" }), { open: true, height: 84 }),
  },
];
