// Draws components once, as plain elements that listen to nothing. In place of Preact, until the player comes.

import { onChange } from "./signals";

type Props = Record<string, unknown> & { children?: unknown };
type Component = (props: Props) => unknown;
type Drawing = { type: string | Component; props: Props };

const SVG = "http://www.w3.org/2000/svg";

/* @__NO_SIDE_EFFECTS__ */
const jsx = (type: Drawing["type"], props: Props): Drawing => ({ type, props });

// One name for the same: the build has it twice.
export { jsx, jsx as jsxs };
export const Fragment: Component = ({ children }) => children;

// What the hooks of each component keep, by its place in the tree.
const kept = new Map<string, unknown[]>();
let slots: unknown[] = [];
let slot = 0;
let after: (() => unknown)[] = [];
let before: (() => void)[] = [];

/** What a hook of the component being drawn keeps. */
export function keep<T>(make: () => T): { value: T } {
  slots[slot] ??= { value: make() };
  return slots[slot++] as { value: T };
}

/** Have something done once everything is drawn; what it returns ends it. */
export const afterwards = (run: () => unknown): number => after.push(run);

function draw(what: unknown, into: Element, place: string): void {
  if (what == null || typeof what === "boolean" || what === "") return;
  if (Array.isArray(what)) {
    for (const [index, one] of what.entries()) draw(one, into, `${place}.${index}`);
  } else if (typeof what !== "object") into.append(String(what));
  else if ("peek" in what) draw((what as { peek(): unknown }).peek(), into, place);
  else drawn(what as Drawing, into, place);
}

function drawn({ type, props }: Drawing, into: Element, place: string): void {
  if (typeof type === "function") {
    const outer = [slots, slot] as const;
    const name = `${place}/${type.name}`;
    slots = kept.get(name) ?? [];
    kept.set(name, slots);
    slot = 0;
    const result = type(props);
    [slots, slot] = outer;
    draw(result, into, `${place}-`);
    return;
  }
  const element =
    type === "svg" || into.namespaceURI === SVG
      ? document.createElementNS(SVG, type)
      : document.createElement(type);
  for (const [name, given] of Object.entries(props)) attribute(element, name, given);
  into.append(element);
  draw(props.children, element, `${place}-`);
}

function attribute(element: Element, name: string, given: unknown): void {
  const value = (given as { peek?(): unknown })?.peek?.() ?? given;
  if (name === "ref") {
    if (value) (given as { current: unknown }).current = element;
  } else if (name === "style" && typeof value === "object") {
    const { style } = element as HTMLElement;
    for (const [property, set] of Object.entries(value ?? {}))
      if (property.startsWith("--")) style.setProperty(property, String(set));
      else style[property as "left"] = String(set);
  } else if (value != null && name !== "children") {
    // An element of HTML writes its attributes in small letters itself, and whatever stands in one that is there is true.
    if (value !== false || /^aria|^data/.test(name)) element.setAttribute(name, value as string);
  }
}

/** Draw into `root`, and anew whenever something changes. Returns what ends it. */
export function show(what: () => unknown, root: Element): () => void {
  let again = true;
  let drawing = false;
  const all = () => {
    again = true;
    if (drawing) return;
    drawing = true;
    for (let most = 4; again && most; most--) {
      again = false;
      for (const end of before) end();
      root.replaceChildren();
      [after, before] = [[], []];
      draw(what(), root, "");
      for (const run of after) {
        const end = run();
        if (typeof end === "function") before.push(end as () => void);
      }
    }
    drawing = false;
  };
  onChange(all);
  all();
  return () => {
    onChange(() => {});
    for (const end of before) end();
  };
}
