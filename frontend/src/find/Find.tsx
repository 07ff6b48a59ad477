// Find a tensor or a function by what it is called, and go to it.

import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { type ShellTexts, usePageTexts } from "../i18n/page";
import type { Player } from "../player/player";
import { positionsOf } from "../recording/positions";
import { Dialog } from "./Dialog";
import { type Entry, entriesOf, found } from "./entries";

const MOST = 60;

export function Find({ player, onClose }: { player: Player; onClose: () => void }) {
  const texts = usePageTexts().find;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => entriesOf(player, player.position.peek()), [player]);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const results = useMemo(() => found(entries, query, MOST), [entries, query]);
  const chosen = Math.min(at, results.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen, results]);
  useEffect(() => {
    player.hover.value = results[chosen]?.node ?? null;
    return () => {
      player.hover.value = null;
    };
  }, [player, results, chosen]);

  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    // While it is open, nothing beneath it can take the focus.
    list.current?.closest("dialog")?.close();
    goTo(player, entry);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1 }[event.key];
    if (event.isComposing) return;
    if (event.key === "Enter") open(results[chosen]);
    else if (to !== undefined && results.length) setAt((to + results.length) % results.length);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label={texts.title} class="find" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label={texts.label}
        aria-expanded={results.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={results.length > 0 ? `${id}-${chosen}` : undefined}
        autoComplete="off"
        spellcheck={false}
        placeholder={texts.label}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={texts.results} ref={list}>
        {results.map((entry, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
          <div
            key={`${entry.node.kind}${entry.node.id}`}
            id={`${id}-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === chosen}
            onPointerMove={() => n !== chosen && setAt(n)}
            onClick={() => open(entry)}
          >
            <b>{entry.title}</b>
            {!entry.title.startsWith(entry.detail) && <code>{entry.detail}</code>}
            <i>{where(entry, texts)}</i>
          </div>
        ))}
      </div>
      <p class="q" role="status">
        {results.length === 0 ? texts.nothing(query) : ""}
      </p>
    </Dialog>
  );
}

/** What it is, and where: by its line, which others may share. */
function where({ node, line, step }: Entry, texts: ShellTexts["find"]): string {
  const kind = texts[node.kind];
  if (step !== null) return texts.step(kind, step);
  return line === null ? kind : texts.line(kind, line);
}

/** Select it where it is; what is not there yet is gone to. */
function goTo(player: Player, { node }: Entry): void {
  const { tensors, functions } = player.state.peek();
  const there = node.kind === "tensor" ? tensors[node.id] : functions[node.id];
  const [first] = there ? [] : positionsOf(player.recording, node);
  if (first !== undefined) player.seek(first);
  player.select(node);
  // With the focus, the picture shows it.
  const box = document.querySelector(`[data-${node.kind}="${node.id}"]`)?.closest<SVGElement>(".pressable");
  box?.focus({ preventScroll: true });
}
