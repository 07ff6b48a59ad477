// Tabs after the ARIA pattern: arrow keys move between them, the panel follows.

import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

export interface Tab<Name extends string> {
  name: Name;
  label: string;
}

interface Props<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  chosen: Name;
  onChoose: (name: Name) => void;
  class?: string;
  /** The id of the panel that the tabs belong to, where it stands elsewhere on the page. */
  panel: string;
}

export function TabList<Name extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  class: style = "tabs",
  panel,
}: Props<Name>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(tab.name);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[tabs.indexOf(tab)]?.focus();
  };
  return (
    <div class={style} role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ name, label: text }) => (
        <button
          type="button"
          role="tab"
          key={name}
          id={`${panel}-${name}`}
          aria-selected={name === chosen}
          aria-controls={panel}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

/** Tabs with their panel right beneath. */
export function Tabbed<Name extends string>(
  props: Omit<Props<Name>, "panel"> & { children: ComponentChildren },
) {
  const panel = useId();
  return (
    <>
      <TabList {...props} panel={panel} />
      <div
        class="tabpanel"
        role="tabpanel"
        id={panel}
        aria-labelledby={`${panel}-${props.chosen}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {props.children}
      </div>
    </>
  );
}
