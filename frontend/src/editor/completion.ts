// What the editor offers to complete: torch's names by what stands before the dot. The names load at the first use.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";

/** Kind (function, class, module, attribute), signature, summary. */
export type Entry = readonly [kind: string, signature: string, summary: string];
/** By module path, and by `Tensor`, `Module` and `Optimizer` for what stands before the dot otherwise. */
export type Names = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

const TYPES: Record<string, string> = { f: "function", c: "class", m: "namespace", v: "property" };
/** What learners of autograd look for first. */
const FIRST = new Set([
  ...["backward", "grad", "grad_fn", "requires_grad", "requires_grad_", "retain_grad", "is_leaf", "detach"],
  ...["item", "sum", "mean", "shape", "zero_grad", "step", "tensor", "ones", "zeros", "randn", "no_grad"],
  ...["Linear", "Module", "Parameter", "relu", "mse_loss", "cross_entropy", "SGD", "Adam", "parameters"],
]);

export type Wanted = { of: "names"; path: string } | { of: "imports"; path: string };

/** The names of which list are wanted after `before`, the text of the line up to the cursor; null for none. */
export function wantedAt(before: string, source: string, names: Names): Wanted | null {
  const imported = /^\s*from\s+([\w.]+)\s+import\s+[\w\s,()]*$/.exec(before);
  if (imported?.[1]) return imported[1] in names ? { of: "names", path: imported[1] } : null;
  const base = /([\p{L}\p{N}_.]+|[)\]])\.\w*$/u.exec(before)?.[1];
  if (base === undefined || /^\d/.test(base)) return null;
  if (base === ")" || base === "]") return { of: "names", path: "Tensor" };
  const path = resolved(base, aliasesOf(source));
  if (path in names) return { of: /^\s*import\b/.test(before) ? "imports" : "names", path };
  if (path.startsWith("torch.")) return null;
  return { of: "names", path: classOf(base, source) };
}

const CUSTOMARY = { torch: "torch", nn: "torch.nn", F: "torch.nn.functional", optim: "torch.optim" };

/** What the names of modules mean: as imported, or as everybody imports them. */
export function aliasesOf(source: string): Record<string, string> {
  const aliases: Record<string, string> = { ...CUSTOMARY };
  for (const [, path = "", as] of source.matchAll(/^[ \t]*import[ \t]+([\w.]+)(?:[ \t]+as[ \t]+(\w+))?/gm)) {
    const top = path.split(".")[0] ?? path;
    aliases[as ?? top] = as ? path : top;
  }
  for (const [, path, list = ""] of source.matchAll(
    /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+([\w, \t]+)/gm,
  ))
    for (const part of list.split(",")) {
      const [name, , as] = part.trim().split(/\s+/);
      if (name) aliases[as ?? name] = `${path}.${name}`;
    }
  return aliases;
}

function resolved(base: string, aliases: Record<string, string>): string {
  const [head = "", ...rest] = base.split(".");
  return [Object.hasOwn(aliases, head) ? aliases[head] : head, ...rest].join(".");
}

/** What a variable most likely is, by the call that it was assigned from: a module, an optimizer, else a tensor. */
function classOf(base: string, source: string): "Tensor" | "Module" | "Optimizer" {
  if (base === "self") return "Module";
  const assigned = new RegExp(`^[ \\t]*${base.replace(/\./g, "\\.")}[ \\t]*=[ \\t]*([\\w.]+)\\(`, "mu");
  const callee = assigned.exec(source)?.[1];
  if (callee === undefined) return "Tensor";
  const path = resolved(callee, aliasesOf(source));
  if (/^torch\.optim\.[A-Z]\w*$/.test(path)) return "Optimizer";
  const isModule = /^torch\.nn\.[A-Z]\w*$/.test(path) && !path.endsWith(".Parameter");
  return isModule || new RegExp(`^class[ \\t]+${callee}\\(.*Module\\)`, "mu").test(source)
    ? "Module"
    : "Tensor";
}

const lists = new WeakMap<object, Completion[]>();

/** A list of names as what CodeMirror offers, made once. */
export function offered(list: Readonly<Record<string, Entry>>): Completion[] {
  const known = lists.get(list);
  if (known) return known;
  const made = Object.entries(list).map(([label, [kind, signature, summary]]): Completion => {
    const more = [signature && `${label}${signature}`, summary].filter(Boolean).join("\n");
    return {
      label,
      type: TYPES[kind] ?? "property",
      ...(more && { info: more }),
      ...(FIRST.has(label) ? { boost: 2 } : label.endsWith("_") ? { boost: -1 } : {}),
    };
  });
  lists.set(list, made);
  return made;
}

let loading: Promise<Names> | null = null;

function torchNames(): Promise<Names> {
  loading ??= import("./torchNames.gen.json").then(
    ({ default: data }) => data.names as unknown as Names,
    (failure: unknown) => {
      // Without them the editor only completes what the program itself names; the next dot tries again.
      loading = null;
      throw failure;
    },
  );
  return loading;
}

/** A completion source for CodeMirror. */
export async function completeTorch(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos } = context;
  if (/String|Comment/.test(syntaxTree(state).resolveInner(pos, -1).name)) return null;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  if (!/\.\w*$|\bimport\b/.test(before)) return null;
  const names = await torchNames().catch(() => null);
  const wanted = names && wantedAt(before, state.doc.toString(), names);
  const list = wanted && names[wanted.path];
  if (!list || context.aborted) return null;
  const options = offered(list);
  return {
    from: pos - (/\w*$/.exec(before)?.[0].length ?? 0),
    options: wanted.of === "imports" ? options.filter(({ type }) => type === "namespace") : options,
    validFor: /^\w*$/,
  };
}
