// The menu of programs to start from, in the page's language.

import type { Example } from "../api/client";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { Menu } from "./Menu";
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
        <Menu label={texts.examples}>
          {examples.map((example, index) => (
            <button
              type="button"
              key={example.name}
              role="menuitemradio"
              tabIndex={-1}
              aria-checked={example === current}
              onClick={() => {
                close();
                onChoose(example);
              }}
            >
              <i>{index + 1}</i>
              {example.title[lang.value]}
            </button>
          ))}
        </Menu>
      )}
    </Popover>
  );
}
