// Waits for the reader, has the player take over where the still picture was, and lets no press be lost on the way.

const STIRS = ["pointerover", "pointerdown", "wheel", "focusin", "keydown", "hashchange"];

type Script = { play(root: HTMLElement, first: unknown, heard?: unknown): Promise<void> };

let styled: Promise<unknown> | undefined;

/** The player's style, of which the still picture has only what it shows itself. */
export function fetchStyle(): Promise<unknown> {
  styled ??= new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = __PLAYER__.style;
    link.onload = link.onerror = done;
    document.head.append(link);
  });
  return styled;
}

/** The player's script, once its style is there. */
export async function fetchPlayer(): Promise<Script> {
  const script: Promise<Script> = import(/* @vite-ignore */ __PLAYER__.script);
  await fetchStyle();
  return script;
}

/** Call `take` once, when the reader first does anything; what is pressed until it is done happens after it. Returns what has it called now. */
export function onStir(take: () => Promise<void>): () => void {
  const pressed: (() => void)[] = [];
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  let taken = false;
  const stir = async () => {
    if (taken) return;
    taken = true;
    await take();
    listening.abort();
    for (const press of pressed) press();
  };
  for (const type of STIRS) addEventListener(type, stir, options);
  addEventListener(
    "click",
    ({ target }) => {
      const on = target as Element;
      // A link needs no player, and what opens is taken up as it is.
      if (!on.closest("a, summary"))
        pressed.push(() => on.dispatchEvent(new MouseEvent("click", { bubbles: true })));
    },
    options,
  );
  addEventListener(
    "keydown",
    (event) => {
      const on = event.target as Element;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // What presses the thing that has the focus is heard as a click.
      if (/Tab|Enter/.test(event.key) || (event.key === " " && on.closest("a, button, summary"))) return;
      event.preventDefault();
      pressed.push(() => on.dispatchEvent(new KeyboardEvent("keydown", event)));
    },
    options,
  );
  addEventListener(
    "input",
    ({ target }) => {
      const on = target as HTMLInputElement;
      const { value } = on;
      pressed.push(() => {
        on.value = value;
        on.dispatchEvent(new Event("input", { bubbles: true }));
      });
    },
    options,
  );
  return () => void stir();
}
