// The menu of programs to start from, in the page's language.

import { useEffect, useRef } from "preact/hooks";
import type { Example } from "../api/client";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { Popover } from "./Popover";

interface Props {
  examples: readonly Example[];
  /** The program in the editor: if it is an example, the menu says which. */
  source: string;
  onChoose: (example: Example) => void;
}

export function Examples({ examples, source, onChoose }: Props) {
  const texts = usePageTexts().bar;
  const current = examples.find((example) => example.source === source);
  const label = (
    <>
      <span class={current ? "q what" : "what"}>{texts.examples}</span>
      {current && <span class="which">{current.title[lang.value]}</span>}
      <Icon name="down" />
    </>
  );
  return (
    <Popover label={label} kind="menu" class="btn examples">
      {(close) => (
        <Menu
          label={texts.examples}
          examples={examples}
          current={current}
          onChoose={(example) => {
            close();
            onChoose(example);
          }}
        />
      )}
    </Popover>
  );
}

interface MenuProps {
  label: string;
  examples: readonly Example[];
  current: Example | undefined;
  onChoose: (example: Example) => void;
}

function Menu({ label, examples, current, onChoose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const items = () => [...(list.current?.querySelectorAll<HTMLButtonElement>("[role^=menuitem]") ?? [])];
  useEffect(() => {
    const all = items();
    (all.find((item) => item.getAttribute("aria-checked") === "true") ?? all[0])?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all.at(to % all.length)?.focus();
  };
  return (
    <div class="menu" role="menu" aria-label={label} ref={list} tabIndex={-1} onKeyDown={onKeyDown}>
      {examples.map((example, index) => (
        <button
          type="button"
          key={example.name}
          role="menuitemradio"
          tabIndex={-1}
          aria-checked={example === current}
          onClick={() => onChoose(example)}
        >
          <i>{index + 1}</i>
          {example.title[lang.value]}
        </button>
      ))}
    </div>
  );
}
