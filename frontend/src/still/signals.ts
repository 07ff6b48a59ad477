// Signals for a picture that is drawn once: whatever changes has all of it drawn anew. In place of @preact/signals.

type Read<T> = { readonly value: T; peek(): T };
type Written<T> = { value: T; peek(): T };

let version = 0;
let redraw = () => {};
const effects: (() => void)[] = [];

/** What is called when anything has changed. */
export function onChange(call: () => void): void {
  redraw = call;
}

export function changed(): void {
  version += 1;
  for (const run of effects) run();
  redraw();
}

export function signal<T>(value: T): Written<T> {
  return {
    get value() {
      return value;
    },
    set value(next: T) {
      if (Object.is(next, value)) return;
      value = next;
      changed();
    },
    peek: () => value,
  };
}

export function computed<T>(compute: () => T): Read<T> {
  let [at, value] = [-1, undefined as T];
  const peek = () => {
    if (at !== version) [at, value] = [version, compute()];
    return value;
  };
  return {
    get value() {
      return peek();
    },
    peek,
  };
}

export function effect(run: () => void): () => void {
  effects.push(run);
  run();
  return () => {};
}

export const batch = (run: () => void): void => run();
export { computed as useComputed, signal as useSignal };
