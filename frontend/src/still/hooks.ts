// The hooks of components that are drawn once. In place of preact/hooks.

import { afterwards, keep } from "./jsx";
import { changed } from "./signals";

type Deps = readonly unknown[];

/* @__NO_SIDE_EFFECTS__ */
export function useMemo<T>(make: () => T, deps: Deps): T {
  const held = keep<{ deps: Deps | null; made: T }>(() => ({ deps: null, made: undefined as T })).value;
  if (!held.deps || deps.some((one, index) => one !== held.deps?.[index])) {
    held.made = make();
    held.deps = deps;
  }
  return held.made;
}

export const useCallback = <T>(call: T): T => call;
export const useRef = <T>(current: T): { current: T } => keep(() => ({ current })).value;

export function useState<T>(first: T | (() => T)): [T, (next: T) => void] {
  const held = keep(() => (typeof first === "function" ? (first as () => T)() : first));
  const set = (next: T) => {
    if (Object.is(held.value, next)) return;
    held.value = next;
    changed();
  };
  return [held.value, set];
}

export { afterwards as useEffect, afterwards as useLayoutEffect };
